import { expect, it } from 'vitest'
import { MessageCounts } from '../../../../../../src/renderer/chat/find/text/message-counts'
import { toNeedle } from '../../../../../../src/renderer/chat/find/text/matches'
import { emptyReply } from '../../../../../../src/shared/reply'
import type { Message } from '../../../../../../src/shared/conversation'

const answer = (id: string, text: string): Message => ({
  role: 'assistant',
  id,
  reply: { ...emptyReply, replyId: id, text, finish: { unified: 'stop', raw: 'stop' } },
})

function countOf(counts: MessageCounts, message: Message): number {
  for (const _pause of counts.count(message));
  return counts.of(message)
}

function count(text: string, query: string): number {
  const counts = new MessageCounts()
  counts.begin(toNeedle(query))
  return countOf(counts, answer('a', text))
}

// Looking through the markdown as it is written finds addresses and misses words with marks in them.
it('counts what a reply says, not how it is written', () => {
  expect(count('The nee**d**le, a [needle](https://needle.example/needle).', 'needle')).toBe(2)
  expect(count('Two **words** here', 'two words')).toBe(1)
  expect(count('snake_case and *snake_case*', 'snake_case')).toBe(2)
  expect(count('Caf&eacute; and café', 'cafe')).toBe(2)
  expect(count('检查点**为何**重要', '检查点为何')).toBe(1)
  expect(count('nothing', 'needle')).toBe(0)
})

it('counts a question as it was written', () => {
  const counts = new MessageCounts()
  counts.begin(toNeedle('**'))
  expect(countOf(counts, { role: 'user', id: 'q', text: 'what is **this**?', createdAt: 0 })).toBe(2)
})

it('counts a reply again when it has grown, and not otherwise', () => {
  const counts = new MessageCounts()
  counts.begin(toNeedle('a'))
  expect(countOf(counts, answer('a', 'a a'))).toBe(2)
  expect(counts.areOld([answer('a', 'a a')])).toBe(false)
  expect(counts.areOld([answer('a', 'a a a')])).toBe(true)
  expect(countOf(counts, answer('a', 'a a a'))).toBe(3)
})
