import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Prices as PriceRecord } from '../../../shared/prices'
import type { Price } from '../../../shared/settings'
import { without } from '../../app-state'
import { request } from '../../bridge'
import { ToolButton } from '../../ui/tool-button'
import { useAttempt } from '../attempt'
import { ErrorMessage } from '../error-message'
import { SavedField } from '../saved-field'
import { AddPrice } from './add-price'
import { priceText, readPrice } from './price-text'
import './prices.css'

const kinds = ['input', 'cachedInput', 'output'] as const

/** What models cost, as the user entered it: a row for each, which saves itself. */
export function Prices({ prices }: { readonly prices: PriceRecord }) {
  const { t } = useTranslation()
  const labelId = useId()
  const saving = useAttempt()
  const save = (changed: PriceRecord) => request('settings.change', { prices: changed })
  const models = Object.keys(prices)
  return (
    <>
      <span className="label" id={labelId}>
        {t('settings.prices.title')}
      </span>
      <div>
        <p className="field-note prices-note">{t('settings.prices.note')}</p>
        {models.length > 0 && (
          <div className="price price-head" aria-hidden="true">
            <span>{t('settings.prices.model')}</span>
            {kinds.map((kind) => (
              <span key={kind}>{t(`settings.prices.${kind}`)}</span>
            ))}
          </div>
        )}
        <ul aria-labelledby={labelId}>
          {Object.entries(prices).map(([model, price]) => (
            <PriceRow
              key={model}
              model={model}
              price={price}
              onChange={(changed) => save({ ...prices, [model]: changed })}
              onRemove={() => void saving.run(() => save(without(prices, model)))}
            />
          ))}
        </ul>
        <AddPrice known={models} onAdd={(model, price) => saving.run(() => save({ ...prices, [model]: price }))} />
        <div className="field-note" role="alert">
          {saving.error && <ErrorMessage error={saving.error} />}
        </div>
      </div>
    </>
  )
}

interface PriceRowProps {
  readonly model: string
  readonly price: Price
  readonly onChange: (price: Price) => Promise<unknown>
  readonly onRemove: () => void
}

function PriceRow({ model, price, onChange, onRemove }: PriceRowProps) {
  const { t } = useTranslation()
  const change = (kind: (typeof kinds)[number], text: string): Promise<unknown> => {
    const value = readPrice(text)
    if (typeof value === 'number') return onChange({ ...price, [kind]: value })
    // The one field that may be empty: cached tokens then cost what others do.
    return onChange({ input: price.input, output: price.output })
  }
  const refuse = (kind: (typeof kinds)[number], text: string): string | null => {
    const value = readPrice(text)
    const isMissing = value === null && kind !== 'cachedInput'
    return value === undefined || isMissing ? t('settings.prices.refused') : null
  }
  return (
    <li className="price">
      <span className="clip" title={model}>
        {model}
      </span>
      {kinds.map((kind) => (
        <SavedField
          key={kind}
          label={t('settings.prices.of', { kind: t(`settings.prices.${kind}`), model })}
          value={priceText(price[kind])}
          refuse={(text) => refuse(kind, text)}
          onSave={(text) => change(kind, text)}
        />
      ))}
      <ToolButton icon="close" label={t('settings.prices.remove', { model })} onClick={onRemove} />
    </li>
  )
}
