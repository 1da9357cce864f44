import type { StreamTap } from '../provider'

/** Some servers never close after the last chunk. */
const quietAfterFinishMs = 2_000
/** The connection can be used again once its body has been read to the end; so long it may take. */
const drainTimeoutMs = 1_000

/** The body of a reply: what it is, its bytes, and what becomes of its connection. */
export class ReplyBody {
  readonly #response: Response
  readonly #signal: AbortSignal
  readonly #tap: StreamTap | undefined
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | null
  readonly #first: Uint8Array[] = []
  /** How many of the first have been given out again. */
  #given = 0
  #ended = false
  #complete = false

  /** `tap` sees each chunk as it comes. */
  constructor(response: Response, signal: AbortSignal, tap?: StreamTap) {
    this.#response = response
    this.#signal = signal
    this.#tap = tap
    this.#reader = response.body?.getReader() ?? null
  }

  /**
   * By the first character that is no white space: content types are often wrong, first characters never. Null: only white
   * space has come yet, with which some servers keep a connection alive; ask again.
   */
  async kind(): Promise<'events' | 'json' | 'html' | null> {
    const bytes = await this.#read()
    if (!bytes) return 'events'
    this.#first.push(bytes)
    const first = bytes.find((byte) => byte > 32 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf)
    if (first === undefined) return null
    if (first === 123 || first === 91) return 'json'
    const page = this.#response.headers.get('content-type')?.includes('text/html') || first === 60
    return page ? 'html' : 'events'
  }

  /** The text of what has been read so far. */
  beginning(): string {
    return new TextDecoder().decode(Buffer.concat(this.#first))
  }

  /** The next bytes, from the first on; null at the end. Once `finished`, a quiet moment counts as the end. */
  next(finished: boolean): Promise<Uint8Array | null> {
    const known = this.#first[this.#given]
    if (known) {
      this.#given += 1
      return Promise.resolve(known)
    }
    return finished ? this.#readWithin(quietAfterFinishMs) : this.#read()
  }

  /** All that was wanted has come. */
  complete(): void {
    this.#complete = true
  }

  /** Closes the connection, or, after a complete reply, gives it back once its last bytes are read. */
  release(): void {
    if (this.#ended || !this.#reader) return
    if (this.#complete && !this.#signal.aborted) void this.#drain(this.#reader)
    else void this.#reader.cancel().catch(() => undefined)
  }

  async #read(): Promise<Uint8Array | null> {
    const part = await this.#reader?.read()
    this.#ended = !part || part.done
    if (!part?.value) return null
    this.#tap?.bytes(part.value)
    return part.value
  }

  async #readWithin(limitMs: number): Promise<Uint8Array | null> {
    let timer: NodeJS.Timeout | undefined
    const quiet = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, limitMs, null)
    })
    const read = this.#read()
    try {
      return await Promise.race([read, quiet])
    } finally {
      clearTimeout(timer)
      read.catch(() => undefined)
    }
  }

  async #drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const timer = setTimeout(() => void reader.cancel().catch(() => undefined), drainTimeoutMs)
    try {
      while (!(await reader.read()).done);
    } catch {
      // Aborted or broken: closed either way.
    } finally {
      clearTimeout(timer)
    }
  }
}
