import { useTranslation } from 'react-i18next'
import { providerPresets, type ProviderInfo, type ProviderPreset } from '../../../../shared/providers'
import { request } from '../../../bridge'
import { useAttempt } from '../../attempt'
import { ErrorMessage } from '../../error-message'
import { Choice } from './choice'
import { LocalServers } from './local-servers'
import { OtherProvider } from './other-provider'

interface AddProviderProps {
  readonly providers: readonly ProviderInfo[]
  /** Called with the id of what was added. */
  readonly onAdded: (providerId: string) => void
}

/** The choice of who else may answer: servers on this computer, known names, or any compatible address. */
export function AddProvider({ providers, onAdded }: AddProviderProps) {
  const { t } = useTranslation()
  const adding = useAttempt()
  const add = (preset: ProviderPreset) =>
    adding.run(async () => {
      const { id } = await request('providers.add', { presetId: preset.id, name: preset.name, baseUrl: preset.baseUrl })
      onAdded(id)
      await request('keys.edit', { providerId: id })
    })
  return (
    <div className="add-provider">
      <h2>{t('settings.providers.onlineTitle')}</h2>
      <ul className="choices">
        {providerPresets.map((preset) => (
          <Choice
            key={preset.id}
            icon="globe"
            name={preset.name}
            note={new URL(preset.baseUrl).host}
            side={providers.some((one) => one.id === preset.id) ? t('settings.providers.added') : ''}
            onChoose={() => adding.pending || void add(preset)}
          />
        ))}
        <OtherProvider onAdded={onAdded} />
      </ul>
      <div className="field-note" role="alert">
        {adding.error && <ErrorMessage error={adding.error} />}
      </div>
      <LocalServers providers={providers} onAdded={onAdded} />
    </div>
  )
}
