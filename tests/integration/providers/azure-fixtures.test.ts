import { createAzureOpenAi } from '../../../src/main/providers/azure/azure-openai'
import { ChatChunkMapper } from '../../../src/main/providers/chat-completions/openai-chat-events'
import { azureStreams } from '../../support/expected-streams/azure'
import { testStreamFixtures } from '../../support/stream-fixtures'

testStreamFixtures({
  prefix: 'azure',
  expectations: azureStreams,
  provider: (fetchBody) => createAzureOpenAi({ baseUrl: 'http://127.0.0.1:9', key: null, fetch: fetchBody }),
  mapper: () => new ChatChunkMapper(),
})
