import { ContentMapper } from '../../../src/main/providers/gemini/content-events'
import { createGemini } from '../../../src/main/providers/gemini/gemini'
import { geminiStreams } from '../../support/expected-streams/gemini'
import { testStreamFixtures } from '../../support/stream-fixtures'

testStreamFixtures({
  prefix: 'gemini',
  expectations: geminiStreams,
  provider: (fetchBody) => createGemini({ baseUrl: 'http://127.0.0.1:9', key: null, fetch: fetchBody }),
  mapper: () => new ContentMapper(''),
})
