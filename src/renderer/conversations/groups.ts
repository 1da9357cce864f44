import type { ConversationSummary } from '../../shared/conversation'

/** How a group of the list is named: by one of our words, or by its month. */
export type GroupName =
  | { readonly word: 'pinned' | 'today' | 'yesterday' | 'previousWeek' | 'results' }
  /** The first day of the month, in milliseconds since 1970. */
  | { readonly monthStart: number }

/** Conversations under one heading, newest first. */
export interface Group {
  readonly key: string
  readonly name: GroupName
  readonly rows: readonly ConversationSummary[]
}

/** Sorts conversations, newest first and each once, under pinned, today, yesterday, the previous 7 days, and months. */
export function groupByAge(rows: readonly ConversationSummary[], now: number): readonly Group[] {
  const groups = new Map<string, { key: string; name: GroupName; rows: ConversationSummary[] }>()
  const pinned = rows.filter((row) => row.pinned)
  for (const row of [...pinned, ...rows.filter((one) => !one.pinned)]) {
    const name = row.pinned ? ({ word: 'pinned' } as const) : groupNameOf(row.updatedAt, now)
    const key = 'word' in name ? name.word : String(name.monthStart)
    const group = groups.get(key) ?? { key, name, rows: [] }
    groups.set(key, group)
    group.rows.push(row)
  }
  return [...groups.values()]
}

function groupNameOf(time: number, now: number): GroupName {
  const today = new Date(now).setHours(0, 0, 0, 0)
  if (time >= today) return { word: 'today' }
  if (time >= daysBefore(today, 1)) return { word: 'yesterday' }
  if (time >= daysBefore(today, 7)) return { word: 'previousWeek' }
  const day = new Date(time)
  return { monthStart: new Date(day.getFullYear(), day.getMonth()).getTime() }
}

/** Days as the calendar counts them: one that has 23 or 25 hours is one day too. */
function daysBefore(day: number, count: number): number {
  const date = new Date(day)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - count).getTime()
}

/** A heading for a month: "October", with the year when it is not this one. */
export function monthName(monthStart: number, now: number, language: string): string {
  const sameYear = new Date(monthStart).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(language, { month: 'long', ...(sameYear ? {} : { year: 'numeric' }) }).format(
    monthStart,
  )
}

/** When a conversation was last written in, as short as its age allows: 14:20, Thu, 28 Oct. */
export function shortTime(time: number, now: number, language: string): string {
  const today = new Date(now).setHours(0, 0, 0, 0)
  if (time >= daysBefore(today, 1)) {
    return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(time)
  }
  if (time >= daysBefore(today, 7)) return new Intl.DateTimeFormat(language, { weekday: 'short' }).format(time)
  if (language.startsWith('zh'))
    return new Intl.DateTimeFormat(language, { month: 'numeric', day: 'numeric' }).format(time)
  const part = (options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(language, options).format(time)
  return `${part({ day: 'numeric' })} ${part({ month: 'short' })}`
}
