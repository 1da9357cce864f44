import { clipboard, globalShortcut, type WebContents } from 'electron'
import type { HotkeyInfo, HotkeyProblem } from '../../../shared/popup/hotkey-info'
import type { Events, Notice, SettingsSection, WindowCommand } from '../../../shared/ipc'
import type { Settings } from '../../../shared/settings'
import { createPopupWindow, type PopupWindow } from '../../windows/popup/popup-window'
import { Hotkey } from '../hotkey'
import type { PopupCommand } from '../start-command'

/** What the quick ask needs from outside. */
export interface QuickAskParts {
  readonly settings: () => Pick<Settings, 'hotkey' | 'keepQuickAsks'>
  readonly saveHotkey: (accelerator: string) => Promise<void>
  /** What the popup's page is told in its address: nothing secret. */
  readonly query: () => Readonly<Record<string, string>>
  readonly send: <Name extends 'popup.shown' | 'popup.cleared'>(
    contents: WebContents,
    name: Name,
    payload: Events[Name],
  ) => void
  /** Opens the main window if need be, and has it carry out a command. */
  readonly runInMain: (command: WindowCommand) => void
  /** Deletes a conversation that is not to be kept, and stops what runs in it. */
  readonly forget: (conversationId: string) => void
  /** True while something of ours is in front of the popup, such as a dialog. */
  readonly isCovered: () => boolean
  /** Of the hotkey, what depends on where the app runs. */
  readonly session: Pick<HotkeyInfo, 'session' | 'command'>
}

// Start-up is over then, and nobody waits for anything.
const warmAfterMs = 2000
const longestContext = 200_000

/** The popup and its hotkey. The window is made when start-up is over, or when it is first asked for. */
export class QuickAsk {
  readonly #parts: QuickAskParts
  readonly #hotkey = new Hotkey(globalShortcut, () => this.toggle())
  #popup: PopupWindow | null = null
  #isResting = false
  #warming: NodeJS.Timeout | undefined
  readonly #unkept = new Set<string>()

  constructor(parts: QuickAskParts) {
    this.#parts = parts
  }

  /** The open popup, shown or hidden. */
  get window(): PopupWindow | null {
    return this.#popup
  }

  get isShown(): boolean {
    return this.#popup?.isShown ?? false
  }

  /** Takes the hotkey. */
  start(): void {
    this.#hotkey.start(this.#parts.settings().hotkey)
  }

  /** Makes the popup ready soon, unless there is no hotkey: then it would wait for nobody. */
  warmSoon(): void {
    if (this.#popup || this.#warming || this.#parts.settings().hotkey === '') return
    this.#warming = setTimeout(() => this.#open(), warmAfterMs)
  }

  toggle(): void {
    this.#open().toggle()
  }

  /** Does what the command line says. */
  obey({ toggle, text }: PopupCommand): void {
    if (toggle) this.#open().toggle(text)
    else this.#open().show(text)
  }

  /** Lets go of the hotkey, or takes it again, unless the user lets it rest. */
  pauseHotkey(paused: boolean): void {
    this.#hotkey.pause(paused || this.#isResting)
  }

  /** Whether the user has told the hotkey to rest. */
  get isResting(): boolean {
    return this.#isResting
  }

  /** Lets the hotkey rest until it is called back, or another one is chosen. */
  rest(resting: boolean): void {
    this.#isResting = resting
    this.#hotkey.pause(resting)
  }

  /** Takes another hotkey and keeps it in the settings. When it cannot be had, says why and changes nothing. */
  async changeHotkey(accelerator: string): Promise<HotkeyProblem | null> {
    const problem = this.#hotkey.change(accelerator)
    if (problem) return problem
    this.#isResting = false
    await this.#parts.saveHotkey(accelerator)
    if (accelerator === '' && !this.isShown) this.#popup?.destroy()
    else this.warmSoon()
    return null
  }

  hotkeyInfo(): HotkeyInfo {
    const { accelerator, problem } = this.#hotkey
    return { accelerator, problem, ...this.#parts.session }
  }

  /** What the user should know of the hotkey. Under Wayland, where the desktop decides, settings say what to do. */
  notices(): readonly Notice[] {
    const { accelerator, problem } = this.#hotkey
    const isOwn = this.#parts.session.session.kind === 'own'
    return isOwn && problem === 'taken' ? [{ type: 'hotkey-taken', accelerator }] : []
  }

  /** Something was asked in the popup. */
  asked(conversationId: string): void {
    if (!this.#parts.settings().keepQuickAsks) this.#unkept.add(conversationId)
  }

  /** Hands a conversation or an unsent question over to the main window, which then keeps it. */
  openInMain(conversationId: string | null, text: string): void {
    if (conversationId !== null) this.#unkept.delete(conversationId)
    this.#popup?.hide()
    if (conversationId !== null) this.#parts.runInMain({ name: 'open-conversation', conversationId })
    else if (text.trim() !== '') this.#parts.runInMain({ name: 'fill-question', text })
    else this.#parts.runInMain({ name: 'focus-composer' })
    this.#popup?.clear()
  }

  openSettings(section: SettingsSection): void {
    this.#popup?.hide()
    this.#parts.runInMain({ name: 'open-settings-section', section })
  }

  /** The page of a window listens: of this one, maybe. */
  pageListens(windowId: number): void {
    if (windowId === this.#popup?.windowId) this.#popup.pageListens()
  }

  hide(): void {
    this.#popup?.hide()
  }

  fit(contentHeight: number): void {
    this.#popup?.fit(contentHeight)
  }

  hold(held: boolean): void {
    this.#popup?.hold(held)
  }

  /** Text from outside; null where there is no such thing. */
  readContext(kind: 'selection' | 'clipboard'): string | null {
    if (kind === 'clipboard') return clipboard.readText().slice(0, longestContext).toWellFormed()
    // Elsewhere, what is selected in another app is nobody's but its own.
    if (process.platform !== 'linux') return null
    return clipboard.readText('selection').slice(0, longestContext).toWellFormed()
  }

  /** Closes the popup for good, with what is not to be kept. */
  stop(): void {
    clearTimeout(this.#warming)
    this.#hotkey.stop()
    this.#forget()
    this.#popup?.destroy()
  }

  #open(): PopupWindow {
    clearTimeout(this.#warming)
    this.#warming = undefined
    this.#popup ??= createPopupWindow({
      query: this.#parts.query(),
      send: this.#parts.send,
      isCovered: this.#parts.isCovered,
      onCleared: () => this.#forget(),
      onClosed: () => {
        this.#popup = null
      },
    })
    return this.#popup
  }

  #forget(): void {
    for (const conversationId of this.#unkept) this.#parts.forget(conversationId)
    this.#unkept.clear()
  }
}
