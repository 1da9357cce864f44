import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UpdateState } from '../../../shared/updates/update-state'
import { listen, request } from '../../bridge'
import { Checkbox } from '../../ui/forms/checkbox'
import { useAttempt } from '../attempt'
import { ErrorMessage } from '../error-message'

/** Whether Runnel looks for a newer version, what it found, and the one next step. */
export function UpdateRows({ daily }: { readonly daily: boolean }) {
  const { t } = useTranslation()
  const state = useUpdates()
  const asking = useAttempt()
  return (
    <div className="pairs">
      <span className="label">{t('settings.about.updates')}</span>
      <div>
        <label className="line">
          <Checkbox
            checked={daily}
            onChange={(dailyUpdateCheck) => void asking.run(() => request('settings.change', { dailyUpdateCheck }))}
          />
          {t('settings.about.dailyCheck')}
        </label>
        {state && (
          <div className="line">
            <NextStep state={state} act={(step) => void asking.run(() => request(step, {}))} />
            <output className="muted">
              <StateWords state={state} />
            </output>
          </div>
        )}
        <div className="field-note" role="alert">
          {asking.error && <ErrorMessage error={asking.error} />}
        </div>
      </div>
    </div>
  )
}

type Step = 'updates.check' | 'updates.download' | 'updates.install'

function NextStep({ state, act }: { readonly state: UpdateState; readonly act: (step: Step) => void }) {
  const { t } = useTranslation()
  if (state.type === 'unsupported') return null
  const [step, words]: readonly [Step, string] =
    state.type === 'available' || state.type === 'downloading'
      ? ['updates.download', t('settings.about.download', { version: state.version })]
      : state.type === 'ready'
        ? ['updates.install', t('settings.about.install', { version: state.version })]
        : ['updates.check', t(state.type === 'failed' ? 'settings.about.checkAgain' : 'settings.about.check')]
  const isRunning = state.type === 'checking' || state.type === 'downloading'
  return (
    <button type="button" className="button" disabled={isRunning} onClick={() => act(step)}>
      {words}
    </button>
  )
}

function StateWords({ state }: { readonly state: UpdateState }) {
  const { t } = useTranslation()
  if (state.type === 'unknown') return null
  if (state.type === 'failed') return t(`settings.about.updateProblems.${state.problem}`)
  const percent = state.type === 'downloading' ? Math.floor(state.fraction * 100) : 0
  const version = 'version' in state ? state.version : ''
  return t(`settings.about.updateStates.${state.type}`, { version, percent })
}

/** Where updates stand, as it changes; null until main has said so. */
function useUpdates(): UpdateState | null {
  const [state, setState] = useState<UpdateState | null>(null)
  useEffect(() => {
    const undo = listen('updates.changed', setState)
    // Nothing is shown where there is no answer.
    request('updates.get', {}).then(setState, () => undefined)
    return undo
  }, [])
  return state
}
