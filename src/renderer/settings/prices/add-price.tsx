import { useId, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Price } from '../../../shared/settings'
import { useApp } from '../../app-state'
import { useEscape } from '../../ui/forms/escape'
import { focusWhenShown } from '../../ui/forms/focus-when-shown'
import { Icon } from '../../ui/icon'
import { readPrice } from './price-text'

interface AddPriceProps {
  /** Models that have a price already. */
  readonly known: readonly string[]
  /** Resolves to whether it was stored. */
  readonly onAdd: (model: string, price: Price) => Promise<boolean>
}

const nothing = { model: '', input: '', cachedInput: '', output: '' }

/** A button that becomes a row of fields: a price is stored only when it is whole. */
export function AddPrice({ known, onAdd }: AddPriceProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<typeof nothing | null>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const close = (): void => {
    setDraft(null)
    requestAnimationFrame(() => trigger.current?.focus())
  }
  useEscape(draft === null ? null : close)
  if (draft === null) {
    return (
      <button type="button" ref={trigger} className="plain add-price" onClick={() => setDraft(nothing)}>
        <Icon name="plus" />
        {t('settings.prices.add')}
      </button>
    )
  }
  const price = priceFrom(draft)
  const model = draft.model.trim()
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (price && model !== '' && (await onAdd(model, price))) close()
  }
  return (
    <form className="new-price" aria-label={t('settings.prices.add')} noValidate onSubmit={(event) => void add(event)}>
      <ModelField value={draft.model} known={known} onChange={(text) => setDraft({ ...draft, model: text })} />
      {(['input', 'cachedInput', 'output'] as const).map((kind) => (
        <div key={kind} className={readPrice(draft[kind]) === undefined ? 'field is-bad' : 'field'}>
          <input
            value={draft[kind]}
            inputMode="decimal"
            autoComplete="off"
            aria-label={t(`settings.prices.${kind}`)}
            placeholder={t(`settings.prices.${kind}`)}
            onChange={(event) => setDraft({ ...draft, [kind]: event.target.value })}
          />
        </div>
      ))}
      <div className="line">
        <button type="submit" className="button" disabled={!price || model === ''}>
          {t('settings.providers.addModelButton')}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('settings.providers.cancel')}
        </button>
      </div>
    </form>
  )
}

interface ModelFieldProps {
  readonly value: string
  readonly known: readonly string[]
  readonly onChange: (value: string) => void
}

function ModelField({ value, known, onChange }: ModelFieldProps) {
  const { t } = useTranslation()
  const listId = useId()
  const providers = useApp((state) => state.providers)
  const models = new Set(providers.filter((one) => one.protocol !== 'guide').flatMap((one) => one.models))
  return (
    <div className="field model">
      <input
        ref={focusWhenShown}
        value={value}
        maxLength={200}
        list={listId}
        spellCheck={false}
        autoComplete="off"
        aria-label={t('settings.prices.model')}
        placeholder={t('settings.prices.model')}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={listId}>
        {[...models]
          .filter((model) => !known.includes(model))
          .map((model) => (
            <option key={model} value={model}>
              {model}
            </option>
          ))}
      </datalist>
    </div>
  )
}

/** The price that these fields say, or null while one that is needed is missing or none is a number. */
function priceFrom(draft: typeof nothing): Price | null {
  const [input, output, cachedInput] = [draft.input, draft.output, draft.cachedInput].map(readPrice)
  if (typeof input !== 'number' || typeof output !== 'number' || cachedInput === undefined) return null
  return cachedInput === null ? { input, output } : { input, output, cachedInput }
}
