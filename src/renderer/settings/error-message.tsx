import { useTranslation } from 'react-i18next'
import { errorWords } from '../../shared/error-words'
import type { AppErrorData } from '../../shared/errors'
import { ErrorNote } from '../ui/forms/error-note'
import { hintOutsideChat } from './error-hint'

interface ErrorMessageProps {
  readonly error: AppErrorData
  /** Whom the words speak of. */
  readonly provider?: string
}

/** An error in the words of the catalogue, with the provider's own behind Details. */
export function ErrorMessage({ error, provider }: ErrorMessageProps) {
  const { t } = useTranslation()
  const name = provider || t('picker.provider')
  const status = error.status === undefined ? '' : t('chat.status', { status: error.status })
  return (
    <ErrorNote
      title={t(errorWords(error).titleKey, { provider: name, model: '' })}
      hint={hintOutsideChat(error, name, t)}
      detail={[status, error.detail].filter(Boolean).join('\n')}
      detailsLabel={t('chat.details')}
    />
  )
}
