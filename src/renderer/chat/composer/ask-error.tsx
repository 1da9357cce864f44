import { useTranslation } from 'react-i18next'
import { errorWords } from '../../../shared/error-words'
import { currentChoice, useApp, without } from '../../app-state'
import { request } from '../../bridge'
import { errorText, showFailure } from '../../failures'
import { Icon } from '../../ui/icon'
import { ToolButton } from '../../ui/tool-button'
import { ErrorDetails } from '../reply/notice/error-details'

interface AskErrorProps {
  readonly draftKey: string
  readonly onRetry: () => void
}

/** Why a question could not be sent, over the composer that still holds it. */
export function AskError({ draftKey, onRetry }: AskErrorProps) {
  const { t } = useTranslation()
  const error = useApp((state) => state.askErrors[draftKey])
  const choice = useApp(currentChoice)
  const provider = useApp((state) => state.providers.find((one) => one.id === choice.providerId)?.name)
  if (!error) return null
  const { title, hint } = errorText(error, { provider: provider ?? choice.providerId, model: choice.model })
  const dismiss = (): void => useApp.setState(({ askErrors }) => ({ askErrors: without(askErrors, draftKey) }))
  return (
    <div className="notice error" role="alert">
      <Icon name="warning" />
      <div className="words">
        <p>{title}</p>
        <ErrorDetails error={error} before={hint} />
      </div>
      <div className="do">
        {errorWords(error).action === 'show-folder' && (
          <button
            type="button"
            className="button small"
            onClick={() => {
              request('folder.show', {}).catch(showFailure)
            }}
          >
            {t('errorActions.show-folder')}
          </button>
        )}
        <button type="button" className="button small primary" onClick={onRetry}>
          {t('chat.tryAgain')}
        </button>
        <ToolButton icon="close" label={t('composer.dismiss')} onClick={dismiss} />
      </div>
    </div>
  )
}
