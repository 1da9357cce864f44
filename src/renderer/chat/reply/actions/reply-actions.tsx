import { useCallback, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { request } from '../../../bridge'
import { Menu, type MenuItem } from '../../../ui/overlays/menu'
import { ToolButton } from '../../../ui/tool-button'
import { BranchSwitcher } from '../../messages/branch-switcher'
import { CopyButton, useCopying } from '../../messages/copy-button'
import { deleteMessage, regenerate } from '../../messages/message-actions'
import type { Answer } from '../../turns'
import { readAloud, stopReading, useReading } from '../aloud/reading'
import { copyReply, spokenTextOf } from '../copy-reply'
import { FloatingPicker } from './floating-picker'

/** What can be done with a reply that has ended, in the line under it. Unseen until the turn is hovered or has the focus. */
export function ReplyActions({ message }: { readonly message: Answer }) {
  const { t } = useTranslation()
  const { reply } = message
  const more = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState<Open | null>(null)
  const isRead = useReading(({ replyId }) => replyId === message.id)
  const copying = useCopying()
  const close = useCallback(() => {
    setOpen(null)
    more.current?.focus()
  }, [])
  const openAt = (what: Open['what']): void => {
    if (more.current) setOpen({ what, button: more.current })
  }
  const read = (): void => {
    if (isRead) stopReading()
    else void readAloud(message.id, spokenTextOf(reply.text))
  }
  const hasText = reply.text !== ''
  const ofText: readonly MenuItem[] = [
    {
      icon: 'clipboard',
      label: t('chat.copyMarkdown'),
      run: () => void copying.run(() => request('clipboard.write', { text: reply.text })),
    },
    isRead
      ? { icon: 'stop', label: t('chat.stopReading'), run: read }
      : { icon: 'speak', label: t('chat.readAloud'), run: read },
  ]
  const items: readonly MenuItem[] = [
    ...(hasText ? ofText : []),
    { icon: 'retry', label: t('chat.regenerateWith'), run: () => openAt('picker') },
    { icon: 'trash', label: t('chat.deleteReply'), danger: true, run: () => void deleteMessage(message) },
  ]
  return (
    <>
      <span className={open !== null || isRead ? 'actions is-shown' : 'actions'}>
        {isRead && <ToolButton icon="stop" className="is-on" label={t('chat.stopReading')} onClick={stopReading} />}
        {hasText && <CopyButton copying={copying} copy={() => copyReply(reply.text)} />}
        <ToolButton icon="retry" label={t('chat.regenerate')} onClick={() => void regenerate(reply)} />
        <ToolButton
          ref={more}
          icon="more"
          label={t('chat.more')}
          aria-haspopup="menu"
          aria-expanded={open !== null}
          onClick={() => openAt('menu')}
        />
      </span>
      <BranchSwitcher message={message} />
      {open?.what === 'menu' && <MoreMenu button={open.button} label={t('chat.more')} items={items} onClose={close} />}
      {open?.what === 'picker' && (
        <FloatingPicker
          button={open.button}
          reply={reply}
          onPick={(choice) => void regenerate(reply, choice)}
          onClose={close}
        />
      )}
    </>
  )
}

interface Open {
  readonly what: 'menu' | 'picker'
  readonly button: HTMLElement
}

interface MoreMenuProps {
  readonly button: HTMLElement
  readonly label: string
  readonly items: readonly MenuItem[]
  readonly onClose: () => void
}

/** On the page itself, because what is around the reply may clip what sticks out of it. */
function MoreMenu({ button, label, items, onClose }: MoreMenuProps) {
  const { left, bottom } = button.getBoundingClientRect()
  return createPortal(<Menu label={label} items={items} x={left} y={bottom + 4} onClose={onClose} />, document.body)
}
