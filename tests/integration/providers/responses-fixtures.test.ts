import { createOpenAiResponses } from '../../../src/main/providers/responses/openai-responses'
import { ResponsesMapper } from '../../../src/main/providers/responses/response-events'
import { responsesStreams } from '../../support/expected-streams/responses'
import { voiceOf } from '../../support/protocol-voices'
import { testStreamFixtures } from '../../support/stream-fixtures'

testStreamFixtures({
  prefix: 'responses',
  voice: voiceOf('openai-responses'),
  expectations: responsesStreams,
  provider: createOpenAiResponses,
  mapper: () => new ResponsesMapper(),
})
