// A frame has about 16 ms, and others need some of them.
const sliceMs = 6

/**
 * Runs a generator to its end in slices of a few milliseconds, with everything else let in between. Answers with what it
 * returned; null when `isOver` said so first. The first slice runs at once.
 */
export async function inSlices<Value>(
  work: Generator<unknown, Value, undefined>,
  isOver: () => boolean,
): Promise<Value | null> {
  for (;;) {
    const startedAt = performance.now()
    do {
      const { done, value } = work.next()
      if (done) return value
    } while (performance.now() - startedAt < sliceMs)
    await scheduler.yield()
    if (isOver()) {
      work.return(undefined as never)
      return null
    }
  }
}
