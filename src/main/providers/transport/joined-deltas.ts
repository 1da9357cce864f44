import type { ProviderEvent } from '../../../shared/reply'

/**
 * The events with neighbouring deltas of a kind as one, which says how many it was made of: what came from the network
 * together goes on together, because each event costs every step on its way.
 */
export function joinDeltas(events: readonly ProviderEvent[]): readonly ProviderEvent[] {
  if (events.length < 2) return events
  const joined: ProviderEvent[] = []
  for (let index = 0; index < events.length;) {
    const first = events[index] as ProviderEvent
    index += 1
    if (first.type !== 'text-delta' && first.type !== 'reasoning-delta') {
      joined.push(first)
      continue
    }
    let { text, chunks = 1 } = first
    for (let next = events[index]; next?.type === first.type; next = events[index]) {
      text += next.text
      chunks += next.chunks ?? 1
      index += 1
    }
    joined.push(chunks === 1 ? first : { type: first.type, text, chunks })
  }
  return joined
}
