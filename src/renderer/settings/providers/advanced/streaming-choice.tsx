import { useTranslation } from 'react-i18next'
import { request } from '../../../bridge'
import { Checkbox } from '../../../ui/forms/checkbox'
import { useAttempt } from '../../attempt'
import { ErrorMessage } from '../../error-message'
import type { ConnectionProps } from './connection-props'

/** Whether replies come as they are written, or whole, from servers whose streams are broken. */
export function StreamingChoice({ provider, connection }: ConnectionProps) {
  const { t } = useTranslation()
  const saving = useAttempt()
  const change = (streaming: boolean): void =>
    void saving.run(() => request('providers.change', { id: provider.id, streaming: streaming ? null : false }))
  return (
    <>
      <span className="label">{t('settings.connection.streaming')}</span>
      <div>
        <label className="line">
          <Checkbox checked={connection.streaming !== false} onChange={change} />
          {t('settings.connection.streamingNote')}
        </label>
        <div className="field-note" role="alert">
          {saving.error && <ErrorMessage error={saving.error} provider={provider.name} />}
        </div>
      </div>
    </>
  )
}
