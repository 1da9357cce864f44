import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { providerPresets, type ProviderPreset } from '../../../../shared/provider-presets'
import { localServers, type ProviderInfo } from '../../../../shared/providers'
import { focusWhenShown } from '../../../ui/forms/focus-when-shown'
import { Icon } from '../../../ui/icon'
import { useAttempt } from '../../attempt'
import { ErrorMessage } from '../../error-message'
import { AddressChoice } from './address-choice'
import { Choice } from './choice'
import { LocalServers } from './local-servers'
import { findByName, needsAddress } from './preset-list'
import { takeProvider } from './take-provider'

interface AddProviderProps {
  readonly providers: readonly ProviderInfo[]
  /** Called with the id of what was added. */
  readonly onAdded: (providerId: string) => void
}

const servers = localServers.map(({ providerId, name, port }) => ({ id: providerId, name, baseUrl: `:${port}` }))

/** The choice of who else may answer: known names, any address, or servers on this computer. Enter takes the first that is found. */
export function AddProvider({ providers, onAdded }: AddProviderProps) {
  const { t } = useTranslation()
  const [filter, setFilter] = useState('')
  const adding = useAttempt()
  const found = findByName(providerPresets, filter)
  const add = (preset: ProviderPreset): void => {
    if (adding.pending) return
    const { id, name, baseUrl, protocol } = preset
    void adding.run(async () => onAdded(await takeProvider({ presetId: id, name, baseUrl, protocol }, preset)))
  }
  const first = filter.trim() === '' ? undefined : found[0]
  return (
    <div className="add-provider">
      <PresetFilter value={filter} onChange={setFilter} onEnter={() => first && !needsAddress(first) && add(first)} />
      <h2>{t('settings.providers.onlineTitle')}</h2>
      <ul className="choices">
        {found.map((preset) => {
          const words = {
            icon: preset.keyPage ? 'globe' : 'computer',
            name: preset.name,
            note: new URL(preset.baseUrl).host,
            side: providers.some((one) => one.presetId === preset.id) ? t('settings.providers.added') : '',
          } as const
          return needsAddress(preset) ? (
            <AddressChoice key={preset.id} {...words} preset={preset} onAdded={onAdded} />
          ) : (
            <Choice key={preset.id} {...words} onChoose={() => add(preset)} />
          )
        })}
        <AddressChoice
          icon="plus"
          name={t('settings.providers.otherAddress')}
          note={t('settings.providers.otherAddressNote')}
          preset={null}
          onAdded={onAdded}
        />
      </ul>
      <div className="field-note" role="alert">
        {adding.error && <ErrorMessage error={adding.error} />}
      </div>
      {findByName(servers, filter).length > 0 && <LocalServers providers={providers} onAdded={onAdded} />}
    </div>
  )
}

interface PresetFilterProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onEnter: () => void
}

function PresetFilter({ value, onChange, onEnter }: PresetFilterProps) {
  const { t } = useTranslation()
  return (
    <div className="field">
      <Icon name="search" />
      <input
        ref={focusWhenShown}
        value={value}
        spellCheck={false}
        autoComplete="off"
        aria-label={t('settings.providers.findProvider')}
        placeholder={t('settings.providers.findProvider')}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') onEnter()
          if (event.key !== 'Escape' || value === '') return
          event.preventDefault()
          onChange('')
        }}
      />
    </div>
  )
}
