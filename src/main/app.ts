import { once } from 'node:events'
import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  Menu,
  nativeTheme,
  powerMonitor,
  session,
  shell,
  webContents,
} from 'electron'
import { toAppErrorData } from '../shared/errors'
import type { WindowCommand } from '../shared/ipc'
import type { Settings } from '../shared/settings'
import type { Core, CoreParts } from './core'
import { buildAppMenu } from './desktop/app-menu'
import type { Arrival, Arrivals } from './desktop/arrivals'
import { desktopSession, popupCommandLine } from './desktop/popup/desktop-session'
import { QuickAsk } from './desktop/popup/quick-ask'
import { trayQuickAsk } from './desktop/popup/tray-quick-ask'
import { desktopParts } from './desktop/presence/desktop-parts'
import type { Presence } from './desktop/presence/presence'
import { isInFront, isWindowShown } from './desktop/presence/window-sight'
import { resourcesFolder } from './desktop/resources-folder'
import { saveFiles } from './desktop/save-files'
import { openUpdates } from './desktop/updates/open-updates'
import type { Updates } from './desktop/updates/updates'
import { givenWords, isHiddenStart, linkCommand, linkScheme, popupCommand, startCommand } from './desktop/start-command'
import type { TrayActions } from './desktop/tray/tray-menu'
import { readDesktop, readEnvironment, readSessionFacts } from './environment'
import type { HandlerParts } from './ipc/handlers'
import { onPageGone } from './ipc/page-gone'
import { broadcast, sendEvent, serveRequests, type Handlers } from './ipc/serve'
import { log } from './log'
import { createKeyStore } from './storage/key-store'
import { openSettings, type SettingsStore } from './storage/settings-store'
import { windowSession } from './windows/create-window'
import { findKeyWindow, isKeyWindowOpen, openKeyWindow } from './windows/key-window'
import { createMainWindow, type MainWindow } from './windows/main-window'
import { openLink } from './windows/open-link'
import { serveOwnPages } from './windows/own-pages'
import { guardSession } from './windows/window-guards'

import { fill, languageOf, wordsIn } from './words'

/** Starts the desktop app. Called once, when Electron is ready. */
export function startApp(arrivals: Arrivals): void {
  new DesktopApp().start(arrivals)
}

// A page that hangs must not keep the app from ending.
const endWithinMs = 500

interface Running {
  readonly core: Core
  readonly handlers: Handlers
}

