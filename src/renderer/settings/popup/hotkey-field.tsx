import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HotkeyInfo } from '../../../shared/popup/hotkey-info'
import { request } from '../../bridge'
import { showFailure } from '../../failures'
import { useAttempt } from '../attempt'
import { ErrorMessage } from '../error-message'
import { keyCaps, pressedHotkey } from './accelerator'

interface HotkeyFieldProps {
  readonly info: HotkeyInfo
  readonly onChanged: () => void
}

type Problem =
  | { readonly kind: 'taken' | 'impossible'; readonly accelerator: string }
  | { readonly kind: 'needs-modifier' }

/** The hotkey, changed by pressing another one. When that cannot be had, it says so at once and keeps the old one. */
export function HotkeyField({ info, onChanged }: HotkeyFieldProps) {
  const { t } = useTranslation()
  const noteId = useId()
  const isMac = document.documentElement.dataset['platform'] === 'mac'
  const [recording, setRecording] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const attempt = useAttempt()
  const change = async (accelerator: string): Promise<void> => {
    setRecording(false)
    setProblem(null)
    await attempt.run(async () => {
      const answer = await request('hotkey.change', { accelerator })
      if (answer.problem) setProblem({ kind: answer.problem, accelerator })
    })
    onChanged()
  }
  useRecording(recording, {
    onPress: (press) => {
      const pressed = pressedHotkey(press, isMac)
      if (pressed.kind === 'needs-modifier') setProblem(pressed)
      else if (pressed.kind === 'hotkey') void change(pressed.accelerator)
    },
    onCancel: () => {
      setRecording(false)
      setProblem(null)
    },
  })
  const inWords = (accelerator: string): string => keyCaps(accelerator, isMac).join(isMac ? '' : '+')
  const words = problem
    ? t(`settings.popup.problems.${problem.kind}`, {
        keys: 'accelerator' in problem ? inWords(problem.accelerator) : '',
        old: info.accelerator === '' ? t('settings.popup.none') : inWords(info.accelerator),
      })
    : !recording && info.problem
      ? t(`settings.popup.startProblems.${info.problem}`, { keys: inWords(info.accelerator) })
      : null
  return (
    <div>
      <div className="line hotkey">
        <button
          ref={button}
          type="button"
          className={recording ? 'button hotkey-button is-recording' : 'button hotkey-button'}
          aria-label={t('settings.popup.hotkeyLabel', { keys: inWords(info.accelerator) || t('settings.popup.none') })}
          aria-describedby={noteId}
          onClick={() => setRecording(!recording)}
          onBlur={() => setRecording(false)}
        >
          {recording ? (
            <span className="muted">{t('settings.popup.press')}</span>
          ) : info.accelerator === '' ? (
            <span className="muted">{t('settings.popup.none')}</span>
          ) : (
            <span className="keys">
              {keyCaps(info.accelerator, isMac).map((cap) => (
                <kbd key={cap}>{cap}</kbd>
              ))}
            </span>
          )}
        </button>
        {!recording && info.accelerator !== '' && (
          <button type="button" className="button" onClick={() => void change('')}>
            {t('settings.popup.useNone')}
          </button>
        )}
      </div>
      <div id={noteId} className="field-note" role="alert">
        {attempt.error ? <ErrorMessage error={attempt.error} /> : words && <p className="problem">{words}</p>}
      </div>
    </div>
  )
}

interface Recording {
  readonly onPress: (event: KeyboardEvent) => void
  readonly onCancel: () => void
}

/** Takes every key while it records, the hotkey of now among them. Escape gives up. */
function useRecording(recording: boolean, listeners: Recording): void {
  const latest = useRef(listeners)
  useEffect(() => {
    latest.current = listeners
  })
  useEffect(() => {
    if (!recording) return
    const pause = (paused: boolean): void => void request('hotkey.pause', { paused }).catch(showFailure)
    const press = (event: KeyboardEvent): void => {
      event.preventDefault()
      event.stopPropagation()
      const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey
      if (event.key === 'Escape' && isPlain) latest.current.onCancel()
      else latest.current.onPress(event)
    }
    pause(true)
    window.addEventListener('keydown', press, true)
    return () => {
      window.removeEventListener('keydown', press, true)
      pause(false)
    }
  }, [recording])
}
