import { useCallback, useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelChoice } from '../../../shared/providers'
import { chooseModel, currentChoice, draftKey, useApp } from '../../app-state'
import { later } from '../../later'
import { isForInputMethod } from '../../ui/composing'
import { Icon } from '../../ui/icon'
import { ask, askAgainUnlessAnswered, stopReply } from '../chat-actions'
import { AskError } from './ask-error'
import { ModelPicker } from './model-picker'
import './composer.css'

// It reads markdown, which a new conversation does without.
const quoteButton = later(async () => (await import('./quote/quote-button')).QuoteButton)

interface ComposerProps {
  /** The reply that runs in this conversation. */
  readonly runningReplyId: string | null
  readonly isFollowUp: boolean
}

/** Where questions are typed: keeps what was typed for each conversation, and never loses it to an error. */
export function Composer({ runningReplyId, isFollowUp }: ComposerProps) {
  const { t } = useTranslation()
  const key = useApp((state) => draftKey(state.conversationId))
  const text = useApp((state) => state.drafts[key] ?? '')
  const isGuide = useApp((state) => currentChoice(state).providerId === 'guide')
  const field = useRef<HTMLTextAreaElement>(null)
  const composedAt = useRef(-Infinity)
  useEffect(() => field.current?.focus({ preventScroll: true }), [key])

  const change = (draft: string): void => useApp.setState(({ drafts }) => ({ drafts: { ...drafts, [key]: draft } }))
  const send = (): void => {
    // A second question waits in the field; Stop stands where Send stood.
    if (runningReplyId === null) void ask(text)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return
    if (isForInputMethod(event.nativeEvent, composedAt.current)) return
    event.preventDefault()
    send()
  }
  const placeholder = isFollowUp ? t('composer.followUp') : isGuide ? t('composer.askGuide') : t('composer.ask')
  return (
    <div className="composer-area">
      <div className="column">
        <AskError draftKey={key} onRetry={send} />
        <div className="composer">
          <textarea
            ref={field}
            className="write"
            rows={1}
            value={text}
            placeholder={placeholder}
            aria-label={t('composer.label')}
            onChange={(event) => change(event.target.value)}
            onCompositionEnd={(event) => (composedAt.current = event.timeStamp)}
            onKeyDown={onKeyDown}
          />
          <div className="bar">
            <PickerButton />
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

function PickerButton() {
  const { t } = useTranslation()
  const button = useRef<HTMLButtonElement>(null)
  const isOpen = useApp((state) => state.pickerOpen)
  const pickerFor = useApp((state) => state.pickerFor)
  const choice = useApp(currentChoice)
  const { providerId, model } = choice
  const provider = useApp((state) => state.providers.find((one) => one.id === providerId))
  const isGuide = providerId === 'guide'
  const isKnown = useApp((state) => state.settings !== null)
  const name = isGuide ? t('picker.guide') : model
  const close = useCallback((byKey: boolean) => {
    useApp.setState({ pickerOpen: false, pickerFor: null })
    if (byKey) button.current?.focus()
  }, [])
  // For the moment before main has said who answers, nothing is better than a name that changes.
  if (!isKnown) return null
  return (
    <>
      <button
        ref={button}
        type="button"
        className="plain who"
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-label={t('composer.model', { model: name })}
        // Before the press outside closes it, or the click would open it again.
        onPointerDown={(event) => isOpen && event.stopPropagation()}
        onClick={() => useApp.setState({ pickerOpen: !isOpen, pickerFor: null })}
      >
        {isGuide && <Icon name="book" />}
        <span className="clip">{name}</span>
        {!isGuide && provider && <span className="faint clip">{provider.name}</span>}
        <Icon name="down" />
      </button>
      {isOpen && <ModelPicker selected={choice} onPick={(picked) => void choose(picked, pickerFor)} onClose={close} />}
    </>
  )
}

/** `replyId`: the reply that is asked again with this choice. */
async function choose(choice: ModelChoice, replyId: string | null): Promise<void> {
  await chooseModel(choice)
  if (replyId !== null) askAgainUnlessAnswered(replyId)
}