/** The running app: builds the parts, hands each what it needs, and ends them in order. */
class DesktopApp {
  readonly #folder = app.getPath('userData')
  readonly #settings: SettingsStore = openSettings(this.#folder)
  #running: Promise<Running> | null = null
  #mainWindow: MainWindow | null = null
  #updates: Updates | null = null
  #openDialogs = 0
  readonly #quickAsk = new QuickAsk({
    settings: () => this.#settings.get(),
    saveHotkey: async (hotkey) => this.#applySettings(await this.#settings.change({ hotkey })),
    query: () => this.#query(),
    send: sendEvent,
    runInMain: (command) => this.#openMainWindow().run(command),
    forget: (conversationId) => void this.#ready().then(({ core }) => forgetConversation(core, conversationId)),
    isCovered: () => this.#openDialogs > 0 || isKeyWindowOpen(),
    session: {
      session: desktopSession({ platform: process.platform, ...readSessionFacts() }),
      command: popupCommandLine(app.isPackaged, process.execPath, app.getAppPath()),
    },
  })
  #presence: Presence | null = null
  #isQuitting = false
  /** The user closed the main window for good. */
  #isLeaving = false
  readonly #desktop = readDesktop()

  start(arrivals: Arrivals): void {
    nativeTheme.themeSource = this.#settings.get().theme
    guardSession(windowSession(), { devtools: !app.isPackaged })
    serveOwnPages(windowSession(), join(app.getAppPath(), 'out/renderer'))
    serveRequests(
      async () => (await this.#ready()).handlers,
      (name, error) => log(`Request ${name} failed`, error),
    )
    this.#endInOrder()
    const popup = popupCommand(process.argv, app.isPackaged)
    if (popup) this.#quickAsk.obey(popup)
    if (popup || isHidden()) void this.#ready()
    else {
      const command = startCommand(process.argv)
      const window = this.#openMainWindow()
      window.browserWindow.once('ready-to-show', () => void this.#ready())
      if (command) window.run(command)
    }
    arrivals.deliverTo((arrival) => this.#arrive(arrival))
  }

  /** The core and what answers requests. Opened when the window is painted, or at the page's first request: before that it would hold the paint up. */
  #ready(): Promise<Running> {
    this.#running ??= this.#run().catch((error: unknown) => {
      const { dialogs } = this.#words()
      dialog.showErrorBox(dialogs.startFailed, `${toAppErrorData(error).detail}\n\n${this.#folder}`)
      app.exit(1)
      throw error
    })
    return this.#running
  }

  async #run(): Promise<Running> {
    const [{ openCore }, { environmentProvider }, { createHandlers }] = await Promise.all([
      import('./core'),
      import('./providers/providers'),
      import('./ipc/handlers'),
    ])
    const environment = environmentProvider(readEnvironment())
    const core = openCore({ ...this.#coreParts(), session: environment ? [environment] : [] })
    this.#obeySystem(core)
    this.#quickAsk.start()
    this.#buildMenu()
    const updates = openUpdates({
      fetchUpdate: core.network.fetchFor({ providerId: 'update', why: 'update' }),
      announce: (state) => broadcast('updates.changed', state, ['main']),
      log,
    })
    updates.checkDaily(this.#settings.get().dailyUpdateCheck)
    this.#updates = updates
    void this.#showPresence(core)
    return { core, handlers: createHandlers({ ...this.#handlerParts(core), updates }) }
  }

  /** Tray and the like: never before the first paint, which they would hold up. */
  async #showPresence(core: Core): Promise<void> {
    const window = this.#mainWindow?.browserWindow
    if (window && !window.isVisible()) await once(window, 'show')
    const { openPresence } = await import('./desktop/presence/presence')
    if (this.#isQuitting) return
    this.#presence = openPresence({
      core,
      words: () => this.#words(),
      settings: () => this.#settings.get(),
      actions: () => this.#trayActions(core),
      mainWindow: () => this.#mainWindow?.browserWindow ?? null,
      ...this.#desktop,
    })
  }

  #coreParts(): Omit<CoreParts, 'session'> {
    return {
      folder: this.#folder,
      guideFolder: join(resourcesFolder(), 'guide'),
      systemProxyFor: (url) => session.defaultSession.resolveProxy(url),
      settings: this.#settings,
      keys: createKeyStore(this.#folder),
      context: () => ({ system: this.#settings.get().systemPrompt, language: this.#language() }),
      save: true,
      announceConversation: (change) => {
        broadcast('conversations.changed', change, ['main', 'popup'])
        this.#presence?.changed()
      },
      announceProviders: (list) => broadcast('providers.changed', list, ['main', 'popup']),
      onReplyEnded: (end) => void this.#presence?.replyEnded(end, isInFront()),
    }
  }

  #handlerParts(core: Core): Omit<HandlerParts, 'updates'> {
    return {
      ...core,
      settings: this.#settings,
      notices: () => [...core.notices, ...this.#quickAsk.notices()],
      settingsChanged: (settings) => this.#applySettings(settings),
      pageListens: (windowId) => {
        this.#quickAsk.pageListens(windowId)
        if (windowId !== this.#mainWindow?.windowId) return
        this.#mainWindow.pageListens()
        this.#quickAsk.warmSoon()
      },
      sendBatch: (windowId, batch) => {
        const contents = webContents.fromId(windowId)
        if (contents) sendEvent(contents, 'reply.events', batch)
      },
      isWindowShown,
      onWindowGone: onPageGone,
      keyWindow: {
        open: (providerId, { windowId }) =>
          void openKeyWindow({
            providerId,
            parent: this.#browserWindow(windowId),
            query: this.#query(),
            onClosed: () => {},
          }),
        close: (windowId) => findKeyWindow(windowId)?.close(),
        providerOf: (windowId) => findKeyWindow(windowId)?.providerId ?? '',
      },
      popup: this.#quickAsk,
      saveFiles: (name, files) => saveFiles(this.#mainWindow?.browserWindow ?? null, name, files),
      openLink: (url, { windowId }) => this.#covering(() => followLink(url, this.#browserWindow(windowId))),
      writeClipboard: (text, html) => clipboard.write(html === undefined ? { text } : { text, html }),
      desktop: desktopParts(this.#desktop),
      showFolder: () => void shell.openPath(this.#folder),
      about: { version: app.getVersion(), electron: process.versions.electron ?? '', dataFolder: this.#folder },
    }
  }

  #openMainWindow(): MainWindow {
    this.#isLeaving = false
    this.#mainWindow ??= createMainWindow({
      query: this.#query(),
      folder: this.#folder,
      sendCommand: (contents, command) => sendEvent(contents, 'command.run', command),
      onClosing: () => this.#closeMainWindow(),
      isQuitting: () => this.#isQuitting,
      onClosed: () => {
        this.#mainWindow = null
        // A popup that nobody sees keeps no app alive.
        if (process.platform !== 'darwin' && !this.#quickAsk.isShown) this.#quickAsk.window?.destroy()
        this.#presence?.changed()
      },
    })
    this.#presence?.changed()
    return this.#mainWindow
  }

  /** The popup if it asked, else the main window. */
  #browserWindow(windowId: number): BrowserWindow | null {
    const popup = this.#quickAsk.window
    return (popup?.windowId === windowId ? popup.browserWindow : this.#mainWindow?.browserWindow) ?? null
  }

  /** Shows something during which the popup stays where it is. */
  async #covering<Value>(show: () => Promise<Value>): Promise<Value> {
    this.#openDialogs += 1
    try {
      return await show()
    } finally {
      this.#openDialogs -= 1
    }
  }

  #obeySystem(core: Core): void {
    // On Linux the package's desktop entry says so, and asking would hold the app up.
    if (app.isPackaged && process.platform !== 'linux') app.setAsDefaultProtocolClient(linkScheme.slice(0, -1))
    powerMonitor.on('resume', () => core.connectionChanged())
    // Not for the popup, which macOS may say it for.
    app.on('activate', () => this.#quickAsk.isShown || this.#openMainWindow().show())
    app.on('before-quit', () => {
      this.#quickAsk.stop()
      // With their text on disk, before any window is asked.
      core.replies.stopAll()
    })
    app.on('will-quit', () => {
      this.#presence?.close()
      core.close()
    })
    powerMonitor.on('shutdown', () => app.quit())
  }

  /** However the app is told to end, it does so in order and soon. */
  #endInOrder(): void {
    app.on('window-all-closed', () => {
      // A reply belongs to no window: the app stays until the last one has ended.
      if (this.#isLeaving)
        void this.#ready().then(({ core }) => core.replies.idle().then(() => this.#mainWindow ?? app.quit()))
    })
    app.on('before-quit', () => {
      this.#isQuitting = true
      setTimeout(() => BrowserWindow.getAllWindows().forEach((window) => window.destroy()), endWithinMs)
    })
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit())
  }

  /** True: the window goes for good, and with it the app, as soon as no reply runs: a reply belongs to no window. */
  async #closeMainWindow(): Promise<boolean> {
    const window = this.#mainWindow?.browserWindow
    if (!window) return true
    const { closeWindow } = await import('./desktop/presence/close-window')
    const closes = await closeWindow(window, {
      settings: this.#settings,
      words: this.#words(),
      busAddress: this.#desktop.busAddress,
      onFirstInTray: () => this.#presence?.wentIntoTray(),
    })
    this.#isLeaving = closes
    return closes
  }

  #trayActions(core: Core): TrayActions {
    const run = (command: WindowCommand): void => this.#openMainWindow().run(command)
    return {
      quickAsk: trayQuickAsk(this.#quickAsk, () => this.#presence?.changed()),
      newConversation: () => run({ name: 'new-conversation' }),
      open: () => this.#openMainWindow().show(),
      openConversation: (conversationId) => run({ name: 'open-conversation', conversationId }),
      stop: (replyId) => core.replies.stop(replyId),
      copyLastAnswer: () => clipboard.writeText(core.conversations.lastAnswer() ?? ''),
      settings: () => run({ name: 'open-settings' }),
      quit: () => app.quit(),
    }
  }

  #arrive(arrival: Arrival): void {
    if ('link' in arrival) return this.#obey(linkCommand(arrival.link))
    const argv = givenWords(arrival.data) ?? arrival.argv
    const popup = popupCommand(argv, app.isPackaged)
    if (popup) this.#quickAsk.obey(popup)
    // A start at login is no wish to see a window.
    else if (!isHiddenStart(argv)) this.#obey(startCommand(argv))
  }

  #obey(command: WindowCommand | null): void {
    const window = this.#openMainWindow()
    if (command) window.run(command)
    else window.show()
  }

  #applySettings(settings: Settings): void {
    nativeTheme.themeSource = settings.theme
    this.#updates?.checkDaily(settings.dailyUpdateCheck)
    this.#buildMenu()
    this.#presence?.changed()
    broadcast('settings.changed', settings)
  }

  #buildMenu(): void {
    const template = buildAppMenu(
      this.#words().menu,
      (command) => this.#openMainWindow().run(command),
      process.platform,
    )
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }

  #language() {
    return languageOf(this.#settings.get().language, app.getPreferredSystemLanguages())
  }

  #words() {
    return wordsIn(this.#language())
  }

  /** What a page must know before its first paint. */
  #query(): Readonly<Record<string, string>> {
    const { theme, sidebar } = this.#settings.get()
    const platform = process.platform === 'darwin' ? 'mac' : process.platform === 'win32' ? 'win' : 'linux'
    return { theme, language: this.#language(), platform, sidebar: sidebar ? '1' : '0' }
  }
}

function forgetConversation({ conversations, replies }: Core, id: string): void {
  for (const replyId of conversations.running(id)) replies.stop(replyId)
  conversations.remove(id)
}

/** Whether this start is the one at login. */
function isHidden(): boolean {
  return isHiddenStart(process.argv) || (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin)
}

/** Hands a link to the system; asks before one that is not encrypted. */
export function followLink(url: string, parent: BrowserWindow | null): Promise<boolean> {
  return openLink(url, {
    ask: async (address) => {
      const { dialogs } = wordsIn(languageOf('system', app.getPreferredSystemLanguages()))
      const question = {
        type: 'question',
        message: dialogs.openLinkTitle,
        detail: fill(dialogs.openLinkNote, { url: address }),
        buttons: [dialogs.cancel, dialogs.openLink],
        defaultId: 0,
        cancelId: 0,
      } as const
      const options = { ...question, buttons: [...question.buttons] }
      const { response } = parent ? await dialog.showMessageBox(parent, options) : await dialog.showMessageBox(options)
      return response === 1
    },
  })
}
