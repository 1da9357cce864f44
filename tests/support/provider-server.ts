// A stand-in provider over real HTTP, for tests and benches. It plays a script per request, byte by byte if need be, and
// keeps a log of what it was sent.
//
//   const server = await startProviderServer()
//   server.script('/v1/chat/completions', { steps: [{ send: chatStream(['Hel', 'lo']) }] })     // played once, first
//   server.always('/v1/models', jsonAnswer({ data: [{ id: 'm' }] }))                            // whenever none is queued
//   const request = await server.nextRequest()        // what came: method, path, headers, body
//   await request.closed                              // how its connection ended
//   await server.stop()
//
// A gate holds a script until the test opens it: const gate = createGate(); steps: [{ send: a }, { gate }, { send: b }].
// Only node: imports, and no syntax beyond plain types: Node runs this file as it is.

import {
  createServer as createHttpServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

export type Bytes = string | Uint8Array

/** Lets a test decide when a script goes on. */
export interface Gate {
  readonly opened: Promise<void>
  open(): void
}

/** One thing that the server does. The body ends by itself after the last step. */
export type Step =
  /** `split`: every byte in a write of its own, or cut at these offsets. */
  | { readonly send: Bytes; readonly split?: 'bytes' | readonly number[] }
  /** Sends status and headers now, before any body. */
  | { readonly sendHeaders: true }
  | { readonly gate: Gate }
  | { readonly waitMs: number }
  /** `count` pieces, evenly `perSecond`, each a write of its own; behind time, it catches up. At most a million. */
  | { readonly pace: (index: number) => Bytes; readonly count: number; readonly perSecond: number }
  /** Breaks the connection (RST). */
  | { readonly reset: true }
  /** Closes the connection in the middle of the body (FIN, no last chunk). */
  | { readonly cut: true }
  /** Writes to the socket past HTTP, for answers that are no HTTP at all. */
  | { readonly raw: Bytes }
  /** Ends the body here; later steps are played, but send nothing. */
  | { readonly end: true }
  /** Says nothing more until the client goes, or the server stops. */
  | { readonly stall: true }

/** The answer to one request: 200 and an event stream, unless it says otherwise. */
export interface Script {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

/** A script, or what makes one from the request. */
export type ScriptSource = Script | ((request: LoggedRequest) => Script)

/** How the connection of a request ended: after a whole answer, by the client, or by the script. */
export type Closing = 'answered' | 'client' | 'server'

/** A request as it came. */
export interface LoggedRequest {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly bodyText: string
  /** The body as JSON, or null. */
  readonly body: unknown
  /** Milliseconds of `performance.now()`. */
  readonly receivedAtMs: number
  readonly closed: Promise<{ readonly by: Closing; readonly atMs: number }>
}

export interface ProviderServer {
  readonly port: number
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** The origin with `/v1`. */
  readonly baseUrl: string
  /** Every request so far, oldest first. */
  readonly requests: readonly LoggedRequest[]
  /** Queues answers for a path, each played once, in order. */
  script(path: string, ...scripts: readonly ScriptSource[]): void
  /** What a path answers whenever nothing is queued for it. */
  always(path: string, script: ScriptSource): void
  /** The next request that `nextRequest` has not given out yet; waits for it. */
  nextRequest(): Promise<LoggedRequest>
  /** Closes every connection and the port. */
  stop(): Promise<void>
}

/** Starts a server on 127.0.0.1, on a free port unless one is named. `tls`: PEM texts, for https. */
export async function startProviderServer(
  options: { readonly port?: number; readonly tls?: { readonly key: string; readonly cert: string } } = {},
): Promise<ProviderServer> {
  const requests: LoggedRequest[] = []
  const queued = new Map<string, ScriptSource[]>()
  const standing = new Map<string, ScriptSource>()
  const stopped = createGate()
  let given = 0
  let wake = createGate()

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await logRequest(incoming, response)
    requests.push(request)
    wake.open()
    wake = createGate()
    const path = new URL(request.path, 'http://localhost').pathname
    const source = queued.get(path)?.shift() ?? standing.get(path) ?? notFound
    await play(typeof source === 'function' ? source(request) : source, response, stopped)
  }
  const listener = (incoming: IncomingMessage, response: ServerResponse): void => {
    answer(incoming, response).catch(() => response.destroy())
  }
  const server: Server = options.tls ? createHttpsServer(options.tls, listener) : createHttpServer(listener)
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const origin = `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`

  return {
    port,
    origin,
    baseUrl: `${origin}/v1`,
    requests,
    script: (path, ...scripts) => void queued.set(path, [...(queued.get(path) ?? []), ...scripts]),
    always: (path, script) => void standing.set(path, script),
    async nextRequest() {
      const index = given
      given += 1
      for (;;) {
        const request = requests[index]
        if (request) return request
        await wake.opened
      }
    },
    async stop() {
      stopped.open()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

const notFound: Script = { status: 404, headers: { 'content-type': 'text/plain' }, steps: [{ send: 'no script' }] }

/** Closed gate; `open` lets everybody through who waits, now and later. */
export function createGate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}

async function logRequest(incoming: IncomingMessage, response: ServerResponse): Promise<LoggedRequest> {
  const receivedAtMs = performance.now()
  const closed = new Promise<{ by: Closing; atMs: number }>((resolve) => {
    response.once('close', () => {
      const by = response.writableFinished ? 'answered' : closedByScript.has(response) ? 'server' : 'client'
      resolve({ by, atMs: performance.now() })
    })
  })
  const parts: Uint8Array[] = []
  for await (const part of incoming) parts.push(part as Uint8Array)
  const bodyText = Buffer.concat(parts).toString('utf8')
  const { method = '', url: path = '', headers } = incoming
  return { method, path, headers, bodyText, body: parseOrNull(bodyText), receivedAtMs, closed }
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const closedByScript = new WeakSet<ServerResponse>()

async function play(script: Script, response: ServerResponse, stopped: Gate): Promise<void> {
  const gone = createGate()
  response.once('close', gone.open)
  response.on('error', gone.open)
  response.socket?.setNoDelay(true)
  response.writeHead(script.status ?? 200, { 'content-type': 'text/event-stream; charset=utf-8', ...script.headers })
  for (const step of script.steps) {
    if (response.destroyed) return
    await Promise.race([playStep(step, response), gone.opened, stopped.opened])
  }
  if (!response.destroyed && !response.writableEnded) response.end()
}

async function playStep(step: Step, response: ServerResponse): Promise<void> {
  if ('send' in step) {
    for (const part of splitBytes(step.send, step.split)) await write(response, part)
  } else if ('pace' in step) {
    await pace(step, response)
  } else if ('gate' in step) {
    await step.gate.opened
  } else if ('waitMs' in step) {
    await wait(step.waitMs)
  } else if ('stall' in step) {
    response.flushHeaders()
    await new Promise<void>((resolve) => response.once('close', resolve))
  } else if ('sendHeaders' in step) {
    response.flushHeaders()
  } else if ('raw' in step) {
    response.socket?.write(step.raw)
  } else if ('end' in step) {
    response.end()
  } else {
    closedByScript.add(response)
    if ('reset' in step) response.socket?.resetAndDestroy()
    else await new Promise<void>((resolve) => response.socket?.end(resolve))
  }
}

/** Resolves once the bytes have left; a turn of the event loop between writes keeps them apart on the wire. */
async function write(response: ServerResponse, part: Bytes): Promise<void> {
  if (response.destroyed || response.writableEnded) return
  await new Promise<void>((resolve) => response.write(part, () => resolve()))
  await new Promise<void>((resolve) => setImmediate(resolve))
}

async function pace(
  step: { readonly pace: (index: number) => Bytes; readonly count: number; readonly perSecond: number },
  response: ServerResponse,
): Promise<void> {
  const count = Math.min(step.count, 1_000_000)
  const startedAtMs = performance.now()
  let sent = 0
  while (sent < count && !response.destroyed) {
    const due = Math.min(count, 1 + Math.floor(((performance.now() - startedAtMs) * step.perSecond) / 1000))
    while (sent < due && !response.destroyed) {
      const free = response.write(step.pace(sent))
      sent += 1
      if (!free) await new Promise<void>((resolve) => void response.once('drain', resolve).once('close', resolve))
    }
    if (sent < count) await wait(1)
  }
}

/** The bytes in pieces: every byte by itself, or cut at the offsets. */
export function splitBytes(content: Bytes, split?: 'bytes' | readonly number[]): readonly Uint8Array[] {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  if (split === undefined) return [bytes]
  const offsets = split === 'bytes' ? Array.from(bytes, (_, index) => index).slice(1) : split
  return [0, ...offsets].map((offset, index) => bytes.subarray(offset, offsets[index] ?? bytes.length))
}

/** One event of an event stream. */
export function sse(data: unknown): string {
  return `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`
}

/** One chunk of a chat completion, as an object. */
export function chatChunk(
  delta: Readonly<Record<string, unknown>>,
  rest: { readonly finish?: string; readonly usage?: Readonly<Record<string, unknown>> } = {},
): Readonly<Record<string, unknown>> {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_790_000_000,
    model: 'stand-in',
    choices: [{ index: 0, delta, finish_reason: rest.finish ?? null }],
    ...(rest.usage ? { usage: rest.usage } : {}),
  }
}

/** One event with a piece of text. */
export function textEvent(text: string): string {
  return sse(chatChunk({ content: text }))
}

/** The end of a stream: stop reason, usage if given, `[DONE]`. */
export function chatEnd(finish = 'stop', usage?: Readonly<Record<string, unknown>>): string {
  const counts = usage ? sse({ ...chatChunk({}), choices: [], usage }) : ''
  return sse(chatChunk({}, { finish })) + counts + sse('[DONE]')
}

/** A whole stream with these pieces of text. */
export function chatStream(
  texts: readonly string[],
  end: { readonly finish?: string; readonly usage?: Readonly<Record<string, unknown>> } = {},
): string {
  return (
    sse(chatChunk({ role: 'assistant', content: '' })) + texts.map(textEvent).join('') + chatEnd(end.finish, end.usage)
  )
}

/** The same stream with CRLF line ends. */
export function withCrlf(stream: string): string {
  return stream.replaceAll('\n', '\r\n')
}

/** A JSON answer. */
export function jsonAnswer(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Script {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    steps: [{ send: JSON.stringify(body) }],
  }
}

/** An answer of any text, such as a web page. */
export function textAnswer(body: Bytes, status = 200, contentType = 'text/html'): Script {
  return { status, headers: { 'content-type': contentType }, steps: [{ send: body }] }
}
