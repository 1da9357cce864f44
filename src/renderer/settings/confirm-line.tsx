import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useEscape } from '../ui/forms/escape'
import { focusWhenShown } from '../ui/forms/focus-when-shown'
import type { Attempt } from './attempt'
import { ErrorMessage } from './error-message'

interface ConfirmLineProps {
  /** What stands before the button while nothing is asked. */
  readonly children: ReactNode
  readonly label: string
  readonly question: string
  readonly note?: string
  readonly attempt: Attempt
  readonly onConfirm: () => Promise<unknown>
}

/** A line that ends in a button whose deed is asked about in the same place before it is done. */
export function ConfirmLine({ children, label, question, note, attempt, onConfirm }: ConfirmLineProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const [asked, setAsked] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  // Back from the question the focus goes to where it was, but a line that only just appeared takes none.
  useEffect(() => {
    if (asked && !asking) trigger.current?.focus()
  }, [asked, asking])
  useEscape(asking ? () => setAsking(false) : null)

  const done = async () => {
    if (await attempt.run(onConfirm)) setAsking(false)
  }
  const line = asking ? (
    <fieldset key="question" className="line" aria-label={question}>
      <div className="grow question-words">
        <p>{question}</p>
        {note && <p className="muted">{note}</p>}
      </div>
      <button type="button" className="button" ref={focusWhenShown} onClick={() => setAsking(false)}>
        {t('settings.providers.cancel')}
      </button>
      <button type="button" className="button danger" disabled={attempt.pending} onClick={() => void done()}>
        {t('settings.providers.removeConfirm')}
      </button>
    </fieldset>
  ) : (
    <div key="line" className="line">
      {children}
      <button
        type="button"
        ref={trigger}
        className="button danger"
        onClick={() => {
          attempt.clear()
          setAsked(true)
          setAsking(true)
        }}
      >
        {label}
      </button>
    </div>
  )
  return (
    <>
      {line}
      <div role="alert">{attempt.error && <ErrorMessage error={attempt.error} />}</div>
    </>
  )
}
