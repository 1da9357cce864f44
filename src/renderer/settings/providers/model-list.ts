import type { Model } from '../../../shared/providers'

/** More models than this are folded behind "Show all" and get a filter. */
export const foldAbove = 12

/** As many rows as a folded list has at least, so that there is something to tick. */
const leastLead = 4

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** The rows of the check list, and how many of them stay when it is folded. */
export interface ModelOrder {
  readonly ids: readonly string[]
  readonly lead: number
}

/** Offered models first as they are stored, then the rest by name. No id stands twice. */
export function orderModels(offered: readonly string[], listed: readonly Model[]): ModelOrder {
  const first = new Set(offered)
  const rest = new Set(listed.map((model) => model.id).filter((id) => !first.has(id)))
  const ids = [...first, ...[...rest].sort(byName.compare)]
  return { ids, lead: Math.min(foldAbove, Math.max(leastLead, first.size)) }
}

/** The same rows in the same places, with models that are new to it at the end of what stays when folded. */
export function keepOrder(order: ModelOrder, offered: readonly string[]): ModelOrder {
  const fresh = [...new Set(offered)].filter((id) => !order.ids.includes(id))
  if (fresh.length === 0) return order
  const { ids, lead } = order
  return { ids: [...ids.slice(0, lead), ...fresh, ...ids.slice(lead)], lead: lead + fresh.length }
}

/** What is shown: all of a short list; of a long one its lead, or, unfolded, what the filter finds. */
export function shownModels(order: ModelOrder, unfolded: boolean, filter: string): readonly string[] {
  if (order.ids.length <= foldAbove) return order.ids
  if (!unfolded) return order.ids.slice(0, order.lead)
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  return order.ids.filter((id) => words.every((word) => id.toLowerCase().includes(word)))
}

/** The models offered after one is ticked or unticked. */
export function toggleModel(offered: readonly string[], id: string): string[] {
  return offered.includes(id) ? offered.filter((other) => other !== id) : [...offered, id]
}
