/** Where somebody was reading in a conversation. */
export interface Place {
  readonly following: boolean
  /** How many turns were drawn. */
  readonly turnCount: number
  /** The turn at the top edge, and how far its top is below that edge, in pixels. */
  readonly anchorId: string | null
  readonly offset: number
}

const places = new Map<string, Place>()

/** The place that was kept for a conversation, if any. */
export function keptPlace(conversationId: string): Place | null {
  return places.get(conversationId) ?? null
}

/** Keeps the place until the window closes. */
export function keepPlace(conversationId: string, place: Place): void {
  places.set(conversationId, place)
}

/** The first turn in sight, and how far its top is below the top edge of the container. */
export function anchorIn(container: HTMLElement): Pick<Place, 'anchorId' | 'offset'> {
  const edge = container.getBoundingClientRect().top
  for (const turn of container.querySelectorAll<HTMLElement>('[data-turn]')) {
    const { top, bottom } = turn.getBoundingClientRect()
    if (bottom > edge) return { anchorId: turn.dataset['turn'] ?? null, offset: top - edge }
  }
  return { anchorId: null, offset: 0 }
}

/** Scrolls so that the anchor is where it was. */
export function restoreAnchor(container: HTMLElement, { anchorId, offset }: Pick<Place, 'anchorId' | 'offset'>): void {
  if (anchorId === null) return
  const turn = container.querySelector<HTMLElement>(`[data-turn="${CSS.escape(anchorId)}"]`)
  if (turn) container.scrollTop += turn.getBoundingClientRect().top - container.getBoundingClientRect().top - offset
}
