import type { ProviderEvent } from '../../../shared/reply'
import { asRecord, asText } from '../transport/json-values'

/**
 * The pages that a chat completion cites, each given out once: `annotations` of a delta or message (OpenAI, OpenRouter), and
 * `search_results` or `citations` beside the choices (Perplexity), which come again with every chunk.
 */
export class CitedSources {
  readonly #seen = new Set<string>()

  /** The new ones of a list, in order. What is no list, or no web address, is ignored. */
  read(list: unknown): readonly ProviderEvent[] {
    if (!Array.isArray(list)) return []
    return list.flatMap((entry): ProviderEvent[] => {
      const record = asRecord(entry)
      const citation = asRecord(record?.['url_citation']) ?? record
      const url = typeof entry === 'string' ? entry : asText(citation?.['url'])
      if (!/^https?:\/\//i.test(url) || this.#seen.has(url)) return []
      this.#seen.add(url)
      return [{ type: 'source', source: { url, title: asText(citation?.['title']) || url } }]
    })
  }
}
