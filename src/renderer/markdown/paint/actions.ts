import { foldKey, setNumbered } from './code/painted-code'
import { setClass } from './element'
import { makeIcon } from './tools/icon'
import type { PaintContext } from './paint-context'
import { copyTable } from './tables/copy-table'

const doneShownMs = 1500
const fallbackExtension = 'txt'

/** What the reader asked to see whole. */
export type Unfolded = (key: string) => void

/** Does what the links and buttons in a view say, by one listener for all of them, until the returned undo. */
export function listenToActions(host: HTMLElement, context: PaintContext, onUnfold: Unfolded): () => void {
  const listeners = new AbortController()
  const { signal } = listeners
  const lastUses = new Map<string, string>()
  const act = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target : null
    const link = target?.closest('a[href]')
    if (link && host.contains(link)) {
      if (event.button > 1) return
      event.preventDefault()
      context.parts.openLink(link.getAttribute('href') ?? '')
      return
    }
    const button = target?.closest<HTMLElement>('[data-action]')
    if (button && event.button === 0) run(button, { host, context, onUnfold, lastUses })
  }
  host.addEventListener('click', act, { signal })
  host.addEventListener('auxclick', act, { signal })
  return () => listeners.abort()
}

interface Surroundings {
  readonly host: HTMLElement
  readonly context: PaintContext
  readonly onUnfold: Unfolded
  /** By note, the reference from which it was last looked up. */
  readonly lastUses: Map<string, string>
}

type Action = (button: HTMLElement, surroundings: Surroundings) => void

const actions: Readonly<Record<string, Action>> = {
  'copy-code': (button, { context }) => {
    const code = codeOf(button, context)
    if (code !== null) void copied(button, context, context.parts.copy(code.text))
  },
  'save-code': (button, { context }) => {
    const code = codeOf(button, context)
    const extension = context.parts.findLanguage(code?.info ?? '')?.extension ?? fallbackExtension
    if (code) context.parts.save?.(`code.${extension}`, `${code.text}\n`)
  },
  'wrap-lines': (button) => toggle(button, 'is-wrapped'),
  'show-source': (button) => toggle(button, 'shows-source'),
  'number-lines': (button) => {
    const figure = button.closest('figure')
    if (!figure) return
    const isNumbered = button.getAttribute('aria-pressed') !== 'true'
    button.setAttribute('aria-pressed', String(isNumbered))
    setNumbered(figure, isNumbered)
  },
  unfold: (button, { context, onUnfold }) => {
    const figure = button.closest('figure')
    const code = figure && context.codes.get(figure)
    figure?.classList.remove('is-folded')
    // The button had the focus; what it opened gets it.
    figure?.querySelector('pre')?.focus({ preventScroll: true })
    button.remove()
    if (code) onUnfold(foldKey(code))
  },
  'copy-table': (button, { context }) => {
    const table = context.tables.get(button.closest('.table-block') ?? button)
    if (table) void copied(button, context, copyTable(table, button.dataset['as'] ?? '', context.parts))
  },
  'open-image': (button, { context }) => context.parts.openLink(button.dataset['address'] ?? ''),
  'to-note': (button, { host, lastUses }) => {
    const { note = '', use = '' } = button.dataset
    lastUses.set(note, use)
    lookAt(host.querySelector(`.notes .note-back[data-note="${CSS.escape(note)}"]`), 'li')
  },
  'from-note': (button, { host, lastUses }) => {
    const note = CSS.escape(button.dataset['note'] ?? '')
    const use = CSS.escape(lastUses.get(button.dataset['note'] ?? '') ?? '1')
    const exact = host.querySelector(`.note-mark [data-note="${note}"][data-use="${use}"]`)
    lookAt(exact ?? host.querySelector(`.note-mark [data-note="${note}"]`), null)
  },
}

function run(button: HTMLElement, surroundings: Surroundings): void {
  const name = button.dataset['action'] ?? ''
  if (Object.hasOwn(actions, name)) actions[name]?.(button, surroundings)
}

function codeOf(button: HTMLElement, { codes }: PaintContext): { readonly text: string; readonly info: string } | null {
  const figure = button.closest('figure')
  const code = figure && codes.get(figure)
  if (!code) return null
  const lines = code.openLine === '' ? code.lines : [...code.lines, code.openLine]
  return { text: lines.join('\n'), info: code.info }
}

function toggle(button: HTMLElement, className: string): void {
  const isOn = button.getAttribute('aria-pressed') !== 'true'
  button.setAttribute('aria-pressed', String(isOn))
  const figure = button.closest('figure')
  if (figure) setClass(figure, className, isOn)
}

/** Brings an element into sight and gives it the focus. `around`: what is to be seen with it. */
function lookAt(element: Element | null, around: string | null): void {
  if (!(element instanceof HTMLElement)) return
  const seen = (around === null ? null : element.closest(around)) ?? element
  seen.scrollIntoView({ block: 'center' })
  element.focus({ preventScroll: true })
}

/** Says for a moment that something was copied. */
async function copied(button: HTMLElement, context: PaintContext, done: Promise<boolean>): Promise<void> {
  if (!(await done) || button.classList.contains('is-on')) return
  const label = context.parts.translate('chat.copied')
  const before = { nodes: [...button.childNodes], title: button.title, name: button.getAttribute('aria-label') }
  const isTool = button.classList.contains('tool')
  button.replaceChildren(isTool ? makeIcon('check') : label)
  button.title = label
  if (before.name !== null) button.setAttribute('aria-label', label)
  button.classList.add('is-on')
  const restore = (): void => {
    clearTimeout(timer)
    context.undos.delete(restore)
    button.replaceChildren(...before.nodes)
    button.title = before.title
    if (before.name !== null) button.setAttribute('aria-label', before.name)
    button.classList.remove('is-on')
  }
  const timer = setTimeout(restore, doneShownMs)
  context.undos.add(restore)
}
