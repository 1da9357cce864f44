import { dialog, type BrowserWindow } from 'electron'
import type { Words } from '../../../shared/locales/en'
import type { SettingsStore } from '../../storage/settings-store'
import { hasTray } from '../tray/tray-host'
import { closingOf, type Closing } from './closing'

/** What closing the main window needs. */
export interface CloseWindowParts {
  readonly settings: SettingsStore
  readonly words: Words
  readonly busAddress: string | null
  /** The window went into the tray for the first time. */
  readonly onFirstInTray: () => void
}

/**
 * Does with the main window what the user wants of a closed one; asks once, where there is no tray, and keeps the answer.
 * True: it is to be closed for good.
 */
export async function closeWindow(window: BrowserWindow, parts: CloseWindowParts): Promise<boolean> {
  const { settings } = parts
  const closing = closingOf(settings.get(), await hasTray(process.platform, parts.busAddress), process.platform)
  const decided = closing === 'ask' ? await askOnce(window, parts) : closing
  if (decided === 'minimise') window.minimize()
  if (decided === 'hide') {
    hide(window)
    if (process.platform !== 'darwin' && !settings.get().toldOfTray) {
      await settings.change({ toldOfTray: true })
      parts.onFirstInTray()
    }
  }
  return decided === 'quit'
}

/** Null: the user thinks better of it. */
async function askOnce(window: BrowserWindow, { settings, words }: CloseWindowParts): Promise<Closing | null> {
  const { dialogs } = words
  const answers = ['minimise', 'quit'] as const
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: dialogs.closingTitle,
    detail: dialogs.closingNote,
    buttons: [dialogs.closingMinimise, dialogs.closingQuit, dialogs.cancel],
    defaultId: 0,
    cancelId: answers.length,
  })
  const answer = answers[response]
  if (!answer) return null
  await settings.change({ closingWithoutTray: answer })
  return answer
}

function hide(window: BrowserWindow): void {
  if (!window.isFullScreen()) return window.hide()
  // On macOS its space would stay behind, black.
  window.once('leave-full-screen', () => window.hide())
  window.setFullScreen(false)
}
