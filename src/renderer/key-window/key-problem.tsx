import { useTranslation } from 'react-i18next'
import { errorWords } from '../../shared/error-words'
import type { AppErrorData } from '../../shared/errors'
import { hintOutsideChat } from '../settings/error-hint'
import { ErrorNote } from '../ui/forms/error-note'
import type { Translate } from '../words'
import { isKeychainError, offersUntested } from './key-entry'
import type { KeySending } from './key-sending'

interface KeyProblemProps {
  readonly keys: KeySending
  readonly error: AppErrorData
  readonly provider: string
}

/** Why the key was not kept, and what can be done about it besides trying again. */
export function KeyProblem({ keys, error, provider }: KeyProblemProps) {
  const { t } = useTranslation()
  const { sessionOnly, sending } = keys.entry
  const keychain = isKeychainError(error)
  return (
    <div className="notice error">
      <ErrorNote
        icon={keychain ? 'lock' : 'warning'}
        {...problemWords(error, provider, t)}
        detail={keychain ? '' : error.detail}
        detailsLabel={t('chat.details')}
      >
        {offersUntested(keys.entry) && (
          <button
            type="button"
            className="button small"
            disabled={sending}
            onClick={() => void keys.send({ test: false, sessionOnly })}
          >
            {t('keyWindow.saveUntested')}
          </button>
        )}
      </ErrorNote>
    </div>
  )
}

function problemWords(
  error: AppErrorData,
  provider: string,
  t: Translate,
): { readonly title: string; readonly hint: string } {
  if (error.reason === 'keyring-missing') return { title: t('keyWindow.missing'), hint: t('keyWindow.missingNote') }
  if (error.reason === 'keyring-locked') return { title: t('keyWindow.locked'), hint: t('keyWindow.lockedNote') }
  if (error.code === 'auth') {
    return { title: t('keyWindow.notAccepted', { provider }), hint: t('keyWindow.notAcceptedNote') }
  }
  return { title: t(errorWords(error).titleKey, { provider, model: '' }), hint: hintOutsideChat(error, provider, t) }
}
