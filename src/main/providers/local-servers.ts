import { AppError } from '../../shared/errors'
import { localServers, type LocalServer, type Model } from '../../shared/providers'
import { readText } from './transport/guarded-fetch'
import { asRecord, asText, parseJson } from './transport/json-values'

/** A server to look for on this computer. */
export interface LocalServerAddress {
  readonly providerId: string
  readonly name: string
  readonly port: number
}

const timeLimitMs = 700
const maximumBytes = 4 * 1024 * 1024

/** The base URL of a local server that Runnel knows. Throws `invalid-request` for any other id. */
export function localBaseUrl(providerId: string): string {
  const server = localServers.find((known) => known.providerId === providerId)
  if (!server) throw new AppError({ code: 'invalid-request', detail: `No local server is called "${providerId}".` })
  return `http://127.0.0.1:${server.port}/v1`
}

/**
 * Asks loopback for model servers, all at once, within 700 ms, and sends no key. It never throws: whatever does not answer as
 * expected, or came too late, has `models: null`.
 */
export async function findLocalServers(
  signal: AbortSignal,
  servers: readonly LocalServerAddress[] = localServers,
  ask: typeof fetch = fetch,
): Promise<readonly LocalServer[]> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)])
  return Promise.all(
    servers.map(async ({ providerId, name, port }) => {
      const models = await askForModels(providerId, port, limit, ask).catch(() => null)
      return { providerId, name, port, models }
    }),
  )
}

async function askForModels(
  providerId: string,
  port: number,
  signal: AbortSignal,
  ask: typeof fetch,
): Promise<readonly Model[] | null> {
  const isOllama = providerId === 'ollama'
  const address = `http://127.0.0.1:${port}${isOllama ? '/api/tags' : '/v1/models'}`
  const response = await ask(address, { signal, redirect: 'error', headers: { accept: 'application/json' } })
  if (response.status !== 200) {
    await response.body?.cancel()
    return null
  }
  const body = asRecord(parseJson(await readText(response.body, maximumBytes)))
  const list: unknown = body?.[isOllama ? 'models' : 'data']
  if (!Array.isArray(list)) return null
  return list.map(isOllama ? readOllamaModel : readModel).filter((model) => model !== null)
}

/** https://github.com/ollama/ollama/blob/main/docs/api.md#list-local-models */
function readOllamaModel(entry: unknown): Model | null {
  const model = asRecord(entry)
  const family = asText(asRecord(model?.['details'])?.['family'])
  // The bert families only embed: they answer no chat.
  return family.includes('bert') ? null : toModel(asText(model?.['name']) || asText(model?.['model']), model?.['size'])
}

/** LM Studio lists its embedding models too, by this prefix; llama.cpp gives the size in `meta`. */
function readModel(entry: unknown): Model | null {
  const model = asRecord(entry)
  const id = asText(model?.['id'])
  return id.startsWith('text-embedding-') ? null : toModel(id, asRecord(model?.['meta'])?.['size'])
}

function toModel(id: string, size: unknown): Model | null {
  if (id === '' || id.length > 200) return null
  return typeof size === 'number' && size > 0 ? { id, sizeBytes: size } : { id }
}
