import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProviderChange } from '../../../../shared/settings'
import { request } from '../../../bridge'
import { Select } from '../../../ui/forms/select'
import { useAttempt } from '../../attempt'
import { ErrorMessage } from '../../error-message'
import { SavedField } from '../../saved-field'
import type { ConnectionProps } from './connection-props'

const modes = ['system', 'none', 'custom'] as const
const proxyAddress = /^(https?|socks[45]?):\/\/[^\s/]/i

interface ProxyChoiceProps extends ConnectionProps {
  /** It has the focus when it comes. */
  readonly isWanted: boolean
}

/** Through which proxy a provider is reached. A custom one is stored once its address is known. */
export function ProxyChoice({ provider, connection, isWanted }: ProxyChoiceProps) {
  const { t } = useTranslation()
  const id = useId()
  const saving = useAttempt()
  const { proxy } = connection
  const [mode, setMode] = useState<(typeof modes)[number]>(proxy?.mode ?? 'system')
  useEffect(() => {
    const field = isWanted ? document.getElementById(id) : null
    field?.focus()
    field?.scrollIntoView({ block: 'center' })
  }, [id, isWanted])
  const save = (chosen: NonNullable<ProviderChange['proxy']> | null): Promise<null> =>
    request('providers.change', { id: provider.id, proxy: chosen })
  const choose = (chosen: (typeof modes)[number]): void => {
    setMode(chosen)
    if (chosen !== 'custom') void saving.run(() => save(chosen === 'system' ? null : { mode: chosen }))
  }
  return (
    <>
      <label className="label" htmlFor={id}>
        {t('settings.connection.proxy')}
      </label>
      <div>
        <Select
          id={id}
          value={mode}
          options={modes.map((value) => ({ value, label: t(`settings.connection.proxies.${value}`) }))}
          onChange={choose}
        />
        {mode === 'custom' && (
          <div className="proxy-address">
            <SavedField
              label={t('settings.connection.proxyAddress')}
              value={proxy?.mode === 'custom' ? proxy.url : ''}
              placeholder={t('settings.connection.proxyPlaceholder')}
              provider={provider.name}
              refuse={(url) => (proxyAddress.test(url) ? null : t('settings.connection.proxyRefused'))}
              onSave={(url) => save({ mode: 'custom', url })}
            />
          </div>
        )}
        <div className="field-note" role="alert">
          {saving.error && <ErrorMessage error={saving.error} provider={provider.name} />}
        </div>
      </div>
    </>
  )
}
