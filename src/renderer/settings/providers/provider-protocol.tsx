import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProviderInfo } from '../../../shared/providers'
import { request } from '../../bridge'
import { Select } from '../../ui/forms/select'
import { useAttempt } from '../attempt'
import { ErrorMessage } from '../error-message'
import { protocolNames, protocolOptions } from './protocol-names'

/** How a provider is spoken to. Only what the user added can be spoken to in another way. */
export function ProviderProtocol({ provider }: { readonly provider: ProviderInfo }) {
  const { t } = useTranslation()
  const id = useId()
  const saving = useAttempt()
  const { protocol } = provider
  if (protocol === 'guide') return null
  if (provider.origin !== 'settings') {
    return (
      <>
        <span className="label">{t('settings.connection.protocol')}</span>
        <p className="line">{protocolNames[protocol]}</p>
      </>
    )
  }
  return (
    <>
      <label className="label" htmlFor={id}>
        {t('settings.connection.protocol')}
      </label>
      <div>
        <Select
          id={id}
          value={protocol}
          options={protocolOptions}
          onChange={(chosen) =>
            void saving.run(() => request('providers.change', { id: provider.id, protocol: chosen }))
          }
        />
        <div className="field-note" role="alert">
          {saving.error && <ErrorMessage error={saving.error} provider={provider.name} />}
        </div>
      </div>
    </>
  )
}
