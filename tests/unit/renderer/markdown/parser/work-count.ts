/**
 * How many characters are looked at while `run` runs: those that are read one by one, and those that searches and patterns go
 * over. Work, not time, so that the same run gives the same count everywhere.
 */
export function countWork(run: () => void): number {
  let count = 0
  const watch = (prototype: object, name: string, cost: Cost): (() => void) => {
    const original = Reflect.get(prototype, name) as (...parameters: unknown[]) => unknown
    Reflect.set(prototype, name, function watched(this: unknown, ...parameters: unknown[]): unknown {
      const start = this instanceof RegExp && (this.global || this.sticky) ? this.lastIndex : 0
      const result = Reflect.apply(original, this, parameters)
      count += cost(this, parameters, result, start)
      return result
    })
    return () => {
      Reflect.set(prototype, name, original)
    }
  }
  const one: Cost = () => 1
  const all: Cost = (text) => String(text).length
  const undo = [
    ...['charCodeAt', 'charAt', 'codePointAt'].map((name) => watch(String.prototype, name, one)),
    ...['replaceAll', 'replace', 'split'].map((name) => watch(String.prototype, name, all)),
    watch(String.prototype, 'indexOf', (text, [, from], found) => distance(text, Number(from ?? 0), Number(found))),
    ...['exec', 'test'].map((name) => watch(RegExp.prototype, name, matched)),
  ]
  try {
    run()
  } finally {
    for (const restore of undo) restore()
  }
  return count
}

type Cost = (self: unknown, parameters: readonly unknown[], result: unknown, start: number) => number

function distance(text: unknown, from: number, found: number): number {
  return Math.max(1, (found < 0 ? String(text).length : found) - from)
}

/** A pattern that is tied to a place reads what it matches, or fails soon; another one may go to the end. */
function matched(pattern: unknown, [text]: readonly unknown[], result: unknown, start: number): number {
  if (!(pattern instanceof RegExp)) return 0
  const isFound = result !== null && result !== false
  if (pattern.sticky) return isFound ? pattern.lastIndex - start : 1
  return (isFound && pattern.global ? pattern.lastIndex : String(text).length) - start
}
