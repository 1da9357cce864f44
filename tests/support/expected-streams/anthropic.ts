import type { ExpectedStream } from '../stream-fixtures'

/** What the recordings of the Messages API say. */
export const anthropicStreams: Readonly<Record<string, ExpectedStream>> = {
  plain: {
    reply: {
      text: 'Runnel keeps every word — 你好, 👩‍👩‍👧‍👦 naïve.',
      reasoning: '',
      model: 'claude-sonnet-4-5-20250929',
      responseId: 'msg_01',
      usage: { inputTokens: 135, outputTokens: 15, cachedTokens: 100 },
    },
    finish: ['stop', 'end_turn'],
  },
  thinking: {
    reply: {
      reasoning: 'Let me 想一想.',
      text: 'Answer',
      usage: { inputTokens: 25, outputTokens: 90, reasoningTokens: 80 },
    },
    finish: ['stop', 'end_turn'],
  },
  tools: {
    reply: {
      text: 'Looking.',
      toolCalls: [
        { index: 0, callId: 'toolu_A', name: 'get_weather', argumentsText: '{"city": "Zürich"}' },
        { index: 1, callId: 'toolu_B', name: 'get_time', argumentsText: '{}' },
        { index: 2, callId: 'toolu_C', name: 'whole', argumentsText: '{"a":[1]}' },
      ],
    },
    finish: ['tool-calls', 'tool_use'],
  },
  search: {
    reply: {
      text: 'A runnel is a small stream.',
      toolCalls: [{ index: 0, callId: 'srvtoolu_1', name: 'web_search', argumentsText: '{"query":"runnel"}' }],
      sources: [
        { url: 'https://example.com/found', title: 'Found' },
        { url: 'https://example.com/cited', title: 'https://example.com/cited' },
      ],
    },
    finish: ['other', 'pause_turn'],
  },
  gateway: {
    reply: {
      text: 'No start, begun twice',
      responseId: 'msg_02',
      model: 'claude-sonnet-4-5-20250929',
      usage: { inputTokens: 33, outputTokens: 8 },
    },
    finish: ['length', 'max_tokens'],
  },
  refusal: { reply: { text: '', usage: { inputTokens: 25, outputTokens: 3 } }, finish: ['content-filter', 'refusal'] },
  'error-event': {
    // What was written so far is not known: the number at the beginning is no count of it.
    reply: { text: 'Half', usage: { inputTokens: 25 } },
    finish: null,
    error: { code: 'overloaded', detail: 'Overloaded' },
  },
  'error-data': {
    reply: { text: 'Half' },
    finish: null,
    error: { code: 'bad-response', detail: 'Internal server error' },
  },
  'whole.json': {
    reply: {
      reasoning: 'Hm.',
      text: 'All at once.',
      toolCalls: [{ index: 0, callId: 'toolu_D', name: 'save', argumentsText: '{"path":"a"}' }],
      sources: [{ url: 'https://example.com/', title: 'Example' }],
      usage: { inputTokens: 9, outputTokens: 7, cachedTokens: 0 },
    },
    finish: ['stop', 'stop_sequence'],
  },
}
