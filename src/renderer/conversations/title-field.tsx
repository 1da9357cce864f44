import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isForInputMethod } from '../ui/composing'

interface TitleFieldProps {
  readonly title: string
  /** Called once; null leaves the title as it is. */
  readonly onDone: (title: string | null) => void
}

/** A title while it is changed: Enter and a press elsewhere keep the new one, Escape the old one. */
export function TitleField({ title, onDone }: TitleFieldProps) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const composedAt = useRef(-Infinity)
  const isDone = useRef(false)
  useEffect(() => field.current?.select(), [])
  const finish = (changed: string | null): void => {
    if (isDone.current) return
    isDone.current = true
    onDone(changed === title ? null : changed)
  }
  return (
    <input
      ref={field}
      className="row title-field"
      aria-label={t('sidebar.renameLabel')}
      defaultValue={title}
      maxLength={200}
      onCompositionEnd={(event) => (composedAt.current = event.timeStamp)}
      onKeyDown={(event) => {
        if (isForInputMethod(event.nativeEvent, composedAt.current)) return
        if (event.key === 'Enter') finish(event.currentTarget.value)
        else if (event.key === 'Escape') finish(null)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
      onBlur={(event) => finish(event.currentTarget.value)}
    />
  )
}
