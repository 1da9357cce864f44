import type { ExpectedStream } from '../stream-fixtures'

/** What the recordings of Azure OpenAI say. */
export const azureStreams: Readonly<Record<string, ExpectedStream>> = {
  'prompt-filter': {
    reply: {
      text: 'Grüße aus Köln',
      model: 'gpt-4.1-2025-04-14',
      responseId: 'chatcmpl-AzW7',
      usage: { inputTokens: 12, outputTokens: 5, cachedTokens: 0, reasoningTokens: 0 },
    },
    finish: ['stop', 'stop'],
  },
  'async-filter': { reply: { text: 'First words' }, finish: ['content-filter', 'content_filter'] },
  error: {
    reply: { text: 'Half' },
    finish: null,
    error: {
      code: 'content-filter',
      detail: `The response was filtered due to the prompt triggering Azure OpenAI's content management policy.`,
    },
  },
}
