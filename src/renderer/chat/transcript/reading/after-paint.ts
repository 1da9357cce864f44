/** Runs once after the next frame has been painted, unless the returned undo comes first. */
export function afterPaint(run: () => void): () => void {
  let isOver = false
  const channel = new MessageChannel()
  channel.port1.addEventListener('message', () => {
    channel.port1.close()
    if (!isOver) run()
  })
  channel.port1.start()
  const frame = requestAnimationFrame(() => channel.port2.postMessage(null))
  return () => {
    isOver = true
    cancelAnimationFrame(frame)
    channel.port1.close()
  }
}
