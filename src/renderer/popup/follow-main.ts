import type { Settings } from '../../shared/settings'
import { applySummary, useApp } from '../app-state'
import { listen, request } from '../bridge'
import { followReplies } from '../chat/replies'
import { showFailure } from '../failures'
import { applyAppearance, languageFor } from '../ui/appearance'
import { changeWords } from '../words'
import { addContext, startAfresh, type, usePopup } from './popup-state'

/** Asks main for what the popup shows, and follows it from then on. `prepare` runs when it has first been shown. Returns the undo. */
export function followMain(prepare: () => void): () => void {
  const undos = [
    followReplies(),
    listen('settings.changed', applySettings),
    listen('providers.changed', (providers) => useApp.setState({ providers })),
    listen('conversations.changed', (change) => {
      if ('conversation' in change) applySummary(change.conversation)
      else if (change.removedId === useApp.getState().conversationId) startAfresh()
    }),
    listen('popup.cleared', startAfresh),
    listen('popup.shown', ({ text }) => {
      if (text !== null) type(text)
      focusField()
      // Shown first: what takes time comes after.
      requestAnimationFrame(() => {
        prepare()
        void readWanted()
      })
    }),
    handSettingsOver(),
  ]
  void readAll()
  return () => undos.forEach((undo) => undo())
}

/** Puts the cursor into the question field. */
export function focusField(): void {
  document.querySelector<HTMLTextAreaElement>('.popup textarea.write')?.focus()
}

async function readAll(): Promise<void> {
  try {
    const [{ settings }, providers] = await Promise.all([request('settings.get', {}), request('providers.list', {})])
    useApp.setState({ settings, providers })
  } catch (error) {
    showFailure(error)
  }
}

function applySettings(settings: Settings): void {
  useApp.setState({ settings })
  const language = languageFor(settings.language)
  applyAppearance({ theme: settings.theme, language })
  changeWords(language)
}

/** What the user has turned on in settings, for a new question. */
async function readWanted(): Promise<void> {
  const { settings, conversationId } = useApp.getState()
  if (!settings || conversationId !== null || usePopup.getState().contexts.length > 0) return
  if (settings.readSelection) await addContext('selection')
  if (settings.readClipboard) await addContext('clipboard')
}

/** Settings have no room here: what would open them opens them in the main window. */
function handSettingsOver(): () => void {
  return useApp.subscribe(({ page }) => {
    if (page.name !== 'settings') return
    useApp.setState({ page: { name: 'chat' } })
    request('popup.open-settings', { section: page.section }).catch(showFailure)
  })
}
