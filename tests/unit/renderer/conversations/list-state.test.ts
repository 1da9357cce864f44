import { describe, expect, it } from 'vitest'
import { emptyList, withChange, withPage } from '../../../../src/renderer/conversations/list-state'
import type { ConversationSummary } from '../../../../src/shared/conversation'

const row = (id: string, updatedAt: number, more: Partial<ConversationSummary> = {}): ConversationSummary => ({
  id,
  title: id,
  updatedAt,
  pinned: false,
  leafId: null,
  runningReplyId: null,
  unseen: null,
  ...more,
})
const page = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => row(`c${from - index}`, from - index))
const ids = (rows: readonly ConversationSummary[]) => rows.map((one) => one.id)

describe('pages', () => {
  it('go on from the oldest row that is not pinned, because old pinned ones come with the first page', () => {
    const first = withPage(emptyList, [row('pinned', 1, { pinned: true }), ...page(1000, 100)])
    expect(first.before).toBe(901)
    expect(first.complete).toBe(false)
    const second = withPage(first, page(900, 30))
    expect(second.complete).toBe(true)
    expect(second.rows).toHaveLength(131)
  })

  it('never show a row twice', () => {
    const first = withPage(emptyList, page(1000, 100))
    expect(withPage(first, page(905, 100)).rows).toHaveLength(195)
  })
})

describe('changes', () => {
  const list = withPage(emptyList, [row('a', 3), row('b', 2), row('c', 1)])

  it('bring a conversation to the top when it is written in', () => {
    expect(ids(withChange(list, { conversation: row('c', 9) }).rows)).toEqual(['c', 'a', 'b'])
  })

  it('leave it in its place when only its mark changes', () => {
    const changed = withChange(list, { conversation: row('b', 2, { unseen: 'done' }) })
    expect(ids(changed.rows)).toEqual(['a', 'b', 'c'])
    expect(changed.rows[1]?.unseen).toBe('done')
  })

  it('take removed ones out', () => {
    expect(ids(withChange(list, { removedId: 'b' }).rows)).toEqual(['a', 'c'])
  })

  it('add nothing to the results of a search that main has not found', () => {
    const searching = { ...list, query: 'x' }
    expect(ids(withChange(searching, { conversation: row('new', 9) }).rows)).toEqual(['a', 'b', 'c'])
    expect(ids(withChange(list, { conversation: row('new', 9) }).rows)).toEqual(['new', 'a', 'b', 'c'])
  })
})
