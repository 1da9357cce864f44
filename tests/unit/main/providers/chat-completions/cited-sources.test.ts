import { expect, test } from 'vitest'
import { ChatChunkMapper } from '../../../../../src/main/providers/chat-completions/openai-chat-events'

const sourcesOf = (...chunks: object[]) => {
  const mapper = new ChatChunkMapper()
  return chunks
    .flatMap((chunk) => mapper.map(chunk))
    .flatMap((event) => (event.type === 'source' ? [event.source] : []))
}
const cited = { type: 'url_citation', url_citation: { url: 'https://a.example/x', title: 'A page' } }

test('annotations of deltas and of a whole message, once each', () => {
  const delta = { choices: [{ index: 0, delta: { annotations: [cited, cited] } }] }
  const message = { choices: [{ index: 0, message: { content: 'x', annotations: [cited] } }] }
  expect(sourcesOf(delta, delta, message)).toEqual([{ url: 'https://a.example/x', title: 'A page' }])
})

test('lists beside the choices, which come again with every chunk: the title wins over the bare address', () => {
  const chunk = {
    choices: [{ index: 0, delta: { content: 'x' } }],
    citations: ['https://a.example/x', 'https://b.example/'],
    search_results: [{ title: 'A page', url: 'https://a.example/x' }],
  }
  expect(sourcesOf(chunk, chunk)).toEqual([
    { url: 'https://a.example/x', title: 'A page' },
    { url: 'https://b.example/', title: 'https://b.example/' },
  ])
})

test('what is no web address is no source', () => {
  const odd = [null, 7, 'javascript:alert(1)', { url: 'file:///etc/passwd' }, { url_citation: {} }]
  expect(sourcesOf({ choices: [{ index: 0, delta: { annotations: odd } }], citations: odd })).toEqual([])
})
