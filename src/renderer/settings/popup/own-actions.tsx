import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../shared/settings'
import { request } from '../../bridge'
import { ToolButton } from '../../ui/tool-button'
import { useAttempt } from '../attempt'
import { ErrorMessage } from '../error-message'

type OwnAction = Settings['popupActions'][number]

const most = 20
const empty: OwnAction = { name: '', prompt: '' }

/** The user's own actions: a name and what is said to the model. Each saves itself when it is left. */
export function OwnActions({ stored }: { readonly stored: readonly OwnAction[] }) {
  const { t } = useTranslation()
  const saving = useAttempt()
  const [drafts, setDrafts] = useState<readonly OwnAction[]>(stored)
  const save = (actions: readonly OwnAction[]): void => {
    // What has no name or no words yet waits until it has both.
    const whole = actions.filter(({ name, prompt }) => name.trim() !== '' && prompt.trim() !== '')
    const popupActions = whole.map(({ name, prompt }) => ({ name, prompt }))
    if (JSON.stringify(popupActions) === JSON.stringify(stored)) return
    void saving.run(() => request('settings.change', { popupActions }))
  }
  const write = (index: number, change: Partial<OwnAction>): void =>
    setDrafts(drafts.map((action, at) => (at === index ? { ...action, ...change } : action)))
  const remove = (index: number): void => {
    const rest = drafts.filter((_, at) => at !== index)
    setDrafts(rest)
    save(rest)
  }
  return (
    <div>
      {drafts.map((action, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- their place is all that tells them apart
        <fieldset key={index} className="own-action">
          <legend className="unseen">{action.name || t('settings.popup.newAction')}</legend>
          <div className="line">
            <div className="field grow">
              <input
                value={action.name}
                maxLength={60}
                placeholder={t('settings.popup.actionName')}
                aria-label={t('settings.popup.actionName')}
                onChange={(event) => write(index, { name: event.target.value })}
                onBlur={() => save(drafts)}
              />
            </div>
            <ToolButton icon="trash" label={t('settings.popup.removeAction')} onClick={() => remove(index)} />
          </div>
          <div className="field area">
            <textarea
              value={action.prompt}
              rows={2}
              maxLength={10_000}
              placeholder={t('settings.popup.actionPlaceholder')}
              aria-label={t('settings.popup.actionPrompt')}
              onChange={(event) => write(index, { prompt: event.target.value })}
              onBlur={() => save(drafts)}
            />
          </div>
        </fieldset>
      ))}
      {drafts.length < most && (
        <button type="button" className="button" onClick={() => setDrafts([...drafts, empty])}>
          {t('settings.popup.addAction')}
        </button>
      )}
      <p className="field-note muted">{t('settings.popup.actionsNote')}</p>
      <div className="field-note" role="alert">
        {saving.error && <ErrorMessage error={saving.error} />}
      </div>
    </div>
  )
}
