import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeyInfo, ProviderInfo } from '../../../shared/providers'
import { request } from '../../bridge'
import { Icon } from '../../ui/icon'
import { useAttempt } from '../attempt'
import { ConfirmLine } from '../confirm-line'
import { ErrorMessage } from '../error-message'
import { useKeepFocus } from '../keep-focus'

/** A provider's key: its last four characters, where it is kept, and what can be done with it. */
export function ProviderKey({ provider }: { readonly provider: ProviderInfo }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  useKeepFocus(box, provider.key)
  return (
    <>
      <span className="label">{t('settings.providers.key')}</span>
      <div ref={box}>
        {provider.key ? <HeldKey provider={provider} info={provider.key} /> : <NoKey provider={provider} />}
      </div>
    </>
  )
}

const keptWords = {
  keyring: 'settings.providers.keptByKeyring',
  session: 'settings.providers.keptForSession',
  environment: 'settings.providers.keptInEnvironment',
} as const

function HeldKey({ provider, info }: { readonly provider: ProviderInfo; readonly info: KeyInfo }) {
  const { t } = useTranslation()
  const edit = useAttempt()
  const remove = useAttempt()
  const masked = <MaskedKey lastFour={info.lastFour} />
  return (
    <>
      {info.storage === 'environment' ? (
        <div className="line">{masked}</div>
      ) : (
        <ConfirmLine
          label={t('settings.providers.removeKey')}
          question={t('settings.providers.removeKeyTitle')}
          attempt={remove}
          onConfirm={() => request('keys.remove', { providerId: provider.id })}
        >
          {masked}
          <EditKeyButton provider={provider} label={t('settings.providers.replaceKey')} attempt={edit} />
        </ConfirmLine>
      )}
      {edit.error && <ErrorMessage error={edit.error} provider={provider.name} />}
      <p className="note">
        <Icon name="lock" />
        <span>{t(keptWords[info.storage])}</span>
      </p>
    </>
  )
}

function NoKey({ provider }: { readonly provider: ProviderInfo }) {
  const { t } = useTranslation()
  const edit = useAttempt()
  if (provider.origin === 'local') {
    return (
      <>
        <p className="line">{t('settings.providers.noKeyNeeded')}</p>
        <p className="note">
          <Icon name="computer" />
          <span>{t('settings.providers.localNote')}</span>
        </p>
      </>
    )
  }
  return (
    <>
      <div className="line">
        <span className="grow faint">{t('settings.providers.noKey')}</span>
        <EditKeyButton provider={provider} label={t('settings.providers.addKey')} attempt={edit} />
      </div>
      {edit.error && <ErrorMessage error={edit.error} provider={provider.name} />}
    </>
  )
}

function MaskedKey({ lastFour }: { readonly lastFour: string }) {
  const { t } = useTranslation()
  return (
    <span className="grow key-tail">
      <span className="unseen">{t('settings.providers.keyEnding', { lastFour })}</span>
      <span aria-hidden="true">
        <span className="faint">••••••••</span>
        {lastFour && ` …${lastFour}`}
      </span>
    </span>
  )
}

interface EditKeyButtonProps {
  readonly provider: ProviderInfo
  readonly label: string
  readonly attempt: ReturnType<typeof useAttempt>
}

function EditKeyButton({ provider, label, attempt }: EditKeyButtonProps) {
  return (
    <button
      type="button"
      className="button"
      onClick={() => void attempt.run(() => request('keys.edit', { providerId: provider.id }))}
    >
      {label}
    </button>
  )
}
