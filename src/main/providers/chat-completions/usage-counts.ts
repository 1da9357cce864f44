import type { Usage } from '../../../shared/reply'
import { asRecord } from '../transport/json-values'

/**
 * Folds the usage that a chat completions stream reports, once or with every chunk. Most providers repeat the total so far; a few
 * send only what the chunk added, which shows in small counts that do not grow: those are summed.
 */
export class UsageCounts {
  #last: Usage = {}
  #largest = 0
  #sum = 0
  #reports = 0
  #shrank = false
  #reported = ''

  /** Takes one `usage` object. `total`: it stands alone, at the end, and so is the total. */
  add(value: unknown, total: boolean): void {
    const usage = readUsage(value)
    if (!usage) return
    if (total) {
      this.#last = { ...this.#last, ...usage }
      this.#reports = 0
      return
    }
    const output = usage.outputTokens
    if (output !== undefined) {
      this.#shrank ||= output < (this.#last.outputTokens ?? 0)
      this.#reports += 1
      this.#sum += output
      this.#largest = Math.max(this.#largest, output)
    }
    this.#last = { ...this.#last, ...usage }
  }

  /** The counts as they stand, or null when nothing is new since the last call. */
  take(): Usage | null {
    const increments = this.#reports >= 3 && (this.#shrank || this.#largest === 1) && this.#largest * 2 < this.#reports
    const usage = increments ? { ...this.#last, outputTokens: this.#sum } : this.#last
    const text = JSON.stringify(usage)
    if (text === this.#reported || text === '{}') return null
    this.#reported = text
    return usage
  }
}

/** Counts under the names that chat completions providers use, or null when there is none. */
export function readUsage(value: unknown): Usage | null {
  const usage = asRecord(value)
  if (!usage) return null
  const input = asRecord(usage['prompt_tokens_details']) ?? asRecord(usage['input_tokens_details'])
  const output = asRecord(usage['completion_tokens_details']) ?? asRecord(usage['output_tokens_details'])
  const inputTokens = count(usage['prompt_tokens'], usage['input_tokens'])
  const outputTokens = count(usage['completion_tokens'], usage['output_tokens'])
  const cachedTokens = count(input?.['cached_tokens'], usage['cached_tokens'], usage['prompt_cache_hit_tokens'])
  const reasoningTokens = count(output?.['reasoning_tokens'], usage['reasoning_tokens'])
  const counts = {
    ...(inputTokens === undefined ? {} : { inputTokens }),
    ...(outputTokens === undefined ? {} : { outputTokens }),
    ...(cachedTokens === undefined ? {} : { cachedTokens }),
    ...(reasoningTokens === undefined ? {} : { reasoningTokens }),
  }
  return Object.keys(counts).length > 0 ? counts : null
}

function count(...values: readonly unknown[]): number | undefined {
  return values.find((value): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0)
}
