import { useId, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../../bridge'
import { useEscape } from '../../../ui/forms/escape'
import { focusWhenShown } from '../../../ui/forms/focus-when-shown'
import { useAttempt } from '../../attempt'
import { ErrorMessage } from '../../error-message'
import { Choice } from './choice'

const longestName = 80

/** The last choice: a name and an address of the user's own. */
export function OtherProvider({ onAdded }: { readonly onAdded: (providerId: string) => void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const choice = useRef<HTMLButtonElement>(null)
  const cancel = () => {
    setOpen(false)
    choice.current?.focus()
  }
  return (
    <Choice
      icon="plus"
      name={t('settings.providers.otherAddress')}
      note={t('settings.providers.otherAddressNote')}
      ref={choice}
      expanded={open}
      onChoose={() => setOpen(!open)}
    >
      {open && <OtherForm onAdded={onAdded} onCancel={cancel} />}
    </Choice>
  )
}

interface OtherFormProps {
  readonly onAdded: (providerId: string) => void
  readonly onCancel: () => void
}

function OtherForm({ onAdded, onCancel }: OtherFormProps) {
  const { t } = useTranslation()
  const id = useId()
  const adding = useAttempt()
  const [name, setName] = useState('')
  const [baseUrl, setBaseUrl] = useState('')

  const add = (event: FormEvent) => {
    event.preventDefault()
    if (adding.pending || !baseUrl.trim()) return
    const shownName = name.trim() || nameFrom(baseUrl.trim())
    void adding.run(async () => {
      const added = await request('providers.add', { presetId: null, name: shownName, baseUrl: baseUrl.trim() })
      onAdded(added.id)
    })
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
            placeholder={t('settings.providers.baseUrlPlaceholder')}
            aria-invalid={adding.error !== null}
            aria-describedby={`${id}-note`}
            onChange={(event) => setBaseUrl(event.target.value)}
          />
        </div>
        <div id={`${id}-note`} className="field-note" aria-live="polite">
          {adding.error ? <ErrorMessage error={adding.error} provider={name} /> : t('settings.providers.baseUrlNote')}
        </div>
      </div>
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
      <div className="line form-end">
        <button type="button" className="button" onClick={onCancel}>
          {t('settings.providers.cancel')}
        </button>
        <button type="submit" className="button primary" disabled={!baseUrl.trim()}>
          {t('settings.providers.addAndContinue')}
        </button>
      </div>
    </form>
  )
}

/** A server that nobody named is called by its host. */
function nameFrom(baseUrl: string): string {
  return (URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl).slice(0, longestName)
}
