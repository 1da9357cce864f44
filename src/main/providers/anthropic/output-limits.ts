/** What is asked for where the model is not known; every model of the last years can write as much. */
const usualLimit = 8192
/** Less than this is no answer: the question fills the context window. */
const leastLimit = 256

// From the models overview of the provider's documentation, 2026-11. The first that matches counts.
const limits: readonly (readonly [model: RegExp, tokens: number])[] = [
  [/claude-3-(opus|sonnet|haiku)/, 4096],
  [/claude-3-5-/, 8192],
  [/claude-3-7-|claude-(sonnet-4(-0|-2\d{7}|$)|(opus|sonnet|haiku)-4-5)/, 64_000],
  [/claude-opus-4(-[01]\b|-2\d{7}|$)/, 32_000],
  [/claude-([a-z]+-[5-9]|(opus|sonnet)-4-[6-9]|mythos)/, 128_000],
]

/** How many tokens a model may write at most, thinking included, as far as is known. */
export function outputLimitOf(model: string): number {
  return limits.find(([pattern]) => pattern.test(model))?.[1] ?? usualLimit
}

/**
 * A smaller limit to ask for, from the words in which a server refused `asked`: the number that it names, what its context
 * window has left, or half. Null when it refused something else, or nothing useful is left.
 */
export function smallerLimit(refusal: string, asked: number): number | null {
  if (!/max_tokens/.test(refusal)) return null
  // "input length and `max_tokens` exceed context limit: 190000 + 64000 > 200000"
  const [, input, , window] = /(\d+)\s*\+\s*(\d+)\s*>\s*(\d+)/.exec(refusal) ?? []
  // "max_tokens: 64000 > 8192, which is the maximum allowed number of output tokens"
  const [, maximum] = />\s*(\d+)/.exec(refusal) ?? []
  const named = input && window ? Number(window) - Number(input) : maximum ? Number(maximum) : Math.floor(asked / 2)
  return named >= leastLimit && named < asked ? named : null
}
