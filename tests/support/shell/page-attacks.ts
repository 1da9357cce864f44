// What a hostile script in a page would try. These functions run in the page: they carry all they need, and wait one task
// first, since what a debugger calls directly may use eval.

/** How an attempt ended, as the page sees it. */
export type Outcome = 'reached' | 'refused' | 'settled'

/** Tries every way of a page to a server, each with a path of its own below `server`. Resolves when each has ended. */
export async function reachServer(server: string): Promise<Readonly<Record<string, Outcome>>> {
  await new Promise((resolve) => setTimeout(resolve))
  const outcomes: Record<string, Outcome> = {}
  const attempt = async (name: string, run: (url: string) => Promise<Outcome> | Outcome): Promise<void> => {
    const url = `${server}/${name}`
    const violated = new Promise<Outcome>((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
        if (blockedURI.endsWith(`/${name}`)) resolve('refused')
      })
    })
    // In a sandbox, some of what is refused is refused without a word.
    const silent = new Promise<Outcome>((resolve) => setTimeout(() => resolve('settled'), 3000))
    const tried = (async () => run(url))().catch((): Outcome => 'refused')
    outcomes[name] = await Promise.race([violated, tried, silent])
  }
  const ended = (target: EventTarget, good: string, place: () => unknown = () => {}): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      target.addEventListener(good, () => resolve('reached'))
      target.addEventListener('error', () => resolve('refused'))
      try {
        place()
      } catch (error) {
        reject(error as Error)
      }
    })
  const element = <Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    fields: Partial<HTMLElementTagNameMap[Name]>,
  ): [HTMLElementTagNameMap[Name], () => unknown] => {
    const made = document.createElement(name)
    return [made, () => document.body.append(Object.assign(made, fields))]
  }
  const inElement = (good: string, [made, place]: [HTMLElement, () => unknown]) => ended(made, good, place)
  // An error page loads in a frame just as a page does, so a frame cannot tell.
  const inFrame = async (pair: [HTMLElement, () => unknown]): Promise<Outcome> => {
    await inElement('load', pair)
    return 'settled'
  }

  await Promise.all([
    attempt('fetch', async (url) => ((await fetch(url, { mode: 'no-cors' })) ? 'reached' : 'refused')),
    attempt('xhr', (url) => {
      const request = new XMLHttpRequest()
      request.open('GET', url)
      return ended(request, 'load', () => request.send())
    }),
    attempt('websocket', (url) => ended(new WebSocket(url.replace('http', 'ws')), 'open')),
    attempt('event-source', (url) => ended(new EventSource(url), 'open')),
    attempt('beacon', (url) => (navigator.sendBeacon(url, 'x') ? 'settled' : 'refused')),
    attempt('image', (url) => inElement('load', element('img', { src: url }))),
    attempt('script', (url) => inElement('load', element('script', { src: url }))),
    attempt('module', (url) => inElement('load', element('script', { type: 'module', src: url }))),
    attempt('style', (url) => inElement('load', element('link', { rel: 'stylesheet', href: url }))),
    attempt('prefetch', (url) => inElement('load', element('link', { rel: 'prefetch', href: url }))),
    attempt('preload', (url) => inElement('load', element('link', { rel: 'preload', as: 'image', href: url }))),
    attempt('preconnect', (url) => {
      element('link', { rel: 'preconnect', href: url })[1]()
      return 'settled'
    }),
    attempt('audio', (url) => inElement('loadeddata', element('audio', { src: url, preload: 'auto' }))),
    attempt('iframe', (url) => inFrame(element('iframe', { src: url }))),
    attempt('object', (url) => inFrame(element('object', { data: url }))),
    attempt('embed', (url) => inFrame(element('embed', { src: url }))),
    attempt('font', async (url) => ((await new FontFace('stolen', `url(${url})`).load()) ? 'reached' : 'refused')),
    attempt('worker', (url) => ended(new Worker(url), 'message')),
  ])
  return outcomes
}

/** Tries to run text as code, and to make elements of text. Resolves to what each came to. */
export async function runText(): Promise<Readonly<Record<string, Outcome>>> {
  await new Promise((resolve) => setTimeout(resolve))
  const outcomes: Record<string, Outcome> = {}
  const flags = globalThis as unknown as Record<string, unknown>
  const attempt = async (name: string, run: (code: string) => unknown): Promise<void> => {
    try {
      await run(`globalThis['ran ${name}'] = true`)
      outcomes[name] = 'settled'
    } catch {
      outcomes[name] = 'refused'
    }
  }
  const later = () => new Promise((resolve) => setTimeout(resolve))
  await attempt('eval', (code) => (flags['eval'] as (code: string) => unknown)(code))
  await attempt('function', (code) => new Function(code)())
  await attempt('timer', (code) => setTimeout(code))
  await attempt('bridge', (code) =>
    (flags['bridge'] as { request: { constructor: (code: string) => () => void } }).request.constructor(code)(),
  )
  await attempt('html', (code) => (document.body.innerHTML += `<img src="x:" onerror="${code}">`))
  await attempt('fragment', (code) =>
    document.body.append(document.createRange().createContextualFragment(`<script>${code}</script>`)),
  )
  await attempt('frame', (code) => (document.createElement('iframe').srcdoc = `<script>${code}</script>`))
  await attempt('attribute', (code) => document.body.setAttribute('onclick', code))
  await attempt('script', (code) => (document.createElement('script').text = code))
  await attempt('policy', () =>
    (flags['trustedTypes'] as { createPolicy(name: string, rules: object): void }).createPolicy('p', {}),
  )
  // An inline script that is appended as nodes passes no sink that takes text.
  await attempt('nodes', (code) => {
    const script = document.createElement('script')
    script.append(document.createTextNode(code))
    document.body.append(script)
  })
  await attempt('address', (code) => (location.href = `javascript:${code}`))
  document.body.click()
  await later()
  // Last: where it works, it takes the place of the page.
  await attempt('write', (code) => document.write(`<script>${code}</script>`))
  await later()
  for (const name of Object.keys(outcomes)) if (flags[`ran ${name}`]) outcomes[name] = 'reached'
  return outcomes
}
