import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model, ModelChoice, ProviderInfo } from '../../../shared/providers'
import { Checkbox } from '../../ui/forms/checkbox'
import { focusWhenShown } from '../../ui/forms/focus-when-shown'
import { formatSize } from '../../ui/format'
import { Icon } from '../../ui/icon'
import { useAttempt } from '../attempt'
import { ErrorMessage } from '../error-message'
import { AddModel } from './add-model'
import { foldAbove } from './model-list'
import { listModels, useOfferedModels, type OfferedModels } from './offered-models'
import { providerName } from './provider-list'

interface ProviderModelsProps {
  readonly provider: ProviderInfo
  /** What the provider listed last; null before it was asked. */
  readonly listed: readonly Model[] | null
  readonly onListed: (models: readonly Model[]) => void
  readonly choice: ModelChoice | null
}

/** Which of a provider's models are offered, with what it lists and what was added by name. */
export function ProviderModels({ provider, listed, onListed, choice }: ProviderModelsProps) {
  const { t } = useTranslation()
  const labelId = useId()
  const refreshing = useAttempt()
  const models = useOfferedModels(provider, listed)
  const editable = provider.origin === 'settings'
  const failure = models.saving.error ?? refreshing.error
  const refresh = () => refreshing.run(async () => onListed(await listModels(provider)))
  return (
    <>
      <span className="label" id={labelId}>
        {t('settings.providers.models')}
      </span>
      <div>
        {models.unfolded && <ModelFilter models={models} />}
        <ul className="models" aria-labelledby={labelId}>
          {models.shown.map((id) => (
            <ModelRow
              key={id}
              id={id}
              isDefault={choice?.providerId === provider.id && choice.model === id}
              sizeBytes={listed?.find((model) => model.id === id)?.sizeBytes}
              ticked={models.offered.includes(id)}
              onToggle={editable ? () => models.toggle(id) : null}
            />
          ))}
          {models.shown.length === 0 && (
            <li className="model muted">
              {t(models.total === 0 ? 'settings.providers.noModels' : 'picker.noMatches')}
            </li>
          )}
        </ul>
        <div className="line under-models">
          <button
            type="button"
            className="plain"
            aria-disabled={refreshing.pending}
            onClick={() => refreshing.pending || void refresh()}
          >
            <Icon name="retry" />
            {t(refreshing.pending ? 'settings.providers.refreshing' : 'settings.providers.refresh')}
          </button>
          {models.total > foldAbove && (
            <button
              type="button"
              className="plain"
              aria-expanded={models.unfolded}
              onClick={() => models.unfold(!models.unfolded)}
            >
              {models.unfolded
                ? t('settings.providers.showFewer')
                : t('settings.providers.showAll', { count: models.total })}
            </button>
          )}
          {editable && <AddModel onAdd={models.add} />}
        </div>
        {editable && models.total > 0 && models.offered.length === 0 && (
          <p className="note">
            <Icon name="info" />
            <span>{t('settings.providers.modelsNote')}</span>
          </p>
        )}
        <div className="field-note" role="alert">
          {failure && <ErrorMessage error={failure} provider={providerName(provider, t)} />}
        </div>
      </div>
    </>
  )
}

interface ModelRowProps {
  readonly id: string
  readonly isDefault: boolean
  readonly sizeBytes: number | undefined
  readonly ticked: boolean
  /** Null where the provider alone decides what is offered. */
  readonly onToggle: (() => void) | null
}

function ModelRow({ id, isDefault, sizeBytes, ticked, onToggle }: ModelRowProps) {
  const { t } = useTranslation()
  return (
    <li>
      <label className="model">
        {onToggle && <Checkbox checked={ticked} onChange={onToggle} />}
        <span className="grow clip" title={id}>
          {id}
          {isDefault && <span className="faint"> · {t('settings.providers.default')}</span>}
        </span>
        {sizeBytes !== undefined && <span className="faint">{formatSize(sizeBytes)}</span>}
      </label>
    </li>
  )
}

function ModelFilter({ models }: { readonly models: OfferedModels }) {
  const { t } = useTranslation()
  return (
    <div className="field model-filter">
      <Icon name="search" />
      <input
        type="text"
        ref={focusWhenShown}
        value={models.filter}
        spellCheck={false}
        autoComplete="off"
        aria-label={t('settings.providers.filterModels')}
        placeholder={t('settings.providers.filterModels')}
        onChange={(event) => models.setFilter(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || models.filter === '' || event.nativeEvent.isComposing) return
          event.preventDefault()
          models.setFilter('')
        }}
      />
    </div>
  )
}
