import { useId, useState, type KeyboardEvent } from 'react'
import { useAttempt } from './attempt'
import { ErrorMessage } from './error-message'

interface SavedFieldProps {
  readonly id: string
  readonly value: string
  /** Called with what was typed, when the field is left or Enter pressed; a rejection is shown beside the field. */
  readonly onSave: (value: string) => Promise<unknown>
  readonly spellCheck?: boolean
  readonly placeholder?: string
  /** Whom errors speak of. */
  readonly provider?: string
  /** Words for what is typed now, shown while it differs from what is stored. */
  readonly noteFor?: (draft: string) => string | null
}

/** A one-line field that saves itself; a refused value stays in it, with the reason below. Esc goes back to the stored one. */
export function SavedField({ id, value, onSave, spellCheck = false, placeholder, provider, noteFor }: SavedFieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const attempt = useAttempt()
  const noteId = useId()
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    // Stored under another spelling, or changed elsewhere: what is stored is what counts.
    setSeen(value)
    setDraft(null)
  }

  const text = draft ?? value
  const save = async () => {
    if (draft === null || attempt.pending) return
    if (draft.trim() === value) {
      setDraft(null)
      attempt.clear()
      return
    }
    if (await attempt.run(() => onSave(draft.trim()))) setDraft(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') void save()
    if (event.key !== 'Escape' || draft === null) return
    event.preventDefault()
    setDraft(null)
    attempt.clear()
  }
  const note = draft === null ? null : (noteFor?.(draft) ?? null)
  return (
    <div>
      <div className={attempt.error ? 'field is-bad' : 'field'}>
        <input
          id={id}
          value={text}
          spellCheck={spellCheck}
          placeholder={placeholder}
          aria-invalid={attempt.error !== null}
          aria-describedby={noteId}
          autoComplete="off"
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => void save()}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={noteId} className="field-note" aria-live="polite">
        {attempt.error ? <ErrorMessage error={attempt.error} provider={provider ?? ''} /> : note}
      </div>
    </div>
  )
}
