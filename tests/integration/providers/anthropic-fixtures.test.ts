import { createAnthropicMessages } from '../../../src/main/providers/anthropic/anthropic-messages'
import { MessageMapper } from '../../../src/main/providers/anthropic/message-events'
import { anthropicStreams } from '../../support/expected-streams/anthropic'
import { testStreamFixtures } from '../../support/stream-fixtures'

testStreamFixtures({
  prefix: 'anthropic',
  expectations: anthropicStreams,
  provider: (fetchBody) => createAnthropicMessages({ baseUrl: 'http://127.0.0.1:9', key: null, fetch: fetchBody }),
  mapper: () => new MessageMapper(),
})
