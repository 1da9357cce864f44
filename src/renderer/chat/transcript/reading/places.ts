import type { KeptAnchor } from './anchor'

/** Where somebody was reading in a conversation. */
export interface Place {
  /** At the end, and staying there. */
  readonly following: boolean
  /** Null while following. */
  readonly anchor: KeptAnchor | null
  /** How high the turns were that have been seen, by turn id, in pixels. */
  readonly heights: ReadonlyMap<string, number>
  /** How many turns there were from the one at the edge on. */
  readonly turnsFromEnd: number
}

// Each costs a number for each turn that has been seen.
const mostPlaces = 50
const places = new Map<string, Place>()

/** The place that was kept for a conversation, if any. */
export function keptPlace(conversationId: string): Place | null {
  return places.get(conversationId) ?? null
}

/** Keeps the place until the window closes, or until many others have been kept. */
export function keepPlace(conversationId: string, place: Place): void {
  places.delete(conversationId)
  places.set(conversationId, place)
  const [oldest] = places.keys()
  if (places.size > mostPlaces && oldest !== undefined) places.delete(oldest)
}
