import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { protocol, type Session } from 'electron'
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
  session.protocol.handle(ownScheme, (request) => answer(request, rendererFolder))
  return () => session.protocol.unhandle(ownScheme)
}

async function answer(request: Request, rendererFolder: string): Promise<Response> {
  if (request.method !== 'GET') return refusal(405)
  const file = ownFile(request.url)
  if (!file) return refusal(404)
  try {
    const content = await readFile(join(rendererFolder, file.path))
    const body = file.path.endsWith('.html')
      ? withRootAttributes(content.toString(), request.url)
      : new Uint8Array(content)
    return new Response(body, { headers: file.headers })
  } catch {
    return refusal(404)
  }
}

function refusal(status: 404 | 405): Response {
  return new Response(null, { status, headers: refusalHeaders() })
}
