import { useId, useState, type KeyboardEvent } from 'react'
import { useAttempt } from './attempt'
import { ErrorMessage } from './error-message'

interface SavedFieldProps {
  readonly id?: string
  /** Its name, where no `<label>` says it. */
  readonly label?: string
  /** Written behind what is typed. */
  readonly unit?: string
  readonly value: string
  /** Called with what was typed, when the field is left or Enter pressed; a rejection is shown beside the field. */
  readonly onSave: (value: string) => Promise<unknown>
  readonly spellCheck?: boolean
  readonly placeholder?: string
  /** Whom errors speak of. */
  readonly provider?: string
  /** Why this cannot be stored, in words; null when it can. */
  readonly refuse?: (draft: string) => string | null
  /** Words for what is typed now, shown while it differs from what is stored. */
  readonly noteFor?: (draft: string) => string | null
}

/** A one-line field that saves itself; a refused value stays in it, with the reason below. Esc goes back to the stored one. */
export function SavedField(props: SavedFieldProps) {
  const { id, value, onSave, spellCheck = false, placeholder, label, unit, provider, refuse, noteFor } = props
  const [draft, setDraft] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
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
      setProblem(null)
      attempt.clear()
      return
    }
    const refusal = refuse?.(draft.trim()) ?? null
    setProblem(refusal)
    if (refusal !== null) return attempt.clear()
    if (await attempt.run(() => onSave(draft.trim()))) setDraft(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') void save()
    if (event.key !== 'Escape' || draft === null) return
    event.preventDefault()
    setDraft(null)
    setProblem(null)
    attempt.clear()
  }
  const isBad = attempt.error !== null || problem !== null
  const note = draft === null ? null : (noteFor?.(draft) ?? null)
  return (
    <div>
      <div className={isBad ? 'field is-bad' : 'field'}>
        <input
          id={id}
          value={text}
          spellCheck={spellCheck}
          placeholder={placeholder}
          aria-label={label}
          aria-invalid={isBad}
          aria-describedby={noteId}
          autoComplete="off"
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => void save()}
          onKeyDown={onKeyDown}
        />
        {unit && <span className="faint">{unit}</span>}
      </div>
      <div id={noteId} className="field-note" aria-live="polite">
        {attempt.error ? <ErrorMessage error={attempt.error} provider={provider ?? ''} /> : (problem ?? note)}
      </div>
    </div>
  )
}
