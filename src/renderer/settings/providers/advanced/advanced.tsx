import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icon'
import { CertificateField } from './certificate-field'
import type { ConnectionProps } from './connection-props'
import { Headers } from './headers'
import { LimitFields } from './limit-fields'
import { ProxyChoice } from './proxy-choice'
import { SwitchField } from './switch-field'
import './advanced.css'

interface AdvancedProps extends ConnectionProps {
  /** Somebody came for the proxy: it is shown, and has the focus. */
  readonly wantsProxy: boolean
}

/** How a provider is reached beyond its address and key: folded away, unless something was set or is wanted. */
export function Advanced({ provider, connection, wantsProxy }: AdvancedProps) {
  const { t } = useTranslation()
  const id = useId()
  const [open, setOpen] = useState(() => wantsProxy || Object.keys(connection).length > 0)
  return (
    <>
      <div className="advanced-head">
        <button type="button" className="plain" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          <Icon name="down" className="turn" />
          {t('settings.connection.advanced')}
        </button>
      </div>
      <div id={id} className="pairs advanced" hidden={!open}>
        {open && (
          <>
            {provider.origin === 'settings' && (
              <>
                <Headers provider={provider} connection={connection} />
                <ProxyChoice provider={provider} connection={connection} isWanted={wantsProxy} />
                <CertificateField provider={provider} connection={connection} />
              </>
            )}
            <LimitFields provider={provider} connection={connection} />
            <SwitchField
              provider={provider}
              label={t('settings.connection.streaming')}
              note={t('settings.connection.streamingNote')}
              checked={connection.streaming !== false}
              toChange={(on) => ({ streaming: on ? null : false })}
            />
            {provider.protocol === 'openai-responses' && (
              <SwitchField
                provider={provider}
                label={t('settings.connection.background')}
                note={t('settings.connection.backgroundNote')}
                checked={connection.background === true}
                toChange={(on) => ({ background: on ? true : null })}
              />
            )}
          </>
        )}
      </div>
    </>
  )
}
