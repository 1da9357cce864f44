import type { Model } from '../../../shared/providers'
import { asRecord, asText, parseJson } from '../json-values'
import { badResponse, looksLikeHtml, ProviderFailure } from '../provider-errors'

/** Models that answer no chat; they stand last. */
const otherModels = /embed|whisper|tts|dall-e|moderation|transcri|rerank|realtime|image|audio|sora/i

/**
 * The models in the answer to `GET /models`: those for chat first, then by name. Throws `bad-response` when it is no list of
 * models, `ProviderFailure` when it is an error.
 */
export function readModelList(text: string): readonly Model[] {
  const parsed = parseJson(text)
  const body = asRecord(parsed)
  if (parsed === undefined) throw badResponse(looksLikeHtml(text) ? 'html' : 'json', text)
  const list = Array.isArray(parsed) ? parsed : (body?.['data'] ?? body?.['models'])
  if (!Array.isArray(list)) {
    if (body?.['error']) throw new ProviderFailure(null, null, body)
    // Ollama lists no model as null.
    if (body && 'data' in body && body['data'] === null) return []
    throw badResponse('json', text)
  }
  const entries: readonly unknown[] = list
  const ids = entries.map((entry) => asText(asRecord(entry)?.['id']) || asText(asRecord(entry)?.['name']))
  const natural = new Intl.Collator('en', { numeric: true })
  return [...new Set(ids.filter((id) => id !== '' && id.length <= 200))]
    .sort((a, b) => Number(otherModels.test(a)) - Number(otherModels.test(b)) || natural.compare(a, b))
    .slice(0, 2000)
    .map((id) => ({ id }))
}
