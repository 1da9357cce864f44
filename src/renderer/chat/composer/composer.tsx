import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { currentChoice, draftKey, useApp } from '../../app-state'
import { later } from '../../later'
import { Icon } from '../../ui/icon'
import { ask, stopReply } from '../chat-actions'
import { AskError } from './ask-error'
import { PickerButton, PickerList } from './picker-button'
import { WriteField } from './write-field'
import './composer.css'

// It reads markdown, which a new conversation does without.
const quoteButton = later(async () => (await import('./quote/quote-button')).QuoteButton)

interface ComposerProps {
  /** The reply that runs in this conversation. */
  readonly runningReplyId: string | null
  readonly isFollowUp: boolean
}

/** Where questions are typed, with who answers and Send or Stop under it. */
export function Composer({ runningReplyId, isFollowUp }: ComposerProps) {
  const { t } = useTranslation()
  const key = useApp((state) => draftKey(state.conversationId))
  const text = useApp((state) => state.drafts[key] ?? '')
  const isGuide = useApp((state) => currentChoice(state).providerId === 'guide')
  const field = useRef<HTMLTextAreaElement>(null)
  const send = (): void => {
    // A second question waits in the field; Stop stands where Send stood.
    if (runningReplyId === null) void ask(text)
  }
  const placeholder = isFollowUp ? t('composer.followUp') : isGuide ? t('composer.askGuide') : t('composer.ask')
  return (
    <div className="composer-area">
      <div className="column">
        <AskError draftKey={key} onRetry={send} />
        <div className="composer">
          <WriteField field={field} placeholder={placeholder} onSend={send} />
          <div className="bar">
            <PickerButton />
            <PickerList />
            <span className="grow" />
            {runningReplyId === null ? (
              <>
                <span className="hint wide-only">{t('composer.hint')}</span>
                <button
                  type="button"
                  className="send"
                  aria-label={t('composer.send')}
                  title={t('composer.send')}
                  disabled={text.trim() === ''}
                  onClick={send}
                >
                  <Icon name="up" />
                </button>
              </>
            ) : (
              <button type="button" className="stop" onClick={() => void stopReply(runningReplyId)}>
                <Icon name="stop" />
                {t('composer.stop')}
                <kbd>{t('composer.escape')}</kbd>
              </button>
            )}
          </div>
        </div>
      </div>
      {isFollowUp && <quoteButton.Component field={field} />}
    </div>
  )
}
