import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../shared/conversation'
import { ToolButton } from '../../ui/tool-button'
import { branchPlace } from '../turns'
import { showBranch } from './message-actions'
import './messages.css'

type Step = 'previous' | 'next'

/** "‹ 2/3 ›" under a message that has siblings; nothing under any other. Left and right arrow keys in it switch too. */
export function BranchSwitcher({ message }: { readonly message: Message }) {
  const { t } = useTranslation()
  const place = branchPlace(message)
  if (!place) return null
  const { number, count, previousId, nextId } = place
  const go = (targetId: string | null, step: Step): void => {
    if (targetId !== null) void switchTo(targetId, step)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') go(previousId, 'previous')
    else if (event.key === 'ArrowRight') go(nextId, 'next')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <fieldset className="branches" aria-label={t('chat.version', { number, count })} data-branches-of={message.id}>
      <ToolButton
        icon="left"
        label={t('chat.previousVersion')}
        aria-disabled={previousId === null}
        onClick={() => go(previousId, 'previous')}
        onKeyDown={onKeyDown}
      />
      <span className="num" aria-hidden="true">
        {`${number}/${count}`}
      </span>
      <ToolButton
        icon="right"
        label={t('chat.nextVersion')}
        aria-disabled={nextId === null}
        onClick={() => go(nextId, 'next')}
        onKeyDown={onKeyDown}
      />
    </fieldset>
  )
}

/** The focus goes on to the same button under the message that took the old one's place, and that comes into sight. */
async function switchTo(messageId: string, step: Step): Promise<void> {
  await showBranch(messageId)
  requestAnimationFrame(() => {
    const buttons = document.querySelectorAll<HTMLElement>(`[data-branches-of="${CSS.escape(messageId)}"] button`)
    buttons[step === 'previous' ? 0 : 1]?.focus()
  })
}
