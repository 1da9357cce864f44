import type { WindowCommand } from '../../shared/ipc'
import { wordsAfter } from './ask-words'
import { parsePopupArguments } from './cli-arguments'

/** What `runnel popup` asks for: `--toggle` hides a popup that is in front, `--text` fills the question in, unsent. */
export interface PopupCommand {
  readonly toggle: boolean
  readonly text: string | null
}

/** Tells a start that no window is wanted. */
export const hiddenSwitch = '--hidden'

/** The scheme of links that lead into Runnel, with its colon. */
export const linkScheme = 'runnel:'

const longestQuestion = 100_000
const conversationId = /^[\w-]{1,64}$/

/**
 * What a start asks the main window to do: `--new-conversation`, or a link. Null: just to be there. Of the rest of the
 * command line nothing is obeyed, so no link can change a setting or send anything.
 */
export function startCommand(argv: readonly string[]): WindowCommand | null {
  if (argv.includes('--new-conversation')) return { name: 'new-conversation' }
  const link = argv.find((word) => word.toLowerCase().startsWith(linkScheme))
  return link === undefined ? null : linkCommand(link)
}

/** What a start asks the popup to do; null when it is about something else. */
export function popupCommand(argv: readonly string[], isPackaged: boolean): PopupCommand | null {
  const words = wordsAfter('popup', argv, isPackaged)
  if (!words) return null
  const { toggle, text } = parsePopupArguments(words)
  return { toggle, text: text === null ? null : text.slice(0, longestQuestion).toWellFormed() }
}

/** Whether this start is to show no window: the one at login. */
export function isHiddenStart(argv: readonly string[]): boolean {
  return argv.includes(hiddenSwitch)
}

/** What `runnel://conversation/<id>` or `runnel://ask?text=<question>` asks for; null for any other link. */
export function linkCommand(link: string): WindowCommand | null {
  const url = URL.parse(link)
  if (url?.protocol !== linkScheme) return null
  const id = url.pathname.slice(1)
  if (url.host === 'conversation' && conversationId.test(id)) return { name: 'open-conversation', conversationId: id }
  const text = url.searchParams.get('text') ?? ''
  if (url.host !== 'ask' || text.trim() === '') return null
  return { name: 'fill-question', text: text.slice(0, longestQuestion).toWellFormed() }
}

/** The command line that a second start sends along as it was given; Chromium's own copy is in another order. */
export function givenWords(data: unknown): readonly string[] | null {
  if (typeof data !== 'object' || data === null || !('argv' in data) || !Array.isArray(data.argv)) return null
  return data.argv.filter((word) => typeof word === 'string')
}
