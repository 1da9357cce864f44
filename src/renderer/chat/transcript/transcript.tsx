import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../shared/conversation'
import { Icon } from '../../ui/icon'
import { toTurns, type Turn } from '../turns'
import { followEnd, type EndFollower } from './follow-end'
import { anchorIn, keepPlace, keptPlace, restoreAnchor, type Place } from './places'
import { TurnView } from './turn'

const firstTurnCount = 40
const moreTurnCount = 40
// Older turns are drawn this many pixels before they come into sight.
const drawAheadPx = 1200

interface TranscriptProps {
  readonly conversationId: string
  readonly messages: readonly Message[]
  /** Told when the page leaves its top or comes back to it. */
  readonly onScrolled: (scrolled: boolean) => void
}

/** The turns of one conversation. Give it the conversation's id as its key: it keeps the reader's place for each. */
export function Transcript({ conversationId, messages, onScrolled }: TranscriptProps) {
  const { t } = useTranslation()
  const container = useRef<HTMLElement>(null)
  const column = useRef<HTMLDivElement>(null)
  const kept = keptPlace(conversationId)
  const turns = toTurns(messages)
  const [turnCount, setTurnCount] = useState(kept?.turnCount ?? firstTurnCount)
  const { newBelow, toEnd, showMore } = useReading({
    conversationId,
    container,
    column,
    kept,
    turns,
    turnCount,
    setTurnCount,
  })
  const shown = turns.slice(Math.max(0, turns.length - turnCount))
  return (
    <>
      <section
        ref={container}
        className="transcript"
        aria-label={t('chat.transcript')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled region must be reachable by keyboard
        tabIndex={0}
        onScroll={({ currentTarget }) => {
          onScrolled(currentTarget.scrollTop > 0)
          if (currentTarget.scrollTop < drawAheadPx && shown.length < turns.length) showMore()
        }}
      >
        <div ref={column} className="column">
          {shown.map((turn, index) => (
            <TurnView
              key={turn.id}
              question={turn.question}
              answers={turn.answers}
              isLast={index === shown.length - 1}
            />
          ))}
        </div>
      </section>
      {newBelow && (
        <button type="button" className="to-bottom" onClick={toEnd}>
          <Icon name="toBottom" />
          {t('chat.newTextBelow')}
        </button>
      )}
    </>
  )
}

interface Reading {
  readonly conversationId: string
  readonly container: { readonly current: HTMLElement | null }
  readonly column: { readonly current: HTMLDivElement | null }
  readonly kept: Place | null
  readonly turns: readonly Turn[]
  readonly turnCount: number
  readonly setTurnCount: (change: (count: number) => number) => void
}

/** Follows the end, restores the place, and draws older turns without moving what is in sight. */
function useReading({ conversationId, container, column, kept, turns, turnCount, setTurnCount }: Reading) {
  const follower = useRef<EndFollower>(null)
  const [newBelow, setNewBelow] = useState(false)
  const start = useRef(kept)
  const count = useRef(turnCount)
  useEffect(() => {
    count.current = turnCount
  }, [turnCount])

  useLayoutEffect(() => {
    const box = container.current
    const content = column.current
    if (!box || !content) return
    const following = start.current?.following ?? true
    const one = followEnd(box, content, {
      following,
      onFollowing: (now) => now && setNewBelow(false),
      onNewBelow: () => setNewBelow(true),
    })
    follower.current = one
    if (following) one.toEnd()
    else if (start.current) restoreAnchor(box, start.current)
    return () => {
      start.current = { following: one.isFollowing(), turnCount: count.current, ...anchorIn(box) }
      keepPlace(conversationId, start.current)
      one.stop()
    }
  }, [conversationId, container, column])

  // A question of one's own is always looked at.
  const lastId = turns.at(-1)?.id
  const seenLastId = useRef(lastId)
  useLayoutEffect(() => {
    if (lastId !== seenLastId.current) follower.current?.toEnd()
    seenLastId.current = lastId
  }, [lastId])

  const anchor = useRef<ReturnType<typeof anchorIn>>(null)
  useLayoutEffect(() => {
    if (anchor.current && container.current) restoreAnchor(container.current, anchor.current)
    anchor.current = null
  }, [turnCount, container])

  return {
    newBelow,
    toEnd: () => follower.current?.toEnd(),
    showMore: () => {
      if (anchor.current || !container.current) return
      anchor.current = anchorIn(container.current)
      setTurnCount((shown) => shown + moreTurnCount)
    },
  }
}
