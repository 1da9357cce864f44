import { createAzureOpenAi } from '../../../src/main/providers/azure/azure-openai'
import { ChatChunkMapper } from '../../../src/main/providers/chat-completions/openai-chat-events'
import { azureStreams } from '../../support/expected-streams/azure'
import { voiceOf } from '../../support/protocol-voices'
import { testStreamFixtures } from '../../support/stream-fixtures'

testStreamFixtures({
  prefix: 'azure',
  voice: voiceOf('azure-openai'),
  expectations: azureStreams,
  provider: createAzureOpenAi,
  mapper: () => new ChatChunkMapper(),
})
