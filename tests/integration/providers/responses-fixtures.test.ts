import { createOpenAiResponses } from '../../../src/main/providers/responses/openai-responses'
import { ResponsesMapper } from '../../../src/main/providers/responses/response-events'
import { responsesStreams } from '../../support/expected-streams/responses'
import { testStreamFixtures } from '../../support/stream-fixtures'

testStreamFixtures({
  prefix: 'responses',
  expectations: responsesStreams,
  provider: (fetchBody) => createOpenAiResponses({ baseUrl: 'http://127.0.0.1:9/v1', key: null, fetch: fetchBody }),
  mapper: () => new ResponsesMapper(),
})
