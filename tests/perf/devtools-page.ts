/** A page that is driven over the DevTools protocol, with nothing between: a driving library would cost what is measured. */
export interface DevtoolsPage {
  send(method: string, params?: object): Promise<Readonly<Record<string, unknown>>>
  /** Hears an event of the protocol until the returned undo is called. */
  on(event: string, listener: (params: Readonly<Record<string, unknown>>) => void): () => void
  /** Runs a function in the page and gives what it returns or resolves with. It sees nothing but its arguments. */
  call<Args extends readonly unknown[], Value>(
    code: (...args: Args) => Value | Promise<Value>,
    ...args: Args
  ): Promise<Value>
  /** Types text where the focus is, as one piece. */
  type(text: string): Promise<void>
  press(key: 'Enter'): Promise<void>
  /** A real click in the middle of the element. Throws when there is none. */
  click(selector: string): Promise<void>
  /** What to add to the page's clock (`performance.timeOrigin + performance.now()`) to get ours, in milliseconds. */
  clockOffsetMs(): Promise<number>
  close(): void
}

interface Answer {
  readonly id?: number
  /** An event's name and what it says. */
  readonly method?: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly result?: Readonly<Record<string, unknown>>
  readonly error?: { readonly message: string }
}

/** Our clock, which other processes' `performance.timeOrigin + performance.now()` can be compared with. */
export const nowMs = (): number => performance.timeOrigin + performance.now()

/** Connects to the first page behind a DevTools port whose address begins like this; waits for it up to `limitMs`. */
export async function connectPage(port: number, address = '', limitMs = 20_000): Promise<DevtoolsPage> {
  const url = await findPage(port, address, nowMs() + limitMs)
  const socket = new WebSocket(url)
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    socket.addEventListener('error', () => reject(new Error('The DevTools connection failed.')), { once: true })
  })
  return drive(socket)
}

async function findPage(port: number, address: string, untilMs: number): Promise<string> {
  for (;;) {
    const targets = await fetch(`http://127.0.0.1:${port}/json/list`)
      .then(
        (response) =>
          response.json() as Promise<readonly { type: string; url: string; webSocketDebuggerUrl: string }[]>,
      )
      .catch(() => [])
    const page = targets.find(({ type, url }) => type === 'page' && url.startsWith(address))
    if (page) return page.webSocketDebuggerUrl
    if (nowMs() > untilMs) throw new Error('No page came.')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

function drive(socket: WebSocket): DevtoolsPage {
  const waiting = new Map<number, (answer: Answer) => void>()
  const listeners = new Set<(answer: Answer) => void>()
  let lastId = 0
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer
    if (answer.id === undefined) return listeners.forEach((hear) => hear(answer))
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  socket.addEventListener('close', () => {
    for (const settle of waiting.values()) settle({ error: { message: 'The page is gone.' } })
    waiting.clear()
  })

  const send: DevtoolsPage['send'] = async (method, params = {}) => {
    lastId += 1
    const id = lastId
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve))
    socket.send(JSON.stringify({ id, method, params }))
    const { result, error } = await answered
    if (error) throw new Error(`${method}: ${error.message}`)
    return result ?? {}
  }
  const call: DevtoolsPage['call'] = async (code, ...args) => {
    const expression = `(${String(code)})(...${JSON.stringify(args)})`
    const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    if ('exceptionDetails' in answer) throw new Error(JSON.stringify(answer['exceptionDetails']).slice(0, 500))
    return (answer['result'] as { value?: unknown }).value as never
  }
  const mouse = (type: string, place: object) =>
    send('Input.dispatchMouseEvent', { type, button: 'left', clickCount: 1, ...place })

  return {
    send,
    on(event, listener) {
      const hear = ({ method, params = {} }: Answer): void => void (method === event && listener(params))
      listeners.add(hear)
      return () => void listeners.delete(hear)
    },
    call,
    type: async (text) => void (await send('Input.insertText', { text })),
    async press(key) {
      const event = { key, code: key, windowsVirtualKeyCode: 13, text: '\r' }
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...event })
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
    },
    async click(selector) {
      const place = await call((chosen: string) => {
        const box = document.querySelector(chosen)?.getBoundingClientRect()
        return box ? { x: box.left + box.width / 2, y: box.top + box.height / 2 } : null
      }, selector)
      if (!place) throw new Error(`Nothing to click: ${selector}`)
      await mouse('mousePressed', place)
      await mouse('mouseReleased', place)
    },
    async clockOffsetMs() {
      let best = { roundTripMs: Infinity, offsetMs: 0 }
      for (let round = 0; round < 20; round++) {
        const before = nowMs()
        const theirs = await call(() => performance.timeOrigin + performance.now())
        const after = nowMs()
        const roundTripMs = after - before
        if (roundTripMs < best.roundTripMs) best = { roundTripMs, offsetMs: (before + after) / 2 - theirs }
      }
      return best.offsetMs
    },
    close: () => socket.close(),
  }
}
