import { useTranslation } from 'react-i18next'
import type { ContextKind } from '../../shared/popup/popup-question'
import { stopReply } from '../chat/chat-actions'
import { PickerButton } from '../chat/composer/picker-button'
import { Icon } from '../ui/icon'
import { ToolButton } from '../ui/tool-button'
import { copyAnswer, useCopied } from './copy-answer'
import { focusField } from './follow-main'
import { openInMain } from './popup-keys'
import { askForContext, removeContext, usePopup } from './popup-state'

/** Under a question that has not been asked: what to add to it, who answers, and what the keys do. */
export function AskBar() {
  const { t } = useTranslation()
  const hasContext = usePopup((state) => state.contexts.length > 0)
  return (
    <div className="bar">
      <ContextButtons />
      <PickerButton />
      <span className="grow" />
      {hasContext ? (
        <span className="bar-note faint">{t('popup.onlyShown')}</span>
      ) : (
        <span className="key-hints faint" aria-hidden="true">
          <KeyHint name="/" words={t('popup.hintActions')} />
          <KeyHint name="↑" words={t('popup.hintEarlier')} />
          <KeyHint name={t('composer.escape')} words={t('popup.hintHide')} />
        </span>
      )}
    </div>
  )
}

/** Under an answer: Stop while it comes, Copy, and the way to the main window. */
export function ReplyBar({ runningReplyId }: { readonly runningReplyId: string | null }) {
  const { t } = useTranslation()
  const { copied } = useCopied()
  const isMac = document.documentElement.dataset['platform'] === 'mac'
  return (
    <div className="bar">
      {runningReplyId === null ? (
        <ContextButtons />
      ) : (
        <button type="button" className="stop" onClick={() => void stopReply(runningReplyId)}>
          <Icon name="stop" />
          {t('composer.stop')}
          <kbd>{t('composer.escape')}</kbd>
        </button>
      )}
      <button type="button" className="plain copy-answer" onClick={() => void copyAnswer()}>
        <Icon name={copied ? 'check' : 'copy'} />
        <span className="can-go">{copied ? t('chat.copied') : t('popup.copy')}</span>
      </button>
      {runningReplyId === null && <PickerButton />}
      <span className="grow" />
      <button type="button" className="plain" onClick={openInMain}>
        <Icon name="open" />
        {t('popup.openInMain')}
        <span className="keys" aria-hidden="true">
          <kbd>{isMac ? '⌘' : 'Ctrl'}</kbd>
          <kbd>↵</kbd>
        </span>
      </button>
    </div>
  )
}

function ContextButtons() {
  const { t } = useTranslation()
  const isLinux = document.documentElement.dataset['platform'] === 'linux'
  return (
    <span className="context-buttons">
      <ContextButton kind="clipboard" label={t('popup.addClipboard')} />
      {isLinux && <ContextButton kind="selection" label={t('popup.addSelection')} />}
    </span>
  )
}

function ContextButton({ kind, label }: { readonly kind: ContextKind; readonly label: string }) {
  const isOn = usePopup((state) => state.contexts.some((context) => context.kind === kind))
  const press = (): void => {
    if (isOn) removeContext(kind)
    else void askForContext(kind)
    focusField()
  }
  return <ToolButton icon={kind} className={isOn ? 'is-on' : ''} label={label} aria-pressed={isOn} onClick={press} />
}

function KeyHint({ name, words }: { readonly name: string; readonly words: string }) {
  return (
    <span>
      <kbd>{name}</kbd> {words}
    </span>
  )
}
