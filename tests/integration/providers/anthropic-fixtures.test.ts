import { createAnthropicMessages } from '../../../src/main/providers/anthropic/anthropic-messages'
import { MessageMapper } from '../../../src/main/providers/anthropic/message-events'
import { anthropicStreams } from '../../support/expected-streams/anthropic'
import { voiceOf } from '../../support/protocol-voices'
import { testStreamFixtures } from '../../support/stream-fixtures'

testStreamFixtures({
  prefix: 'anthropic',
  voice: voiceOf('anthropic-messages'),
  expectations: anthropicStreams,
  provider: createAnthropicMessages,
  mapper: () => new MessageMapper(),
})
