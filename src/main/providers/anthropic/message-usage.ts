import type { ProviderEvent, Usage } from '../../../shared/reply'
import { asRecord } from '../transport/json-values'

interface Counts {
  readonly input?: number
  readonly cacheRead?: number
  readonly cacheWritten?: number
  readonly output?: number
  readonly thinking?: number
}

/**
 * Folds the usage of one message. Counts are totals so far, so the largest of each holds. `inputTokens` is all that was read:
 * the provider counts what came from its cache, and what went into it, beside the rest.
 */
export class MessageUsage {
  #counts: Counts = {}
  /** Tokens written when the message began: no more than a first guess, of use only where no total follows. */
  #firstOutput: number | undefined
  #given = ''

  /** Takes the usage that stands at the beginning of a message, or in a whole one. */
  start(value: unknown): void {
    const { output, ...counts } = readCounts(value)
    this.#firstOutput = largest(this.#firstOutput, output)
    this.#merge(counts)
  }

  /** Takes the usage of a `message_delta`. */
  add(value: unknown): void {
    this.#merge(readCounts(value))
  }

  /** Gives the counts as they stand, when something is new. */
  give(events: ProviderEvent[]): void {
    const usage = toUsage(this.#counts)
    const text = JSON.stringify(usage)
    if (text === '{}' || text === this.#given) return
    this.#given = text
    events.push({ type: 'usage', usage })
  }

  end(finished: boolean, events: ProviderEvent[]): void {
    if (finished && this.#counts.output === undefined && this.#firstOutput !== undefined) {
      this.#counts = { ...this.#counts, output: this.#firstOutput }
    }
    this.give(events)
  }

  #merge(counts: Counts): void {
    const merged: Record<string, number> = { ...this.#counts }
    for (const [name, count] of Object.entries(counts)) merged[name] = Math.max(count, merged[name] ?? 0)
    this.#counts = merged
  }
}

function readCounts(value: unknown): Counts {
  const usage = asRecord(value)
  const named = {
    input: usage?.['input_tokens'],
    cacheRead: usage?.['cache_read_input_tokens'],
    cacheWritten: usage?.['cache_creation_input_tokens'],
    output: usage?.['output_tokens'],
    thinking: asRecord(usage?.['output_tokens_details'])?.['thinking_tokens'],
  }
  return Object.fromEntries(Object.entries(named).filter(([, count]) => typeof count === 'number' && count >= 0))
}

function toUsage({ input, cacheRead, cacheWritten, output, thinking }: Counts): Usage {
  return {
    ...(input === undefined ? {} : { inputTokens: input + (cacheRead ?? 0) + (cacheWritten ?? 0) }),
    ...(output === undefined ? {} : { outputTokens: output }),
    ...(cacheRead === undefined ? {} : { cachedTokens: cacheRead }),
    ...(thinking === undefined ? {} : { reasoningTokens: thinking }),
  }
}

function largest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other)
}
