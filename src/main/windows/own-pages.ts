import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { protocol, type ProtocolRequest, type ProtocolResponse, type Session } from 'electron'
import { ownFile, ownScheme, refusalHeaders, withRootAttributes } from './page-policy'

/**
 * Makes our scheme one with origins. Works only once, and only before the app is ready. Without `corsEnabled` a diagram's
 * page, which has no origin, could load no module; who may load one is still said by each answer's headers.
 */
export function registerOwnScheme(): void {
  const privileges = { standard: true, secure: true, corsEnabled: true }
  protocol.registerSchemesAsPrivileged([{ scheme: ownScheme, privileges }])
}

/** Serves the built interface to this session under our scheme, with its policy on every answer. Returns its undo. */
export function serveOwnPages(session: Session, rendererFolder: string): () => void {
  // Not `handle`: that loads Node's whole fetch on the main thread, before the first paint (decision record 0010).
  session.protocol.registerStreamProtocol(ownScheme, (request, respond) => {
    void answer(request, rendererFolder).then(respond)
  })
  return () => void session.protocol.unregisterProtocol(ownScheme)
}

async function answer(request: ProtocolRequest, rendererFolder: string): Promise<ProtocolResponse> {
  if (request.method !== 'GET') return refusal(405)
  const file = ownFile(request.url)
  if (!file) return refusal(404)
  try {
    const content = await readFile(join(rendererFolder, file.path))
    const page = file.path.endsWith('.html')
    const body = page ? Buffer.from(withRootAttributes(content.toString(), request.url)) : content
    return { statusCode: 200, headers: file.headers, data: streamOf(body) }
  } catch {
    return refusal(404)
  }
}

function refusal(statusCode: 404 | 405): ProtocolResponse {
  return { statusCode, headers: refusalHeaders(), data: streamOf() }
}

function streamOf(...bodies: readonly Buffer[]): Readable {
  return Readable.from(bodies, { objectMode: false })
}
