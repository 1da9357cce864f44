const waiting = new Set<() => Promise<void>>()
let isBusy = false

/** Runs a task, which must not fail, when those that came before are done. Returns what takes it out of the queue again. */
export function oneAtATime(task: () => Promise<void>): () => void {
  waiting.add(task)
  void runNext()
  return () => void waiting.delete(task)
}

async function runNext(): Promise<void> {
  const [task] = waiting
  if (isBusy || !task) return
  waiting.delete(task)
  isBusy = true
  await task()
  isBusy = false
  void runNext()
}
