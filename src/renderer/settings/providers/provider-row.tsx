import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model, ModelChoice, ProviderInfo } from '../../../shared/providers'
import { request } from '../../bridge'
import { Icon } from '../../ui/icon'
import { useAttempt } from '../attempt'
import { ConfirmLine } from '../confirm-line'
import { SavedField } from '../saved-field'
import { Advanced } from './advanced/advanced'
import { ProviderConnection } from './provider-connection'
import { ProviderKey } from './provider-key'
import { isOtherServer, providerName, providerSummary } from './provider-list'
import { ProviderModels } from './provider-models'
import { ProviderProtocol } from './provider-protocol'

interface ProviderRowProps {
  readonly provider: ProviderInfo
  readonly expanded: boolean
  /** Somebody came for its proxy. */
  readonly wantsProxy: boolean
  readonly onToggle: () => void
  /** Who answers when nothing else is chosen. */
  readonly choice: ModelChoice | null
}

/** One provider: a row that opens to all that can be set about it. */
export function ProviderRow({ provider, expanded, wantsProxy, onToggle, choice }: ProviderRowProps) {
  const { t } = useTranslation()
  const bodyId = useId()
  return (
    <section className="provider">
      <h2>
        <button
          type="button"
          className="head"
          id={headId(provider.id)}
          aria-expanded={expanded}
          aria-controls={bodyId}
          onClick={onToggle}
        >
          <span className="strong clip name">{providerName(provider, t)}</span>
          <span className="grow" />
          <span className="faint clip">{providerSummary(provider, t)}</span>
          <Icon name="down" className="turn" />
        </button>
      </h2>
      <div id={bodyId} hidden={!expanded}>
        {expanded && <ProviderBody provider={provider} wantsProxy={wantsProxy} choice={choice} />}
      </div>
    </section>
  )
}

/** The id of a provider's row in the page, to put the focus there. */
export function headId(providerId: string): string {
  return `provider-${providerId}`
}

function ProviderBody({ provider, wantsProxy, choice }: Pick<ProviderRowProps, 'provider' | 'wantsProxy' | 'choice'>) {
  const { t } = useTranslation()
  const [listed, setListed] = useState<readonly Model[] | null>(null)
  if (provider.origin === 'built-in') {
    return <p className="muted guide-about">{t('settings.providers.guideAbout')}</p>
  }
  return (
    <div className="body pairs">
      <ProviderKey provider={provider} />
      {/* A result speaks of the address, the key and all else that it was got with. */}
      <ProviderConnection key={connectionOf(provider)} provider={provider} onListed={setListed} />
      <ProviderAddress provider={provider} />
      <ProviderProtocol provider={provider} />
      <ProviderModels provider={provider} listed={listed} onListed={setListed} choice={choice} />
      {provider.connection && <Advanced provider={provider} connection={provider.connection} wantsProxy={wantsProxy} />}
      {(provider.origin === 'settings' || provider.origin === 'local') && <ProviderName provider={provider} />}
    </div>
  )
}

function connectionOf({ baseUrl, protocol, connection, key }: ProviderInfo): string {
  return JSON.stringify([baseUrl, protocol, connection, key])
}

function ProviderAddress({ provider }: { readonly provider: ProviderInfo }) {
  const { t } = useTranslation()
  const fieldId = useId()
  if (provider.origin !== 'settings') {
    return (
      <>
        <span className="label">{t('settings.providers.baseUrl')}</span>
        <p className="line selectable">{provider.baseUrl}</p>
      </>
    )
  }
  const noteFor = (typed: string) =>
    provider.key && isOtherServer(provider.baseUrl, typed) ? t('settings.providers.otherServerNote') : null
  return (
    <>
      <label className="label" htmlFor={fieldId}>
        {t('settings.providers.baseUrl')}
      </label>
      <SavedField
        id={fieldId}
        value={provider.baseUrl}
        provider={provider.name}
        placeholder={t('settings.providers.baseUrlPlaceholder')}
        noteFor={noteFor}
        onSave={(baseUrl) => request('providers.change', { id: provider.id, baseUrl })}
      />
    </>
  )
}

function ProviderName({ provider }: { readonly provider: ProviderInfo }) {
  const { t } = useTranslation()
  const fieldId = useId()
  const attempt = useAttempt()
  return (
    <>
      <label className="label" htmlFor={fieldId}>
        {t('settings.providers.name')}
      </label>
      <div>
        <ConfirmLine
          label={t('settings.providers.remove')}
          question={t('settings.providers.removeTitle', { name: provider.name })}
          note={t(provider.key ? 'settings.providers.removeNote' : 'settings.providers.removeNoteNoKey')}
          attempt={attempt}
          onConfirm={() => request('providers.remove', { id: provider.id })}
        >
          <div className="grow">
            <SavedField
              id={fieldId}
              value={provider.name}
              provider={provider.name}
              onSave={(name) => request('providers.change', { id: provider.id, name })}
            />
          </div>
        </ConfirmLine>
      </div>
    </>
  )
}
