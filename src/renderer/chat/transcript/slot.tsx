import { memo, useCallback } from 'react'
import type { Turn } from '../turns'
import { TurnView } from './turn'

interface SlotProps {
  readonly turn: Turn
  readonly isLast: boolean
  /** Told when it is mounted; returns what is to be called when it goes. */
  readonly observe: (slot: HTMLElement) => () => void
}

/** The place of one mounted turn in the column, by which the transcript measures and finds it. */
export const Slot = memo(function Slot({ turn, isLast, observe }: SlotProps) {
  const mounted = useCallback((slot: HTMLElement | null) => (slot ? observe(slot) : undefined), [observe])
  return (
    <div className="slot" data-slot={turn.id} ref={mounted}>
      <TurnView question={turn.question} answers={turn.answers} isLast={isLast} />
    </div>
  )
})
