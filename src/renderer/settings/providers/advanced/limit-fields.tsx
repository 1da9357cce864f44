import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../../bridge'
import { usualLimitsOf } from '../../../../shared/providers'
import { SavedField } from '../../saved-field'
import type { ConnectionProps } from './connection-props'
import { limitText, readLimit } from './limit-text'

/** After how many seconds without a token a reply is given up. An empty field is what suits the provider. */
export function LimitFields({ provider, connection }: ConnectionProps) {
  const { t } = useTranslation()
  const usual = usualLimitsOf(provider)
  const { id } = provider
  return (
    <>
      <LimitField
        label={t('settings.connection.firstTokenLimit')}
        valueMs={connection.firstTokenLimitMs}
        usualMs={usual.firstTokenMs}
        onSave={(firstTokenLimitMs) => request('providers.change', { id, firstTokenLimitMs })}
      />
      <LimitField
        label={t('settings.connection.silenceLimit')}
        valueMs={connection.silenceLimitMs}
        usualMs={usual.betweenMs}
        note={t('settings.connection.limitsNote')}
        onSave={(silenceLimitMs) => request('providers.change', { id, silenceLimitMs })}
      />
    </>
  )
}

interface LimitFieldProps {
  readonly label: string
  readonly valueMs: number | undefined
  readonly usualMs: number
  readonly note?: string
  readonly onSave: (limitMs: number | null) => Promise<unknown>
}

function LimitField({ label, valueMs, usualMs, note, onSave }: LimitFieldProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div>
        <div className="limit">
          <SavedField
            id={id}
            value={limitText(valueMs)}
            placeholder={limitText(usualMs)}
            unit={t('settings.connection.seconds')}
            refuse={(text) => (readLimit(text) === undefined ? t('settings.connection.limitRefused') : null)}
            onSave={(text) => onSave(readLimit(text) ?? null)}
          />
        </div>
        {note && <p className="field-note">{note}</p>}
      </div>
    </>
  )
}
