import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import type { ClientRequest, RequestOptions } from 'node:http'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { HttpExecutor, newError, type DownloadOptions } from 'builder-util-runtime'
import type { UpdateProblem } from '../../../shared/updates/update-state'

const mostRedirects = 5
const silenceLimitMs = 60_000

/** An update that could not be had, with the reason that users are told. */
export class UpdateFailure extends Error {
  readonly problem: UpdateProblem

  constructor(problem: UpdateProblem, detail: string) {
    super(detail)
    this.problem = problem
  }
}

/**
 * Leads electron-updater's requests over Runnel's own network, so that proxies, certificates and the network log hold for
 * them too. Sends no header that tells one user from another. Throws `UpdateFailure`.
 */
export class UpdateTransport extends HttpExecutor<ClientRequest> {
  readonly #fetch: typeof fetch

  constructor(fetchUpdate: typeof fetch) {
    super()
    this.#fetch = fetchUpdate
  }

  override async request(options: RequestOptions): Promise<string | null> {
    const { protocol = 'https:', hostname, port, path = '/' } = options
    const url = `${protocol}//${hostname ?? ''}${port ? `:${port}` : ''}${path}`
    const { response, silence } = await this.#get(url)
    return silence.watch(response.text()).catch((error: unknown) => {
      throw new UpdateFailure('unreachable', String(error))
    })
  }

  /** Writes a file, and throws when its bytes are not those that the feed named. */
  async download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    const { response, silence } = await this.#get(url.href)
    const digest = createHash('sha512')
    const total = Number(response.headers.get('content-length') ?? 0)
    const startedMs = performance.now()
    let transferred = 0
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        silence.heard()
        digest.update(chunk)
        transferred += chunk.length
        const bytesPerSecond = transferred / Math.max(0.001, (performance.now() - startedMs) / 1000)
        const percent = total > 0 ? (100 * transferred) / total : 0
        options.onProgress?.({ total, delta: chunk.length, transferred, percent, bytesPerSecond })
        done(null, chunk)
      },
    })
    const body = response.body ? Readable.fromWeb(response.body as never) : Readable.from([])
    try {
      await silence.watch(pipeline(body, measure, createWriteStream(destination)))
    } catch (error) {
      const isDisk = error instanceof Error && 'syscall' in error && 'path' in error
      throw new UpdateFailure(isDisk ? 'storage' : 'unreachable', String(error))
    }
    // A file without a checksum in the feed is as good as a wrong one.
    if (digest.digest('base64') !== options.sha512) throw new UpdateFailure('damaged', url.href)
    return destination
  }

  override createRequest(): ClientRequest {
    throw newError('Only whole files are loaded.', 'ERR_UPDATER_UNSUPPORTED')
  }

  async #get(address: string) {
    const silence = new Silence()
    let url = address
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
      const asked = this.#fetch(url, { headers: { accept: '*/*' }, redirect: 'manual', signal: silence.signal })
      const response = await silence.watch(asked).catch((error: unknown) => {
        throw new UpdateFailure('unreachable', String(error))
      })
      const next = response.headers.get('location')
      if (response.status >= 300 && response.status < 400 && next) {
        await response.body?.cancel()
        url = new URL(next, url).href
        continue
      }
      if (!response.ok) throw new UpdateFailure('refused', `${response.status} ${url}`)
      return { response, silence }
    }
    throw new UpdateFailure('refused', `More than ${mostRedirects} redirects: ${address}`)
  }
}

/** Gives a request up when nothing has come for a minute. */
class Silence {
  readonly #controller = new AbortController()
  #timer: NodeJS.Timeout | undefined

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  heard(): void {
    this.#timer?.refresh()
  }

  async watch<Value>(work: Promise<Value>): Promise<Value> {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#controller.abort(), silenceLimitMs)
    try {
      return await work
    } finally {
      clearTimeout(this.#timer)
    }
  }
}
