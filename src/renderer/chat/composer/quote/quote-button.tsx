import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../../app-state'
import { Icon } from '../../../ui/icon'
import { followCopies, textOfSelection } from '../../reply/copy-reply'
import { isReplySelected, selectionInConversation } from '../../reply/selection/selection'
import { quoteBetween, quoted } from './quoted'
import './quote-button.css'

const gapPx = 8

interface QuoteButtonProps {
  /** The field that quotes go into. */
  readonly field: RefObject<HTMLTextAreaElement | null>
}

/**
 * A small button beside what is selected in a reply, which quotes it in the composer. Ctrl+Shift+. does the same. While
 * it is there, what is selected in the conversation is copied as it was written.
 */
export function QuoteButton({ field }: QuoteButtonProps) {
  const { t } = useTranslation()
  const place = useSelectionPlace()
  const button = useRef<HTMLButtonElement>(null)
  const quote = useCallback(() => field.current && quoteSelection(field.current), [field])
  useQuoteKey(quote)
  useEffect(followCopies, [])
  useLayoutEffect(() => {
    if (place && button.current) putBeside(button.current, place)
  }, [place])
  if (!place) return null
  const isMac = document.documentElement.dataset['platform'] === 'mac'
  return createPortal(
    <button
      ref={button}
      type="button"
      className="quote-button"
      title={`${t('chat.quote')} (${isMac ? '⇧⌘.' : 'Ctrl+Shift+.'})`}
      aria-keyshortcuts={isMac ? 'Meta+Shift+.' : 'Control+Shift+.'}
      // The press must not take the selection away.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={quote}
    >
      <Icon name="quote" />
      {t('chat.quote')}
    </button>,
    document.body,
  )
}

function quoteSelection(field: HTMLTextAreaElement): void {
  const selected = selectionInConversation()
  const quote = selected ? quoted(textOfSelection(selected)) : ''
  if (quote === '') return
  const { value, selectionStart, selectionEnd } = field
  field.focus({ preventScroll: true })
  // A field may have had the focus all along, with the selection of the page elsewhere.
  field.setSelectionRange(selectionStart, selectionEnd)
  // The one way to change a field that its own undo can take back.
  document.execCommand(
    'insertText',
    false,
    quoteBetween(value.slice(0, selectionStart), quote, value.slice(selectionEnd)),
  )
  field.scrollTop = field.scrollHeight
}

function useQuoteKey(quote: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isKey = event.code === 'Period' && event.shiftKey && !event.altKey && (event.ctrlKey || event.metaKey)
      if (!isKey || event.isComposing || !isReplySelected()) return
      event.preventDefault()
      quote()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [quote])
}

/** Where in the window the selection of a reply ends, while there is one and it is not being made. */
function useSelectionPlace(): DOMRect | null {
  const [place, setPlace] = useState<DOMRect | null>(null)
  useEffect(() => {
    let isPressed = false
    let frame = 0
    const look = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => setPlace(isPressed ? null : placeOfSelection()))
    }
    const listeners = new AbortController()
    const on = { signal: listeners.signal, capture: true, passive: true } as const
    document.addEventListener('selectionchange', look, on)
    document.addEventListener('scroll', () => document.getSelection()?.isCollapsed === false && look(), on)
    window.addEventListener('resize', look, on)
    const press = (event: PointerEvent): void => {
      // Not the button itself, which must be there when it is let go.
      if (event.target instanceof Element && event.target.closest('.quote-button')) return
      isPressed = true
      look()
    }
    document.addEventListener('pointerdown', press, on)
    for (const type of ['pointerup', 'pointercancel'] as const) {
      document.addEventListener(type, () => ((isPressed = false), look()), on)
    }
    // What was selected may have gone with its message, of which no event tells.
    const forget = useApp.subscribe((state, before) => state.conversation !== before.conversation && look())
    return () => {
      cancelAnimationFrame(frame)
      listeners.abort()
      forget()
    }
  }, [])
  return place
}

function placeOfSelection(): DOMRect | null {
  const selection = document.getSelection()
  if (!selection?.focusNode || !isReplySelected()) return null
  const end = document.createRange()
  end.setStart(selection.focusNode, selection.focusOffset)
  // Between two elements there is no place: then where the last line ends.
  const [rect = lastLineOf(selection.getRangeAt(0))] = end.getClientRects()
  const area = document.querySelector('section.transcript')?.getBoundingClientRect()
  // Scrolled out of sight, there is nothing to stand beside.
  return area && rect.bottom > area.top && rect.top < area.bottom ? rect : null
}

function lastLineOf(range: Range): DOMRect {
  const lines = range.getClientRects()
  const { right = 0, top = 0, height = 0 } = lines[lines.length - 1] ?? {}
  return new DOMRect(right, top, 0, height)
}

/** Behind the last word, where mostly nothing stands; under it when there is no room. */
function putBeside(button: HTMLElement, place: DOMRect): void {
  const area = document.querySelector('section.transcript')?.getBoundingClientRect()
  if (!area) return
  const { offsetWidth: width, offsetHeight: height } = button
  const isBehind = place.right + gapPx + width <= area.right
  const below = place.bottom + gapPx + height <= area.bottom ? place.bottom + gapPx : place.top - gapPx - height
  const left = isBehind ? place.right + gapPx : Math.min(place.left - width / 2, area.right - width - gapPx)
  const top = isBehind ? place.top + (place.height - height) / 2 : below
  button.style.left = `${Math.round(Math.max(left, area.left + gapPx))}px`
  button.style.top = `${Math.round(Math.min(Math.max(top, area.top + gapPx), area.bottom - height - gapPx))}px`
}
