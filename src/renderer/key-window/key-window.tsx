import { useEffect, useId, useRef, useState, type FormEvent, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../shared/ipc'
import { request } from '../bridge'
import { Checkbox } from '../ui/forms/checkbox'
import { useEscape } from '../ui/forms/escape'
import { Icon } from '../ui/icon'
import { useFittingWindow } from './fit-window'
import { useKeySending, type KeySending } from './key-sending'
import { KeyProblem } from './key-problem'

type Owner = OutputOf<'key-window.get'>

/** The window in which one provider's key is typed. */
export function KeyWindow() {
  const { t } = useTranslation()
  const owner = useOwner()
  const provider = owner?.providerName ?? ''
  const form = useRef<HTMLFormElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useFittingWindow(form)
  const keys = useKeySending({
    read: () => field.current?.value ?? '',
    clear: () => {
      if (field.current) field.current.value = ''
    },
  })
  const { step, error, sessionOnly } = keys.entry
  const [empty, setEmpty] = useState(true)
  useEscape(keys.cancel)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    // A key that met the keychain has passed its test already.
    void keys.send({ test: step === 'type', sessionOnly })
  }
  return (
    <form ref={form} className="key-window" onSubmit={submit} aria-busy={keys.entry.sending} noValidate>
      <h1 className="titlebar">
        <span className="clip">{owner && t('keyWindow.title', { provider })}</span>
      </h1>
      <KeyField field={field} keys={keys} onChange={setEmpty} />
      <div role="alert">{error && <KeyProblem keys={keys} error={error} provider={provider} />}</div>
      {keys.entry.offersSession && <SessionOnly keys={keys} />}
      <Foot keys={keys} keyPage={owner?.keyPage ?? null} empty={empty} />
    </form>
  )
}

interface KeyFieldProps {
  readonly field: RefObject<HTMLInputElement | null>
  readonly keys: KeySending
  readonly onChange: (empty: boolean) => void
}

/** Stays in the page while it is hidden: the typed key is nowhere else. */
function KeyField({ field, keys, onChange }: KeyFieldProps) {
  const { t } = useTranslation()
  const id = useId()
  const { step, error } = keys.entry
  // As the window opens, and after a failure: what is typed next takes the place of what was refused.
  useEffect(() => {
    if (step === 'type') field.current?.select()
  }, [error, step, field])
  return (
    <div className="key-field" hidden={step === 'keychain'}>
      <label htmlFor={id}>{t('keyWindow.key')}</label>
      <div className={error?.code === 'auth' ? 'field is-bad' : 'field'}>
        <input
          id={id}
          ref={field}
          type="password"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={10_000}
          aria-invalid={error?.code === 'auth'}
          aria-describedby={`${id}-note`}
          onInput={(event) => onChange(event.currentTarget.value.trim() === '')}
        />
      </div>
      <p className="note" id={`${id}-note`}>
        <Icon name="lock" />
        <span>{t(keys.entry.sessionOnly ? 'keyWindow.sessionOnlyNote' : 'keyWindow.note')}</span>
      </p>
    </div>
  )
}

function SessionOnly({ keys }: { readonly keys: KeySending }) {
  const { t } = useTranslation()
  return (
    <label className="session-only">
      <Checkbox checked={keys.entry.sessionOnly} onChange={keys.setSessionOnly} />
      <span>
        {t('keyWindow.sessionOnly')}
        <span className="muted">{t('keyWindow.sessionOnlyNote')}</span>
      </span>
    </label>
  )
}

interface FootProps {
  readonly keys: KeySending
  readonly keyPage: string | null
  readonly empty: boolean
}

function Foot({ keys, keyPage, empty }: FootProps) {
  const { t } = useTranslation()
  const { step, sending, sessionOnly } = keys.entry
  const primary = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (step === 'keychain') primary.current?.focus()
  }, [step])
  const label = step === 'keychain' ? 'keyWindow.useOnce' : 'keyWindow.testAndSave'
  return (
    <div className="foot">
      {step === 'keychain' ? (
        <button
          type="button"
          className="plain"
          disabled={sending}
          onClick={() => void keys.send({ test: false, sessionOnly: false })}
        >
          {t('keyWindow.tryAgain')}
        </button>
      ) : (
        <KeyPageLink keyPage={keyPage} />
      )}
      <span className="grow" />
      <button type="button" className="button" onClick={keys.cancel}>
        {t('keyWindow.cancel')}
      </button>
      <button
        type="submit"
        ref={primary}
        className="button primary"
        disabled={empty || (step === 'keychain' && !sessionOnly)}
        aria-disabled={sending}
      >
        {t(sending && keys.entry.tested ? 'keyWindow.testing' : label)}
      </button>
    </div>
  )
}

function KeyPageLink({ keyPage }: { readonly keyPage: string | null }) {
  const { t } = useTranslation()
  if (keyPage === null) return null
  return (
    <a
      href={keyPage}
      onClick={(event) => {
        event.preventDefault()
        // A refused link has nothing to say that would help here.
        request('link.open', { url: keyPage }).catch(() => undefined)
      }}
    >
      {t('keyWindow.getKey')}
    </a>
  )
}

/** Whose key it is; null until main has said so. */
function useOwner(): Owner | null {
  const [owner, setOwner] = useState<Owner | null>(null)
  useEffect(() => {
    // Without an answer the window has no title and no link, and works.
    request('key-window.get', {}).then(setOwner, () => undefined)
  }, [])
  return owner
}
