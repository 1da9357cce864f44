import { createOpenAiChat } from '../../../src/main/providers/chat-completions/openai-chat'
import { ChatChunkMapper } from '../../../src/main/providers/chat-completions/openai-chat-events'
import { openAiChatStreams } from '../../support/expected-streams/openai-chat'
import { voiceOf } from '../../support/protocol-voices'
import { testStreamFixtures } from '../../support/stream-fixtures'

testStreamFixtures({
  prefix: 'openai-chat',
  voice: voiceOf('openai-chat'),
  expectations: openAiChatStreams,
  provider: createOpenAiChat,
  mapper: () => new ChatChunkMapper(),
})
