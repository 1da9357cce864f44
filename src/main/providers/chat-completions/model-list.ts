import type { Model } from '../../../shared/providers'
import { asRecord, asText, parseJson } from '../transport/json-values'
import { badResponse, looksLikeHtml, ProviderFailure } from '../transport/provider-errors'

/** Models that answer no chat; they stand last. */
const otherModels = /embed|whisper|tts|dall-e|moderation|transcri|rerank|realtime|image|audio|sora/i

/** What stands in an answer to a question for models, each entry as it came. */
export interface ModelEntries {
  readonly body: Readonly<Record<string, unknown>> | null
  readonly entries: readonly unknown[]
}

/** Throws `bad-response` when the text is no list of models, `ProviderFailure` when it is an error. */
export function readModelEntries(text: string): ModelEntries {
  const parsed = parseJson(text)
  const body = asRecord(parsed)
  if (parsed === undefined) throw badResponse(looksLikeHtml(text) ? 'html' : 'json', text)
  const list = Array.isArray(parsed) ? parsed : (body?.['data'] ?? body?.['models'])
  if (Array.isArray(list)) return { body, entries: list }
  if (body?.['error']) throw new ProviderFailure(null, null, body)
  // Ollama lists no model as null.
  if (body && 'data' in body && body['data'] === null) return { body, entries: [] }
  throw badResponse('json', text)
}

/** The models in the answer to `GET /models`: those for chat first, then by name. Throws as `readModelEntries` does. */
export function readModelList(text: string): readonly Model[] {
  const { entries } = readModelEntries(text)
  const ids = entries.map((entry) => asText(asRecord(entry)?.['id']) || asText(asRecord(entry)?.['name']))
  const natural = new Intl.Collator('en', { numeric: true })
  return [...new Set(ids.filter((id) => id !== '' && id.length <= 200))]
    .sort((a, b) => Number(otherModels.test(a)) - Number(otherModels.test(b)) || natural.compare(a, b))
    .slice(0, 2000)
    .map((id) => ({ id }))
}
