import { useEffect, useLayoutEffect, useState, type RefObject } from 'react'
import type { Message } from '../../../shared/conversation'
import type { TranscriptCommand } from '../transcript/commands'
import type { Reading } from '../transcript/reading/reading'
import type { Turn } from '../turns'
import { Finder } from './finder'

const longestSelected = 200

/** Looks for text in the conversation that is drawn in `container`. The same object as long as `reading` is. */
export function useFind(
  messages: readonly Message[],
  turns: readonly Turn[],
  reading: Reading,
  container: RefObject<HTMLElement | null>,
): Finder {
  const [finder] = useState(() => new Finder(reading))
  useLayoutEffect(() => {
    if (container.current) finder.drawn({ messages, turns, box: container.current })
  })
  useEffect(() => () => finder.close(), [finder])
  return finder
}

/** Does what the menu asks. */
export function obeyFind(
  finder: Finder,
  command: Exclude<TranscriptCommand, 'next-question' | 'previous-question'>,
): void {
  if (command === 'find') {
    finder.open(selectedText() ?? undefined)
    return
  }
  if (!finder.read().isOpen) finder.open()
  else finder.step(command === 'find-next' ? 1 : -1)
}

/** What is selected in the conversation, if it is a few words. */
function selectedText(): string | null {
  const selection = document.getSelection()
  const text = selection?.toString().trim() ?? ''
  const isInside = selection?.anchorNode?.parentElement?.closest('.transcript') != null
  return isInside && text !== '' && text.length <= longestSelected && !text.includes('\n') ? text : null
}
