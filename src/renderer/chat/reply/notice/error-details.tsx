import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppErrorData } from '../../../../shared/errors'

interface ErrorDetailsProps {
  readonly error: AppErrorData
  /** The sentence in front of the link. */
  readonly before: string
}

/** A hint, and the provider's own words behind "Details": as text, whatever is in them. */
export function ErrorDetails({ error, before }: ErrorDetailsProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const id = useId()
  const status = error.status === undefined ? '' : t('chat.status', { status: error.status })
  const details = [status, error.detail.trim()].filter(Boolean).join('\n')
  return (
    <>
      <p>
        {before}{' '}
        {details !== '' && (
          <button
            type="button"
            className="text-button"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            {open ? t('chat.hideDetails') : t('chat.details')}
          </button>
        )}
      </p>
      <pre id={id} className="details" hidden={!open}>
        {details}
      </pre>
    </>
  )
}
