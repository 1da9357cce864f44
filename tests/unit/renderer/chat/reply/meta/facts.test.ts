import { beforeAll, expect, it } from 'vitest'
import { factsOf } from '../../../../../../src/renderer/chat/reply/meta/facts'
import { startWords, translate } from '../../../../../../src/renderer/words'
import { emptyReply, type Reply } from '../../../../../../src/shared/reply'

const prices = { 'gpt-5.1': { input: 1, output: 10 } }
const reply: Reply = {
  ...emptyReply,
  providerId: 'openai',
  model: 'gpt-5.1',
  finish: { unified: 'stop', raw: 'end_turn' },
  timing: { firstTokenMs: 312, longestGapMs: 2400, totalMs: 9000 },
}

function facts(change: Partial<Reply> = {}): Readonly<Record<string, string>> {
  const context = { provider: 'OpenAI', prices, t: translate, language: 'en' }
  return Object.fromEntries(factsOf({ ...reply, ...change }, context).map(({ name, value }) => [name, value]))
}

beforeAll(() => startWords('en'))

it('tell all that was reported, the provider’s own stop reason included', () => {
  const usage = { inputTokens: 12_000, cachedTokens: 2000, outputTokens: 800, reasoningTokens: 300 }
  expect(facts({ usage })).toEqual({
    answeredBy: 'gpt-5.1, OpenAI',
    firstToken: '312 ms',
    total: '9.0 s',
    longestGap: '2.4 s',
    tokensIn: '12,000, of which 2,000 from the cache',
    tokensOut: '800, of which 300 for thinking',
    cost: '0.02, by your prices',
    end: 'complete (end_turn)',
  })
})

it('say "unknown" and never zero for what was not reported', () => {
  expect(facts()).toMatchObject({ tokensIn: 'unknown', tokensOut: 'unknown', cost: 'unknown' })
  expect(facts({ usage: { inputTokens: 1, outputTokens: 1 }, model: 'other' })).toMatchObject({ cost: 'unknown' })
})

it('leave out times that there were not', () => {
  expect(facts({ timing: { totalMs: 5 } })).not.toHaveProperty('firstToken')
})

it('show a reason that we have no word for as the provider wrote it', () => {
  expect(facts({ finish: { unified: 'other', raw: 'eos_token' } })).toMatchObject({ end: 'unknown (eos_token)' })
})

it('of the guide are few: it has no tokens and no price', () => {
  expect(Object.keys(facts({ providerId: 'guide' }))).toEqual(['firstToken', 'total', 'longestGap', 'end'])
})
