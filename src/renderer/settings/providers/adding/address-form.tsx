import { useId, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProviderPreset } from '../../../../shared/provider-presets'
import { useEscape } from '../../../ui/forms/escape'
import { focusWhenShown } from '../../../ui/forms/focus-when-shown'
import { Select } from '../../../ui/forms/select'
import { useAttempt } from '../../attempt'
import { ErrorMessage } from '../../error-message'
import { protocolOptions, type WireProtocol } from '../protocol-names'
import { takeProvider } from './take-provider'

const longestName = 80

interface AddressFormProps {
  /** Null: any server; else one whose address only the user knows. */
  readonly preset: ProviderPreset | null
  readonly onAdded: (providerId: string) => void
  readonly onCancel: () => void
}

/** The address of a server, how it is spoken to, and a name for it. */
export function AddressForm({ preset, onAdded, onCancel }: AddressFormProps) {
  const { t } = useTranslation()
  const id = useId()
  const adding = useAttempt()
  const [name, setName] = useState(preset?.name ?? '')
  const [baseUrl, setBaseUrl] = useState('')
  const [protocol, setProtocol] = useState<WireProtocol>(preset?.protocol ?? 'openai-chat')

  const add = (event: FormEvent): void => {
    event.preventDefault()
    const address = baseUrl.trim()
    if (adding.pending || !address) return
    const shownName = name.trim() || nameFrom(address)
    const provider = { presetId: preset?.id ?? null, name: shownName, baseUrl: address, protocol }
    void adding.run(async () => onAdded(await takeProvider(provider, preset)))
  }
  useEscape(onCancel)
  return (
    <form className="pairs other-form" onSubmit={add} noValidate>
      <label className="label" htmlFor={`${id}-url`}>
        {t('settings.providers.baseUrl')}
      </label>
      <div>
        <div className={adding.error ? 'field is-bad' : 'field'}>
          <input
            id={`${id}-url`}
            ref={focusWhenShown}
            value={baseUrl}
            spellCheck={false}
            autoComplete="off"
            placeholder={preset?.baseUrl ?? t('settings.providers.baseUrlPlaceholder')}
            aria-invalid={adding.error !== null}
            aria-describedby={`${id}-note`}
            onChange={(event) => setBaseUrl(event.target.value)}
          />
        </div>
        <div id={`${id}-note`} className="field-note" aria-live="polite">
          {adding.error ? <ErrorMessage error={adding.error} provider={name} /> : !preset && <AddressNote />}
        </div>
      </div>
      {!preset && (
        <>
          <label className="label" htmlFor={`${id}-protocol`}>
            {t('settings.connection.protocol')}
          </label>
          <div>
            <Select id={`${id}-protocol`} value={protocol} options={protocolOptions} onChange={setProtocol} />
          </div>
        </>
      )}
      <label className="label" htmlFor={`${id}-name`}>
        {t('settings.providers.name')}
      </label>
      <div className="field">
        <input
          id={`${id}-name`}
          value={name}
          maxLength={longestName}
          autoComplete="off"
          placeholder={URL.canParse(baseUrl) ? nameFrom(baseUrl) : t('settings.providers.namePlaceholder')}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <FormEnd ready={baseUrl.trim() !== ''} onCancel={onCancel} />
    </form>
  )
}

function AddressNote() {
  const { t } = useTranslation()
  return t('settings.providers.baseUrlNote')
}

function FormEnd({ ready, onCancel }: { readonly ready: boolean; readonly onCancel: () => void }) {
  const { t } = useTranslation()
  return (
    <div className="line form-end">
      <button type="button" className="button" onClick={onCancel}>
        {t('settings.providers.cancel')}
      </button>
      <button type="submit" className="button primary" disabled={!ready}>
        {t('settings.providers.addAndContinue')}
      </button>
    </div>
  )
}

/** A server that nobody named is called by its host. */
function nameFrom(baseUrl: string): string {
  return (URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl).slice(0, longestName)
}
