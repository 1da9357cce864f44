import { fillPrompt, namedContexts, withContexts, type QuestionContext } from '../../../shared/popup/popup-question'
import { draftKey, useApp, without } from '../../app-state'
import { ask } from '../../chat/chat-actions'
import { showToast } from '../../ui/overlays/toasts'
import { translate } from '../../words'
import { addContext, type, typed, usePopup } from '../popup-state'

const builtIn = ['explain', 'translate', 'summarise', 'fix', 'reply'] as const

/** Something to do with text from outside. */
export interface PopupAction {
  readonly key: string
  readonly name: string
  readonly prompt: string
}

/** All actions, the user's own last. */
export function allActions(own: readonly Pick<PopupAction, 'name' | 'prompt'>[]): readonly PopupAction[] {
  const known = builtIn.map((key) => ({
    key,
    name: translate(`popup.actions.${key}`),
    prompt: translate(`popup.prompts.${key}`),
  }))
  return [...known, ...own.map((action, index) => ({ ...action, key: `own-${index}` }))]
}

/** The actions to choose from: those whose name has what is typed after `/`, all while nothing is typed; null: none are offered. */
export function offeredActions(
  actions: readonly PopupAction[],
  draft: string,
  contexts: readonly QuestionContext[],
): readonly PopupAction[] | null {
  if (draft.startsWith('/')) {
    const wanted = draft.slice(1).trim().toLowerCase()
    return actions.filter(({ name }) => name.toLowerCase().includes(wanted))
  }
  return draft === '' && contexts.length > 0 ? actions : null
}

/** Asks what is typed, with the text beside it. */
export async function askTyped(): Promise<void> {
  const { contexts } = usePopup.getState()
  const draft = typed()
  if (draft.trim() === '') return
  await send(draft.trim(), withContexts(draft, contexts), contexts)
}

/**
 * Does something with the text beside the question. What it needs and is not there is read first, and shown: then nothing
 * is sent before it is chosen again.
 */
export async function runAction({ name, prompt }: PopupAction): Promise<void> {
  const { contexts } = usePopup.getState()
  const named = namedContexts(prompt)
  const missing = named.filter((kind) => !contexts.some((context) => context.kind === kind))
  if (missing.length === 0 && (named.length > 0 || contexts.length > 0)) {
    await send(name, fillPrompt(prompt, contexts, translate('popup.ownLanguage')), contexts)
    return
  }
  if (typed().startsWith('/')) type('')
  if (!(await readMissing(missing))) showToast({ text: translate('popup.emptyBoth') })
}

/** With nothing named, the selection will do, else the clipboard. */
async function readMissing(missing: readonly QuestionContext['kind'][]): Promise<boolean> {
  if (missing.length === 0) return (await addContext('selection')) || addContext('clipboard')
  const read = await Promise.all(missing.map(addContext))
  return read.some(Boolean)
}

async function send(title: string, question: string, contexts: readonly QuestionContext[]): Promise<void> {
  const { conversationId } = useApp.getState()
  const draft = typed()
  const key = draftKey(conversationId)
  if (conversationId === null) usePopup.setState({ begun: { title, contexts } })
  if (!(await ask(question))) return
  usePopup.setState({ contexts: [] })
  // What was typed on meanwhile stays.
  useApp.setState(({ drafts }) => (drafts[key] === draft ? { drafts: without(drafts, key) } : {}))
}
