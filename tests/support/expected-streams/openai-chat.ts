import type { Reply } from '../../../src/shared/reply'
import type { ExpectedStream } from '../stream-fixtures'

const half: Partial<Reply> = { text: 'Half' }
/** What the recordings of chat completions say. */
export const openAiChatStreams: Readonly<Record<string, ExpectedStream>> = {
  plain: {
    reply: {
      text: 'Runnel keeps every word — 你好, 👩‍👩‍👧‍👦 naïve.',
      reasoning: '',
      model: 'gpt-5.2-2026-01-15',
      responseId: 'chatcmpl-BzW7',
      usage: { inputTokens: 19, outputTokens: 10, cachedTokens: 4, reasoningTokens: 3 },
    },
    finish: ['stop', 'stop'],
  },
  'azure-empty-first': {
    reply: { text: 'Grüße aus Köln', model: 'gpt-4.1', responseId: 'chatcmpl-BzW7' },
    finish: ['stop', 'stop'],
  },
  'llama-cpp': {
    reply: { text: 'One two\n三', usage: { inputTokens: 12, outputTokens: 4 } },
    finish: ['length', 'length'],
  },
  'deepseek-reasoning': {
    reply: {
      text: 'The <think>answer',
      reasoning: 'First, I <think> 想一想',
      usage: { inputTokens: 8, outputTokens: 20, cachedTokens: 0, reasoningTokens: 12 },
    },
    finish: ['stop', 'stop'],
  },
  openrouter: {
    reply: {
      text: 'Yes!',
      reasoning: 'Let me see.',
      model: 'anthropic/claude-sonnet-4.6',
      usage: { inputTokens: 10, outputTokens: 6, reasoningTokens: 2 },
    },
    finish: ['stop', 'stop'],
  },
  'think-tags': {
    reply: { reasoning: 'The tag `</think>` is quoted.\n', text: 'Here: `</think>` and 😀.' },
    finish: ['stop', 'stop'],
  },
  'tool-calls': {
    reply: {
      text: '',
      toolCalls: [
        { index: 0, callId: 'call_a', name: 'get_weather', argumentsText: '{"city":"Zürich"}' },
        { index: 1, callId: 'call_b', name: 'get_time', argumentsText: '{}' },
      ],
    },
    finish: ['tool-calls', 'tool_calls'],
  },
  'tool-calls-odd': {
    reply: {
      toolCalls: [
        { index: 0, callId: 'call_a', name: 'no_index', argumentsText: '{"a":1}' },
        { index: 1, callId: 'call_b', name: 'next', argumentsText: '{"b":"é"}' },
        { index: 2, callId: 'call_c', name: 'same_index', argumentsText: '{}' },
        { index: 3, callId: 'call_d', name: 'same_again', argumentsText: '{"d":[]}' },
      ],
    },
    finish: ['tool-calls', 'tool_calls'],
  },
  'content-parts': {
    reply: { reasoning: 'Hmm, so', text: 'Bonjour', usage: { inputTokens: 5, outputTokens: 6 } },
    finish: ['length', 'model_length'],
  },
  annotations: {
    reply: {
      text: 'A runnel is a small stream ([example.com](https://example.com/runnel?utm_source=openai)).',
      sources: [
        { url: 'https://example.com/runnel?utm_source=openai', title: 'Runnel – 小溪' },
        { url: 'https://example.org/brook', title: 'https://example.org/brook' },
      ],
    },
    finish: ['stop', 'stop'],
  },
  perplexity: {
    reply: {
      text: 'A runnel is a brook[1], says one[2].',
      sources: [
        { url: 'https://example.com/brook', title: 'Brooks' },
        { url: 'https://example.com/runnel', title: 'https://example.com/runnel' },
      ],
      usage: { inputTokens: 6, outputTokens: 9 },
    },
    finish: ['stop', 'stop'],
  },
  citations: {
    reply: {
      text: 'Small stream.',
      sources: [
        { url: 'https://example.com/a', title: 'https://example.com/a' },
        { url: 'https://example.com/b', title: 'https://example.com/b' },
      ],
    },
    finish: ['stop', 'stop'],
  },
  'openrouter-web': {
    reply: {
      text: 'Found.',
      model: 'openai/gpt-4o:online',
      sources: [
        { url: 'https://example.com/one', title: 'One' },
        { url: 'https://example.com/two', title: 'Two 二' },
      ],
    },
    finish: ['stop', 'stop'],
  },
  'whole.json': {
    reply: {
      reasoning: 'Hm.',
      text: 'All at once: 小溪.',
      toolCalls: [{ index: 0, callId: 'call_w', name: 'save', argumentsText: '{"path":"a"}' }],
      sources: [{ url: 'https://example.com/runnel', title: 'Runnel' }],
      usage: { inputTokens: 5, outputTokens: 6 },
    },
    finish: ['tool-calls', 'tool_calls'],
  },
  'growing-message': { reply: { text: 'Both a delta and a message' }, finish: ['stop', 'stop'] },
  'interleaved-choices': { reply: { text: 'A1A2' }, finish: ['stop', 'stop'] },
  'usage-every-chunk': {
    reply: { text: 'abcd after', usage: { inputTokens: 7, outputTokens: 5 } },
    finish: ['stop', 'stop'],
  },
  'usage-increments': {
    reply: { text: 'One two three four', usage: { inputTokens: 11, outputTokens: 4 } },
    finish: ['stop', 'stop'],
  },
  'changing-ids': { reply: { text: 'xyz', responseId: 'id-1' }, finish: ['length', 'max_tokens'] },
  'bom-cr-unterminated': { everyByte: true, reply: { text: '行尾🦊' }, finish: ['stop', 'stop'] },
  crlf: { everyByte: true, reply: { text: 'line\nfeed two lines' }, finish: ['stop', 'stop'] },
  'error-chunk': {
    reply: { text: 'Half a sentence' },
    finish: null,
    error: { code: 'rate-limit', detail: 'Provider returned error\nupstream says: slow down' },
  },
  'error-bare-chunk': {
    reply: half,
    finish: null,
    error: { code: 'bad-response', detail: 'The server had an error while processing your request.' },
  },
  'error-object': { reply: half, finish: null, error: { code: 'bad-response', detail: 'Engine is dead' } },
  'error-event': { reply: half, finish: null, error: { code: 'overloaded', detail: 'Overloaded' } },
  'error-line': {
    reply: half,
    finish: null,
    error: { code: 'context-too-long', detail: 'the request exceeds the available context size' },
  },
}
