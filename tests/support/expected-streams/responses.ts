import type { Reply } from '../../../src/shared/reply'
import type { ExpectedStream } from '../stream-fixtures'

const half: Partial<Reply> = { text: 'Half', responseId: 'resp_68c1' }
/** What the recordings of Responses say. */
export const responsesStreams: Readonly<Record<string, ExpectedStream>> = {
  plain: {
    reply: {
      text: 'Runnel keeps every word — 你好, 👩‍👩‍👧‍👦 naïve.',
      reasoning: '',
      chunks: 4,
      model: 'gpt-5.2-2026-01-15',
      responseId: 'resp_68c1',
      usage: { inputTokens: 19, outputTokens: 10, cachedTokens: 4, reasoningTokens: 3 },
    },
    finish: ['stop', 'completed'],
  },
  'reasoning-summary': {
    reply: {
      reasoning: '**Weighing**\n\nFirst the 想法\n\n**Answering**\n\nThen the end.',
      text: 'Forty-two',
      usage: { inputTokens: 11, outputTokens: 70, cachedTokens: 0, reasoningTokens: 64 },
    },
    finish: ['stop', 'completed'],
  },
  'reasoning-text': {
    reply: { reasoning: 'The user says hi.', text: 'Hi!', model: 'openai/gpt-oss-20b' },
    finish: ['stop', 'completed'],
  },
  'tool-calls': {
    reply: {
      text: '',
      toolCalls: [
        { index: 0, callId: 'call_a', name: 'get_weather', argumentsText: '{"city":"Zürich"}' },
        { index: 1, callId: 'call_b', name: 'get_time', argumentsText: '{}' },
        { index: 2, callId: 'call_c', name: 'stop', argumentsText: '{"now":true}' },
      ],
    },
    finish: ['tool-calls', 'completed'],
  },
  'web-search': {
    reply: {
      text: 'As said there.',
      toolCalls: [],
      sources: [
        { url: 'https://example.org/a', title: 'Page A' },
        { url: 'https://example.org/b', title: 'https://example.org/b' },
      ],
    },
    finish: ['stop', 'completed'],
  },
  refusal: { reply: { text: 'I can’t help with that.' }, finish: ['content-filter', 'refusal'] },
  incomplete: {
    reply: { text: 'Cut at the lim', usage: { inputTokens: 5, outputTokens: 16, cachedTokens: 0, reasoningTokens: 0 } },
    finish: ['length', 'max_output_tokens'],
  },
  'content-filter': { reply: { text: 'Not all of' }, finish: ['content-filter', 'content_filter'] },
  failed: {
    reply: half,
    finish: null,
    error: { code: 'rate-limit', detail: 'Rate limit reached for gpt-5.2.' },
  },
  'error-event': {
    reply: half,
    finish: null,
    error: { code: 'context-too-long', detail: 'Your input exceeds the context window of this model.' },
  },
  'error-nested': { reply: half, finish: null, error: { code: 'quota', detail: 'You exceeded your current quota.' } },
  'copies-only': { reply: { text: 'Only in copies,\n\ntwice\n\nthrice' }, finish: ['stop', 'completed'] },
  'rotating-ids': {
    reply: {
      text: 'every id is new',
      responseId: 'resp_1',
      toolCalls: [{ index: 0, callId: 'call_a', name: 'look', argumentsText: '{"a":1}' }],
    },
    finish: ['tool-calls', 'completed'],
  },
  'no-index': {
    reply: {
      text: 'no index',
      model: 'local',
      toolCalls: [
        { index: 0, callId: 'call_f', name: 'go', argumentsText: '{}' },
        { index: 1, callId: 'call_g', name: 'come', argumentsText: '{"x":2}' },
      ],
    },
    finish: ['tool-calls', 'completed'],
  },
  cut: { reply: { text: 'Broken off' }, finish: null },
}
