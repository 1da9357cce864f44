import { describe, expect, test } from 'vitest'
import { ContentMapper } from '../../../../../src/main/providers/gemini/content-events'
import { foldEvents } from '../../../../support/read-reply'

const parts = (...list: readonly unknown[]) => ({ candidates: [{ content: { parts: list } }] })
const read = (chunks: readonly unknown[], textBefore = '') => {
  const mapper = new ContentMapper(textBefore)
  const events = chunks.flatMap((chunk) => mapper.map(chunk))
  return foldEvents([...events, ...mapper.end()])
}

test.each([
  ['nothing', null, 7, 'text', [], {}, [[]], { candidates: null }, { candidates: [null] }, { candidates: [] }],
  ['empty parts', parts(), parts(null, 3, {}, { text: '' }, { text: null }, { unheardOf: {} }), { candidates: [{}] }],
  ['no reasons', { promptFeedback: {} }, { promptFeedback: { blockReason: 'BLOCK_REASON_UNSPECIFIED' } }],
])('%s says nothing', (_, ...chunks) => {
  expect(read(chunks).events).toEqual([])
})

test('one answer of several is shown', () => {
  const both = (a: string, b: string) => ({
    candidates: [
      { index: 1, content: { parts: [{ text: b }] } },
      { index: 0, content: { parts: [{ text: a }] } },
    ],
  })
  expect(read([both('A1', 'B1'), both('A2', 'B2')]).reply.text).toBe('A1A2')
})

test('an image is not shown, and what stands beside it is', () => {
  expect(read([parts({ inlineData: { mimeType: 'image/png', data: 'x' } }, { text: 'See.' })]).reply.text).toBe('See.')
})

test('half a character waits for the other half', () => {
  expect(read([parts({ text: 'a\ud83d' }), parts({ text: '\ude00' })]).reply.text).toBe('a😀')
})

describe('code that the provider ran', () => {
  const code = { executableCode: { language: 'PYTHON', code: 'x\n' } }

  test.each([
    ['', '```python\nx\n```\n'],
    ['Text', '\n\n```python\nx\n```\n'],
    ['Text\n', '\n```python\nx\n```\n'],
  ])('after %j stands on lines of its own', (before, expected) => {
    expect(read([parts(code)], before).reply.text).toBe(expected)
    expect(read([parts({ text: before }), parts(code)]).reply.text).toBe(before + expected)
  })

  test('without a language, and without output', () => {
    const plain = { executableCode: { language: 'LANGUAGE_UNSPECIFIED', code: 'x' } }
    expect(read([parts(plain, { codeExecutionResult: { outcome: 'OUTCOME_OK' } })]).reply.text).toBe('```\nx\n```\n')
  })
})

test('a page is given once, and only one that can be opened', () => {
  const uris = ['https://a.example/', 'https://a.example/', 'javascript:alert(1)', '']
  const groundingChunks = uris.map((uri) => ({ web: { uri, title: 'T' } }))
  const { events } = read([{ candidates: [{ groundingMetadata: { groundingChunks } }] }])
  expect(events).toEqual([{ type: 'source', source: { url: 'https://a.example/', title: 'T' } }])
})

describe('usage', () => {
  test('comes once, with the last counts, and with a count that is absent left out', () => {
    const chunks = [1, 2, 3].map((candidatesTokenCount) => ({
      ...parts({ text: 'x' }),
      usageMetadata: { promptTokenCount: 4, candidatesTokenCount },
    }))
    const { events, reply } = read(chunks)
    expect(events.filter((event) => event.type === 'usage')).toHaveLength(1)
    expect(reply.usage).toEqual({ inputTokens: 4, outputTokens: 3 })
  })

  test('after the stop reason it still counts', () => {
    const end = { candidates: [{ finishReason: 'STOP' }] }
    expect(read([end, { usageMetadata: { thoughtsTokenCount: 5 } }]).reply.usage).toEqual({
      outputTokens: 5,
      reasoningTokens: 5,
    })
  })
})

test('the same stop reason comes once; another one replaces it', () => {
  const ended = (finishReason: string) => ({ candidates: [{ finishReason }] })
  const { events } = read(['STOP', 'STOP', 'SAFETY'].map(ended))
  expect(events.map((event) => event.type === 'finish' && event.finish.unified)).toEqual(['stop', 'content-filter'])
})
