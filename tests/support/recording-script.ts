import type { RecordingExport } from '../../src/shared/recording'
import { splitBytes, type Script } from './provider-server'

interface ExportedJson {
  readonly response: { readonly status: number; readonly headers: Readonly<Record<string, string>> }
  readonly chunks: readonly { readonly atMs: number; readonly bytes: number }[]
}

/** What the stand-in server plays to give an exported stream again, chunk by chunk, without its waits. */
export function replayOf(exported: RecordingExport): Script {
  const { response, chunks } = JSON.parse(exported.json) as ExportedJson
  let end = 0
  const ends = chunks.map((chunk) => (end += chunk.bytes))
  const parts = splitBytes(exported.sse, ends.slice(0, -1))
  return { status: response.status, headers: response.headers, steps: parts.map((send) => ({ send })) }
}
