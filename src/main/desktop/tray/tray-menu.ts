import type { MenuItemConstructorOptions } from 'electron'
import type { ConversationSummary, Unseen } from '../../../shared/conversation'
import type { Words } from '../../../shared/locales/en'
import { fill } from '../../words'

/** What the icon tells: `streaming` before all else, then what ended unseen. */
export type TrayState = 'idle' | 'streaming' | 'done' | 'error'

/** What the tray shows. */
export interface TrayContent {
  readonly running: readonly { readonly replyId: string; readonly title: string }[]
  /** Newest first. */
  readonly recent: readonly Pick<ConversationSummary, 'id' | 'title'>[]
  /** What ended while no window showed it. */
  readonly unseen: Unseen
}

/** The small window for a quick ask, as far as the tray knows it. */
export interface TrayQuickAsk {
  show(): void
  /** As Electron writes it; null: there is none. */
  readonly hotkey: string | null
  readonly isPaused: boolean
  pause(paused: boolean): void
}

/** What the items of the tray's menu do. */
export interface TrayActions {
  readonly quickAsk: TrayQuickAsk | null
  readonly newConversation: () => void
  readonly open: () => void
  readonly openConversation: (id: string) => void
  readonly stop: (replyId: string) => void
  readonly copyLastAnswer: () => void
  readonly settings: () => void
  readonly quit: () => void
}

type Item = MenuItemConstructorOptions

const longestTitle = 48
const separator: Item = { type: 'separator' }

/** The state to show for this content. */
export function trayStateOf({ running, unseen }: TrayContent): TrayState {
  return running.length > 0 ? 'streaming' : (unseen ?? 'idle')
}

/** The tray's menu. What there is none of has no heading; without a quick ask its items are not there. */
export function trayMenu(
  content: TrayContent,
  words: Words['tray'],
  actions: TrayActions,
  platform: NodeJS.Platform,
): Item[] {
  const { quickAsk } = actions
  const { running, recent } = content
  const part = (label: string, items: readonly Item[]): Item[] =>
    items.length === 0 ? [] : [separator, { label, enabled: false }, ...items]
  return [
    ...(quickAsk ? [quickAskItem(quickAsk, words, platform)] : []),
    { label: words.newConversation, click: actions.newConversation, ...inWindow('CmdOrCtrl+N') },
    { label: words.open, click: actions.open },
    ...part(
      words.running,
      running.map(({ replyId, title }) => ({
        label: fill(words.stop, { title: itemText(title) }),
        click: () => actions.stop(replyId),
      })),
    ),
    ...part(
      words.recent,
      recent.map(({ id, title }) => ({ label: itemText(title), click: () => actions.openConversation(id) })),
    ),
    separator,
    { label: words.copyLastAnswer, enabled: recent.length > 0, click: actions.copyLastAnswer },
    ...(quickAsk?.hotkey ? [pauseItem(quickAsk, words)] : []),
    { label: words.settings, click: actions.settings, ...inWindow('CmdOrCtrl+,') },
    separator,
    { label: words.quit, click: actions.quit, ...inWindow('CmdOrCtrl+Q') },
  ]
}

/** A key of the window's own menu: here it is only shown. */
function inWindow(accelerator: string): Item {
  return { accelerator, registerAccelerator: false }
}

function quickAskItem(quickAsk: TrayQuickAsk, words: Words['tray'], platform: NodeJS.Platform): Item {
  const click = (): void => quickAsk.show()
  const { hotkey } = quickAsk
  if (!hotkey || quickAsk.isPaused) return { label: words.quickAsk, click }
  // Only shown: the hotkey itself is the whole system's, and registered elsewhere.
  if (platform !== 'linux') return { label: words.quickAsk, click, accelerator: hotkey, registerAccelerator: false }
  // Linux panels are told of no key but letters and digits.
  const keys = hotkey.replace(/CommandOrControl|CmdOrCtrl|Control/i, 'Ctrl')
  return { label: fill(words.quickAskByKeys, { keys }), click }
}

function pauseItem(quickAsk: TrayQuickAsk, words: Words['tray']): Item {
  const click: Item['click'] = ({ checked }) => quickAsk.pause(checked)
  return { type: 'checkbox', label: words.pauseHotkey, checked: quickAsk.isPaused, click }
}

/** A title as a menu item: in one line, never cut inside a character, and no character of it is a shortcut. */
export function itemText(title: string): string {
  const characters = Array.from(new Intl.Segmenter().segment(title.replace(/\s+/g, ' ')), ({ segment }) => segment)
  const cut = characters.length > longestTitle ? [...characters.slice(0, longestTitle), '…'] : characters
  return cut.join('').replaceAll('&', '&&')
}
