import type { ProviderInfo } from '../../../../shared/providers'
import { request } from '../../../bridge'
import { Checkbox } from '../../../ui/forms/checkbox'
import { useAttempt } from '../../attempt'
import { ErrorMessage } from '../../error-message'

interface SwitchFieldProps {
  readonly provider: ProviderInfo
  readonly label: string
  readonly note: string
  readonly checked: boolean
  /** What is stored for this answer; null: as it suits the provider. */
  readonly toChange: (checked: boolean) => { readonly streaming?: false | null; readonly background?: true | null }
}

/** Something about a connection that is on or off, saved at once. */
export function SwitchField({ provider, label, note, checked, toChange }: SwitchFieldProps) {
  const saving = useAttempt()
  const change = (on: boolean): void =>
    void saving.run(() => request('providers.change', { id: provider.id, ...toChange(on) }))
  return (
    <>
      <span className="label">{label}</span>
      <div>
        <label className="line">
          <Checkbox checked={checked} onChange={change} />
          {note}
        </label>
        <div className="field-note" role="alert">
          {saving.error && <ErrorMessage error={saving.error} provider={provider.name} />}
        </div>
      </div>
    </>
  )
}
