import { createOpenAiChat } from '../../../src/main/providers/chat-completions/openai-chat'
import { ChatChunkMapper } from '../../../src/main/providers/chat-completions/openai-chat-events'
import { openAiChatStreams } from '../../support/expected-streams/openai-chat'
import { testStreamFixtures } from '../../support/stream-fixtures'

testStreamFixtures({
  prefix: 'openai-chat',
  expectations: openAiChatStreams,
  provider: (fetchBody) => createOpenAiChat({ baseUrl: 'http://127.0.0.1:9/v1', key: null, fetch: fetchBody }),
  mapper: () => new ChatChunkMapper(),
})
