import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model, ProviderInfo } from '../../../shared/providers'
import { request } from '../../bridge'
import { Icon } from '../../ui/icon'
import { useAttempt } from '../attempt'
import { ErrorMessage } from '../error-message'
import { providerName } from './provider-list'

interface ProviderConnectionProps {
  readonly provider: ProviderInfo
  readonly onListed: (models: readonly Model[]) => void
}

/** Asks a provider for its models, and says how fast it answered or why it did not. */
export function ProviderConnection({ provider, onListed }: ProviderConnectionProps) {
  const { t } = useTranslation()
  const attempt = useAttempt()
  const [answer, setAnswer] = useState<{ readonly tookMs: number; readonly count: number } | null>(null)

  const test = () =>
    attempt.run(async () => {
      setAnswer(null)
      const { tookMs, models } = await request('providers.test', { id: provider.id })
      setAnswer({ tookMs, count: models.length })
      onListed(models)
    })
  return (
    <>
      <span className="label">{t('settings.providers.connection')}</span>
      <div>
        <div className="line">
          <button
            type="button"
            className="button"
            aria-disabled={attempt.pending}
            onClick={() => attempt.pending || void test()}
          >
            {t('settings.providers.test')}
          </button>
          <span className="test-result num" aria-live="polite">
            {attempt.pending && <span className="muted">{t('settings.providers.testing')}</span>}
            {!attempt.pending && !attempt.error && answer && (
              <>
                <Icon name="check" className="ok" />
                <span className="muted">{t('settings.providers.testAnswered', answer)}</span>
              </>
            )}
          </span>
        </div>
        <div className="field-note" role="alert">
          {!attempt.pending && attempt.error && (
            <ErrorMessage error={attempt.error} provider={providerName(provider, t)} />
          )}
        </div>
      </div>
    </>
  )
}
