import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../shared/conversation'
import { useApp } from '../../app-state'
import { Icon } from '../../ui/icon'
import { FindBar } from '../find/find-bar'
import { obeyFind, useFind } from '../find/use-find'
import { replies } from '../replies'
import { openAnswer, toTurns } from '../turns'
import { obeyCommands } from './commands'
import { keepPlace, keptPlace } from './reading/places'
import { Reading } from './reading/reading'
import { Slot } from './slot'
import { toSegments } from './window/mounted-turns'
import { TurnHeights } from './window/turn-heights'
import { firstShown, spanOf, type Shown } from './window/turn-window'

interface TranscriptProps {
  readonly conversationId: string
  readonly messages: readonly Message[]
  /** Told when the page leaves its top or comes back to it. */
  readonly onScrolled: (scrolled: boolean) => void
}

/**
 * The turns of one conversation, of which those near what is in sight are mounted. Give it the conversation's id as its
 * key: it keeps the reader's place for each.
 */
export function Transcript({ conversationId, messages, onScrolled }: TranscriptProps) {
  const { t } = useTranslation()
  const { reading, container, column, segments, turns, newBelow } = useReading(conversationId, messages)
  const finder = useFind(messages, turns, reading, container)
  useEffect(
    () =>
      obeyCommands((command) => {
        if (command === 'next-question') reading.jump(1)
        else if (command === 'previous-question') reading.jump(-1)
        else obeyFind(finder, command)
      }),
    [reading, finder],
  )
  return (
    <>
      <section
        ref={container}
        className="transcript"
        aria-label={t('chat.transcript')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled region must be reachable by keyboard
        tabIndex={0}
        onScroll={({ currentTarget }) => onScrolled(currentTarget.scrollTop > 0)}
      >
        <div ref={column} className="column">
          {segments.map((segment) => {
            if (segment.kind === 'gap')
              return <div key={`gap-${turns[segment.from]?.id}`} className="gap" style={{ height: segment.height }} />
            const turn = turns[segment.index]
            const isLast = segment.index === turns.length - 1
            return turn && <Slot key={turn.id} turn={turn} isLast={isLast} observe={reading.observe} />
          })}
        </div>
      </section>
      {newBelow && (
        <button type="button" className="to-bottom" onClick={() => reading.toEnd()}>
          <Icon name="toBottom" />
          {t('chat.newTextBelow')}
        </button>
      )}
      <FindBar finder={finder} />
    </>
  )
}

/** The turns with their gaps, and where somebody reads in them. */
function useReading(conversationId: string, messages: readonly Message[]) {
  const container = useRef<HTMLElement>(null)
  const column = useRef<HTMLDivElement>(null)
  const [newBelow, setNewBelow] = useState(false)
  const turns = useMemo(() => toTurns(messages), [messages])
  const turnIds = useMemo(() => turns.map(({ id }) => id), [turns])
  const runningReplyId = openAnswer(messages)?.id ?? null
  const [kept] = useState(() => keptPlace(conversationId))
  const [known] = useState(() => new Map(kept?.heights))
  const heights = useMemo(() => new TurnHeights(turns, known), [turns, known])
  const [shown, setShown] = useState<Shown>(() =>
    firstShown(turnIds, heights, kept?.anchor ?? null, window.innerHeight),
  )
  const [reading] = useState(
    () =>
      new Reading({
        kept,
        known,
        show: (next, now) => (now ? flushSync(() => setShown(next)) : setShown(next)),
        onFollowing: (following) => following && setNewBelow(false),
        onNewBelow: () => setNewBelow(true),
        stopsAtQuestion: () => useApp.getState().settings?.stopAtQuestion ?? false,
        amountOfText: (replyId) => replies.read(replyId)?.reply.chunks ?? 0,
      }),
  )
  const segments = useMemo(
    () =>
      toSegments(
        heights,
        spanOf(shown, heights),
        shown.pinned.map((id) => heights.indexOf(id)),
      ),
    [heights, shown],
  )

  useLayoutEffect(() => {
    if (!container.current || !column.current) return
    reading.attach(container.current, column.current)
    return () => keepPlace(conversationId, reading.stop())
  }, [conversationId, reading])
  useLayoutEffect(() => {
    reading.drawn({ heights, turnIds, shown, runningReplyId })
  }, [reading, heights, turnIds, shown, runningReplyId])
  useAsked(useCallback(() => reading.asked(), [reading]))
  useSwitched(reading)
  return { reading, container, column, segments, turns, newBelow }
}

/** Calls back when another reply has been asked for in this window: a question of one's own is always looked at. */
function useAsked(follow: () => void): void {
  const askedReplyId = useApp((state) => state.askedReplyId)
  const seen = useRef(askedReplyId)
  useLayoutEffect(() => {
    if (askedReplyId !== null && askedReplyId !== seen.current) follow()
    seen.current = askedReplyId
  }, [askedReplyId, follow])
}

/** What is in sight stays where it is while another branch is shown, or a message goes or comes back. */
function useSwitched(reading: Reading): void {
  const isSwitching = useApp((state) => state.isSwitching)
  useLayoutEffect(() => {
    if (!isSwitching) return
    reading.held()
    return () => reading.released()
  }, [isSwitching, reading])
}
