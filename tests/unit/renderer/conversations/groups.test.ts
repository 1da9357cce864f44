import { describe, expect, it } from 'vitest'
import { groupByAge, monthName, shortTime } from '../../../../src/renderer/conversations/groups'
import type { ConversationSummary } from '../../../../src/shared/conversation'

const at = (year: number, month: number, day: number, hour = 12, minute = 0) =>
  new Date(year, month - 1, day, hour, minute).getTime()
const row = (id: string, updatedAt: number, pinned = false): ConversationSummary => ({
  id,
  title: id,
  updatedAt,
  pinned,
  leafId: null,
  runningReplyId: null,
  unseen: null,
})
const now = at(2026, 11, 22, 13)

describe('groups', () => {
  it('are cut at midnight, not 24 hours ago', () => {
    const rows = [
      row('now', now),
      row('midnight', at(2026, 11, 22, 0)),
      row('late yesterday', at(2026, 11, 21, 23, 59)),
      row('day before', at(2026, 11, 20, 23, 59)),
      row('seven days', at(2026, 11, 15, 0)),
      row('eight days', at(2026, 11, 14, 23, 59)),
      row('last year', at(2025, 12, 31)),
    ]
    expect(groupByAge(rows, now).map((group) => [group.key, group.rows.map((one) => one.id)])).toEqual([
      ['today', ['now', 'midnight']],
      ['yesterday', ['late yesterday']],
      ['previousWeek', ['day before', 'seven days']],
      [String(at(2026, 11, 1, 0)), ['eight days']],
      [String(at(2025, 12, 1, 0)), ['last year']],
    ])
  })

  it('have pinned ones first, whatever their age, and nowhere else', () => {
    const groups = groupByAge([row('new', now), row('old', at(2024, 1, 1), true)], now)
    expect(groups.map((group) => [group.key, group.rows.map((one) => one.id)])).toEqual([
      ['pinned', ['old']],
      ['today', ['new']],
    ])
  })

  it('put a clock that runs ahead under today', () => {
    expect(groupByAge([row('future', now + 3_600_000)], now)[0]?.key).toBe('today')
  })
})

describe('times', () => {
  it('name the year of a month only when it is another one', () => {
    expect(monthName(at(2026, 10, 1), now, 'en')).toBe('October')
    expect(monthName(at(2025, 10, 1), now, 'en')).toBe('October 2025')
    expect(monthName(at(2026, 10, 1), now, 'zh-CN')).toBe('十月')
  })

  it('are as short as their age allows', () => {
    expect(shortTime(at(2026, 11, 22, 9, 5), now, 'en')).toBe('09:05')
    expect(shortTime(at(2026, 11, 21, 0, 7), now, 'en')).toBe('00:07')
    expect(shortTime(at(2026, 11, 19), now, 'en')).toBe('Thu')
    expect(shortTime(at(2026, 11, 19), now, 'zh-CN')).toBe('周四')
    expect(shortTime(at(2026, 10, 28), now, 'en')).toBe('28 Oct')
    expect(shortTime(at(2026, 10, 28), now, 'zh-CN')).toBe('10/28')
  })
})
