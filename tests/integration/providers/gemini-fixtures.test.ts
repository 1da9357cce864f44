import { ContentMapper } from '../../../src/main/providers/gemini/content-events'
import { createGemini } from '../../../src/main/providers/gemini/gemini'
import { geminiStreams } from '../../support/expected-streams/gemini'
import { voiceOf } from '../../support/protocol-voices'
import { testStreamFixtures } from '../../support/stream-fixtures'

testStreamFixtures({
  prefix: 'gemini',
  voice: voiceOf('gemini'),
  expectations: geminiStreams,
  provider: createGemini,
  mapper: () => new ContentMapper(''),
})
