import { useMemo } from 'react'
import { useApp } from '../../../app-state'
import type { FollowText } from '../../../markdown/text-feed'
import { spreadText, type SpreadParts } from './spread-text'

const parts: SpreadParts = {
  now: () => performance.now(),
  nextFrame(run) {
    // In a task behind the frame's own work: what is told among that would wait for the frame after the next one.
    const tasks = new MessageChannel()
    tasks.port1.addEventListener('message', () => (tasks.port1.close(), run()), { once: true })
    tasks.port1.start()
    const frame = requestAnimationFrame(() => tasks.port2.postMessage(null))
    return () => {
      cancelAnimationFrame(frame)
      tasks.port1.close()
    }
  },
}

/** A text as it is to be shown: one that grows is told in even parts if the user wants that, else as it comes. */
export function useSmoothText(text: string | FollowText): string | FollowText {
  const isSmooth = useApp((state) => state.settings?.smooth === true)
  return useMemo(() => (isSmooth && typeof text !== 'string' ? spreadText(text, parts) : text), [isSmooth, text])
}
