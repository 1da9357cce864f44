import { readFile } from 'node:fs'
import { join } from 'node:path'
import { protocol, type ProtocolResponse, type Session } from 'electron'
import { ownFile, ownScheme, refusalHeaders, withRootAttributes } from './page-policy'

/**
 * Makes our scheme one with origins. Works only once, and only before the app is ready. Without `corsEnabled` a diagram's
 * page, which has no origin, could load no module; who may load one is still said by each answer's headers.
 */
export function registerOwnScheme(): void {
  const privileges = { standard: true, secure: true, corsEnabled: true }
  protocol.registerSchemesAsPrivileged([{ scheme: ownScheme, privileges }])
}

/**
 * Serves the built interface to this session under our scheme, with its policy on every answer. Returns its undo.
 *
 * By the older call of Electron's: `protocol.handle` wants `Request` and `Response`, and loading Node's code for these
 * delayed the first paint by 60 ms (docs/decisions/0009-serving-pages.md).
 */
export function serveOwnPages(session: Session, rendererFolder: string): () => void {
  session.protocol.registerBufferProtocol(ownScheme, (request, respond) => {
    if (request.method !== 'GET') return respond(refusal(405))
    const file = ownFile(request.url)
    if (!file) return respond(refusal(404))
    readFile(join(rendererFolder, file.path), (error, content) => {
      if (error) return respond(refusal(404))
      const isPage = file.path.endsWith('.html')
      const data = isPage ? Buffer.from(withRootAttributes(content.toString(), request.url)) : content
      respond({ data, headers: { ...file.headers } })
    })
  })
  return () => session.protocol.unregisterProtocol(ownScheme)
}

function refusal(statusCode: 404 | 405): ProtocolResponse {
  return { statusCode, data: Buffer.alloc(0), headers: { ...refusalHeaders() } }
}
