import type { ExpectedStream } from '../stream-fixtures'

/** What the recordings of Gemini say. */
export const geminiStreams: Readonly<Record<string, ExpectedStream>> = {
  plain: {
    reply: {
      text: 'Runnel keeps every word — 你好, 👩‍👩‍👧‍👦 naïve.',
      reasoning: '',
      model: 'gemini-2.5-flash',
      responseId: 'resp-1',
      usage: { inputTokens: 8, outputTokens: 12, cachedTokens: 4 },
    },
    finish: ['stop', 'STOP'],
  },
  thinking: {
    reply: {
      reasoning: 'Let me 想一想.',
      text: 'Answer',
      usage: { inputTokens: 5, outputTokens: 32, reasoningTokens: 30 },
    },
    finish: ['stop', 'STOP'],
  },
  tools: {
    reply: {
      text: '',
      toolCalls: [
        { index: 0, callId: 'call-0', name: 'get_weather', argumentsText: '{"city":"Zürich"}' },
        { index: 1, callId: 'call-7', name: 'get_time', argumentsText: '{}' },
        { index: 2, callId: 'call-2', name: 'bare', argumentsText: '{}' },
      ],
    },
    finish: ['tool-calls', 'STOP'],
  },
  grounding: {
    reply: {
      text: 'A runnel is a small stream.',
      sources: [
        { url: 'https://example.com/a', title: 'example.com' },
        { url: 'https://example.com/b', title: 'https://example.com/b' },
        { url: 'https://example.com/quoted', title: 'https://example.com/quoted' },
      ],
    },
    finish: ['stop', 'STOP'],
  },
  code: {
    reply: {
      text: "Let me count.\n\n````python\nprint('```')\n````\n\n````text\n```\n````\nThree marks.",
    },
    finish: ['stop', 'STOP'],
  },
  'stop-everywhere': {
    reply: { text: 'One two three and after!', usage: { inputTokens: 4, outputTokens: 6 } },
    finish: ['length', 'MAX_TOKENS'],
  },
  blocked: {
    reply: { text: '', usage: { inputTokens: 12 } },
    finish: ['content-filter', 'PROHIBITED_CONTENT'],
  },
  'error-chunk': {
    reply: { text: 'Half' },
    finish: null,
    error: { code: 'overloaded', detail: 'The model is overloaded.' },
  },
  'error-array': {
    reply: { text: 'Half' },
    finish: null,
    error: { code: 'rate-limit', detail: 'Slow down.', retryAfterMs: 1500 },
  },
  'array.json': {
    everyByte: true,
    reply: { text: 'Brackets ] } , " \\ 你好', usage: { inputTokens: 5, outputTokens: 4 } },
    finish: ['stop', 'STOP'],
  },
  'whole.json': {
    reply: {
      reasoning: 'Hm.',
      text: 'All at once.',
      usage: { inputTokens: 5, outputTokens: 6, reasoningTokens: 2 },
    },
    finish: ['content-filter', 'RECITATION'],
  },
}
