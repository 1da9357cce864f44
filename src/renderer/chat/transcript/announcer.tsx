import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FinishReason } from '../../../shared/reply'
import type { Translate } from '../../words'
import { replies } from '../replies'
import { newSentences } from './sentences'

// Screen readers read a message to its end; more often than this they would fall behind.
const everyMs = 1500
const firstMs = 300

/** Tells screen readers what a running reply says, in finished sentences, and how it ended. */
export function Announcer({ replyId }: { readonly replyId: string | null }) {
  const { t } = useTranslation()
  const [message, setMessage] = useState('')
  useEffect(() => {
    if (replyId === null) return
    let from = 0
    let opening = t('chat.replyStarted')
    let timer: ReturnType<typeof setTimeout> | null = setTimeout(() => speak(), firstMs)
    const speak = (): void => {
      timer = null
      const reply = replies.read(replyId)?.reply
      if (!reply) return
      const { spoken, upTo } = newSentences(reply.text, from, reply.finish !== undefined)
      from = upTo
      const end = reply.finish ? endWords(reply.finish.unified, t) : ''
      if (spoken !== '' || end !== '' || opening !== '') setMessage([opening, spoken, end].filter(Boolean).join(' '))
      opening = ''
    }
    const stop = replies.subscribe(replyId, () => {
      timer ??= setTimeout(speak, everyMs)
    })
    return () => {
      if (timer !== null) clearTimeout(timer)
      stop()
    }
  }, [replyId, t])
  return (
    <div className="unseen" role="log" aria-live="polite" aria-atomic="true">
      {message}
    </div>
  )
}

function endWords(finish: FinishReason, t: Translate): string {
  if (finish === 'error' || finish === 'interrupted') return t('chat.replyFailed')
  return finish === 'aborted' ? t('chat.replyStopped') : t('chat.replyDone')
}
