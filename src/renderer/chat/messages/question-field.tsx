import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-state'
import { isForInputMethod } from '../../ui/composing'
import type { Question } from '../turns'
import { cancelEdit, changeEdit, sendEdit } from './message-actions'

interface QuestionFieldProps {
  readonly question: Question
  /** It was opened just now, and not found open. */
  readonly takesFocus: boolean
  readonly onCancelled: () => void
}

/** A question while it is worded anew, in its place: Enter asks it, Shift+Enter breaks the line, Escape gives up. */
export function QuestionField({ question, takesFocus, onCancelled }: QuestionFieldProps) {
  const { t } = useTranslation()
  const text = useApp((state) => state.edits[question.id] ?? '')
  const field = useRef<HTMLTextAreaElement>(null)
  const composedAt = useRef(-Infinity)
  useEffect(() => {
    const element = field.current
    if (!takesFocus || !element) return
    element.focus({ preventScroll: true })
    element.setSelectionRange(element.value.length, element.value.length)
  }, [takesFocus])
  const cancel = (): void => {
    cancelEdit(question.id)
    onCancelled()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isForInputMethod(event.nativeEvent, composedAt.current)) return
    if (event.key === 'Escape') cancel()
    else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) void sendEdit(question)
    else return
    event.preventDefault()
    // It is no Escape for the reply that runs.
    event.stopPropagation()
  }
  return (
    <div className="asked">
      <div className="question is-edited">
        <textarea
          ref={field}
          rows={1}
          value={text}
          aria-label={t('chat.editLabel')}
          onChange={(event) => changeEdit(question.id, event.target.value)}
          onCompositionEnd={(event) => (composedAt.current = event.timeStamp)}
          onKeyDown={onKeyDown}
        />
        <div className="do">
          <span className="hint wide-only grow">{t('composer.hint')}</span>
          <button type="button" className="button small" onClick={cancel}>
            {t('chat.cancelEdit')}
          </button>
          <button
            type="button"
            className="button small primary"
            disabled={text.trim() === ''}
            onClick={() => void sendEdit(question)}
          >
            {t('chat.sendEdit')}
          </button>
        </div>
      </div>
    </div>
  )
}
