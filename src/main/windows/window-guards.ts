import type { App, Event, Session, WebContents } from 'electron'
import { isDiagramAddress } from '../../shared/diagrams/diagram-address'
import { isOwnPage, ownScheme } from './page-policy'

const guarded = new WeakSet<Session>()

// Chromium's ERR_ABORTED: the navigation was refused and the page is still there.
const aborted = -3

/** Where windows may go beyond the app's own pages. */
export interface GuardOptions {
  /** True lets DevTools load its own interface. */
  readonly devtools: boolean
}

/** Cuts a session off: no network, no permissions, no devices, no downloads. For as long as it lives. */
export function guardSession(session: Session, { devtools }: GuardOptions = { devtools: false }): void {
  guarded.add(session)
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !requestAllowed(url, devtools) }))
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }))
  session.on('will-download', (event) => event.preventDefault())
  // Chromium fetches a dictionary from its maker's server for each session that has languages to check, even when
  // checking is off and past webRequest (measured on Electron 42.0.0).
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(false)
  // What goes past webRequest, as Chromium's own fetches do, ends at a proxy that is not there.
  void session.setProxy({ mode: 'fixed_servers', proxyRules: 'socks5://127.0.0.1:0', proxyBypassRules: '<-loopback>' })
}

/**
 * Holds every page of the app, present and future, where it is. Links to elsewhere are given to `openLink`.
 * To be called before the app is ready.
 */
export function guardApp(app: App, openLink: (url: string) => void, options?: GuardOptions): void {
  // `<link rel=dns-prefetch>` and WebRTC look names up past webRequest, content policy and proxy, so a name could carry
  // text out. Chromium's network stack, Electron's `net` with it, gets no names at all; Node's own is untouched.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.on('web-contents-created', (_event, contents) => {
    if (!guarded.has(contents.session)) guardSession(contents.session, options)
    guardContents(contents, openLink)
  })
}

/** Whether a window's session may ask for this address. */
export function requestAllowed(url: string, devtools: boolean): boolean {
  return url.startsWith(`${ownScheme}://`) || (devtools && url.startsWith('devtools://'))
}

/** Only a reload stays: the same page of ours, its fragment aside, in its main frame. A frame of a page with conversations may hold a diagram. */
export function navigationAllowed(from: string, to: string, isMainFrame: boolean): boolean {
  const kind = isOwnPage(from)
  if (!isMainFrame) return kind !== null && kind !== 'key' && isDiagramAddress(to)
  return isOwnPage(to) !== null && withoutFragment(from) === withoutFragment(to)
}

function guardContents(contents: WebContents, openLink: (url: string) => void): void {
  const hold = (event: Event<{ url: string; isMainFrame: boolean }>): void => {
    if (!navigationAllowed(contents.getURL(), event.url, event.isMainFrame)) event.preventDefault()
  }
  contents.on('will-navigate', hold)
  contents.on('will-frame-navigate', hold)
  contents.on('will-redirect', hold)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('content-bounds-updated', (event) => event.preventDefault())
  // A page cannot keep its window open: this lets it unload whatever it says.
  contents.on('will-prevent-unload', (event) => event.preventDefault())
  contents.on('select-bluetooth-device', (event, _devices, callback) => {
    event.preventDefault()
    callback('')
  })
  // WebRTC passes webRequest, content policy and, without this, the proxy: it sends UDP to anyone.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  bringHome(contents)
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url)
    return { action: 'deny' }
  })
}

/** Chromium announces no navigation to `about:` addresses before it is done: such a page is replaced by the one before. */
function bringHome(contents: WebContents): void {
  let home: string | null = null
  const leave = (url: string): void => {
    if (home === null || withoutFragment(url) === withoutFragment(home)) return
    const address = home
    setImmediate(() => {
      if (!contents.isDestroyed()) void contents.loadURL(address).catch(() => undefined)
    })
  }
  contents.on('did-navigate', (_event, url) => {
    if (isOwnPage(url)) home = url
    else leave(url)
  })
  contents.on('did-fail-load', (_event, code, _description, url, isMainFrame) => {
    if (isMainFrame && code !== aborted) leave(url)
  })
}

function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? ''
}
