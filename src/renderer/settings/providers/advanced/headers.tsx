import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../../bridge'
import { useEscape } from '../../../ui/forms/escape'
import { focusWhenShown } from '../../../ui/forms/focus-when-shown'
import { Icon } from '../../../ui/icon'
import { ToolButton } from '../../../ui/tool-button'
import { useAttempt } from '../../attempt'
import { ErrorMessage } from '../../error-message'
import { SavedField } from '../../saved-field'
import type { ConnectionProps } from './connection-props'
import { isHeaderName, withHeader, withoutHeader, type HeaderRecord } from './header-record'

/** Headers that go with every request. A stored value is never shown again: it can be replaced or removed. */
export function Headers({ provider, connection }: ConnectionProps) {
  const { t } = useTranslation()
  const labelId = useId()
  const saving = useAttempt()
  const { headers = {} } = connection
  const save = (changed: HeaderRecord): Promise<null> =>
    request('providers.change', { id: provider.id, headers: Object.keys(changed).length > 0 ? changed : null })
  return (
    <>
      <span className="label" id={labelId}>
        {t('settings.connection.headers')}
      </span>
      <div>
        <ul className="headers" aria-labelledby={labelId}>
          {Object.entries(headers).map(([name, masked]) => (
            <li key={name} className="header">
              <span className="name clip" title={name}>
                {name}
              </span>
              <SavedField
                value=""
                label={t('settings.connection.valueOf', { name })}
                placeholder={masked}
                provider={provider.name}
                onSave={(value) => save({ ...headers, [name]: value })}
              />
              <ToolButton
                icon="close"
                label={t('settings.connection.removeHeader', { name })}
                onClick={() => void saving.run(() => save(withoutHeader(headers, name)))}
              />
            </li>
          ))}
        </ul>
        <AddHeader onAdd={(name, value) => saving.run(() => save(withHeader(headers, name, value)))} />
        <div className="field-note" role="alert">
          {saving.error && <ErrorMessage error={saving.error} provider={provider.name} />}
        </div>
      </div>
    </>
  )
}

/** A button that becomes two fields. `onAdd` resolves to whether it was stored. */
function AddHeader({ onAdd }: { readonly onAdd: (name: string, value: string) => Promise<boolean> }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<{ readonly name: string; readonly value: string } | null>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const close = (): void => {
    setDraft(null)
    requestAnimationFrame(() => trigger.current?.focus())
  }
  useEscape(draft === null ? null : close)
  if (draft === null) {
    return (
      <button
        type="button"
        ref={trigger}
        className="plain add-header"
        onClick={() => setDraft({ name: '', value: '' })}
      >
        <Icon name="plus" />
        {t('settings.connection.addHeader')}
      </button>
    )
  }
  const ready = isHeaderName(draft.name.trim()) && draft.value.trim() !== ''
  const add = async (): Promise<void> => {
    if (ready && (await onAdd(draft.name.trim(), draft.value.trim()))) close()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) void add()
  }
  const field = { spellCheck: false, autoComplete: 'off', onKeyDown } as const
  const bad = draft.name.trim() !== '' && !isHeaderName(draft.name.trim())
  return (
    <div className="line new-header">
      <div className={bad ? 'field is-bad' : 'field'}>
        <input
          {...field}
          ref={focusWhenShown}
          value={draft.name}
          maxLength={200}
          aria-label={t('settings.connection.headerName')}
          aria-invalid={bad}
          placeholder={t('settings.connection.headerName')}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        />
      </div>
      <div className="field grow">
        <input
          {...field}
          value={draft.value}
          maxLength={4000}
          aria-label={t('settings.connection.headerValue')}
          placeholder={t('settings.connection.headerValue')}
          onChange={(event) => setDraft({ ...draft, value: event.target.value })}
        />
      </div>
      <button type="button" className="button" disabled={!ready} onClick={() => void add()}>
        {t('settings.providers.addModelButton')}
      </button>
      <button type="button" className="button" onClick={close}>
        {t('settings.providers.cancel')}
      </button>
    </div>
  )
}
