import type { RecordedItem, RecordingExport } from '../../../shared/recording'

/** They describe the body as it was on the wire; what is recorded is decoded. */
const wireHeaders = new Set(['content-encoding', 'content-length', 'transfer-encoding', 'connection', 'keep-alive'])

/**
 * The last try that was answered, as two files. The JSON holds `request`, `response` (status, headers), `chunks` (times
 * since the request in milliseconds, and the length in bytes of each piece of the `.sse` file) and `events` (as Runnel
 * understood them). `items` are masked one by one; `mask` finds what stands across two of them.
 */
export function exportRecording(
  items: readonly RecordedItem[],
  startedAt: number,
  truncated: boolean,
  mask: (text: string) => string,
): RecordingExport {
  const answered = items.findLastIndex((item) => item.type === 'response')
  const last = answered === -1 ? items.length - 1 : answered
  const start = Math.max(
    0,
    items.findLastIndex((item, index) => item.type === 'request' && index <= last),
  )
  const next = items.findIndex((item, index) => item.type === 'request' && index > start)
  const own = items.slice(start, next === -1 ? items.length : next)
  const baseMs = own[0]?.atMs ?? 0
  const since = (atMs: number): number => Math.round((atMs - baseMs) * 100) / 100
  const request = own.find((item) => item.type === 'request')?.request ?? null
  const response = own.find((item) => item.type === 'response')
  const texts = own.filter((item) => item.type === 'text')
  const joined = texts.map(({ text }) => text).join('')
  const sse = mask(joined)
  // A secret that came in two pieces is found only when they are together, and then they stay so.
  const pieces = sse === joined ? texts : texts.slice(0, 1).map(({ atMs }) => ({ atMs, text: sse }))
  const json = {
    recordedAt: new Date(startedAt + baseMs).toISOString(),
    truncated,
    request,
    response: response && { status: response.status, headers: replayable(response.headers) },
    chunks: pieces.map(({ atMs, text }) => ({ atMs: since(atMs), bytes: Buffer.byteLength(text) })),
    events: own.filter((item) => item.type === 'event').map(({ atMs, event }) => ({ atMs: since(atMs), event })),
  }
  return { sse, json: `${JSON.stringify(json, null, 2)}\n` }
}

function replayable(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !wireHeaders.has(name.toLowerCase())))
}
