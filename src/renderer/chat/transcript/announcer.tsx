import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Attempt, FinishReason, Reply } from '../../../shared/reply'
import { useApp } from '../../app-state'
import type { Translate } from '../../words'
import { replies } from '../replies'
import { resumeLine, retryNote, retryReason } from '../reply/waiting/attempt-words'
import { takeSentences } from './sentences'

// Screen readers read a message to its end; more often than this they would fall behind.
const everyMs = 1500
const firstMs = 300
const mostAtFirst = 2000

/** Tells screen readers what a running reply says, in finished sentences, and how it ended. */
export function Announcer({ replyId }: { readonly replyId: string | null }) {
  const { t } = useTranslation()
  const [message, setMessage] = useState('')
  useEffect(() => (replyId === null ? undefined : announce(replyId, t, setMessage)), [replyId, t])
  return (
    <div className="unseen" role="log" aria-live="polite" aria-atomic="true">
      {message}
    </div>
  )
}

/** Says what comes of a reply until the returned undo. Costs as much as what has come, however long the reply is. */
function announce(replyId: string, t: Translate, say: (words: string) => void): () => void {
  let unsaid = ''
  let knownLength: number | null = null
  let tried = 0
  let opening = t('chat.replyStarted')
  const speak = (): void => {
    timer = null
    const reply = replies.read(replyId)?.reply
    if (!reply) return
    const attempt = reply.attempt && reply.attempt.at !== tried ? attemptWords(reply, reply.attempt, t) : ''
    tried = reply.attempt?.at ?? tried
    const { spoken, rest } = takeSentences(unsaid, reply.finish !== undefined)
    unsaid = rest
    const end = reply.finish ? endWords(reply.finish.unified, t) : ''
    // Nothing is said after the end, and a long rest would be heard for minutes.
    const left = reply.finish && rest !== '' ? t('chat.restToRead') : ''
    const words = [opening, spoken, left, attempt, end].filter(Boolean).join(' ')
    if (words !== '') say(words)
    opening = ''
    if (!reply.finish && spoken !== '' && rest !== '') timer = setTimeout(speak, everyMs)
  }
  let timer: ReturnType<typeof setTimeout> | null = setTimeout(speak, firstMs)
  const stops = [
    replies.follow(replyId, 'text', {
      reset: (text) => {
        // What was there before anybody listened has been read, or can be.
        if (knownLength !== null || text.length <= mostAtFirst) unsaid += text.slice(knownLength ?? 0)
        knownLength = text.length
      },
      append: (text) => {
        unsaid += text
        knownLength = (knownLength ?? 0) + text.length
      },
      end: () => undefined,
    }),
    replies.subscribe(replyId, () => {
      timer ??= setTimeout(speak, everyMs)
    }),
  ]
  return () => {
    if (timer !== null) clearTimeout(timer)
    // Its end is what stops this, and the last words and the end itself are still to be said.
    if (replies.read(replyId)?.reply.finish) speak()
    for (const stop of stops) stop()
  }
}

/** Why it is tried again and how often: the seconds are for those who see them run. */
function attemptWords({ providerId, model }: Reply, attempt: Attempt, t: Translate): string {
  const provider = useApp.getState().providers.find((one) => one.id === providerId)?.name ?? providerId
  if (attempt.kind === 'resume') return resumeLine({ attempt, leftMs: 0, quietMs: 0 }, { provider, model }, t)
  const first = retryReason(attempt, { provider, model }, t)
  return t('attempt.sentences', { first, second: retryNote(attempt, t) })
}

function endWords(finish: FinishReason, t: Translate): string {
  if (finish === 'error' || finish === 'interrupted') return t('chat.replyFailed')
  return finish === 'aborted' ? t('chat.replyStopped') : t('chat.replyDone')
}
