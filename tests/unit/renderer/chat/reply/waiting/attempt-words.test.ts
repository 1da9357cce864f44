import { beforeAll, describe, expect, it } from 'vitest'
import { resumeLine, retryNote, retryTitle } from '../../../../../../src/renderer/chat/reply/waiting/attempt-words'
import { startWords, translate } from '../../../../../../src/renderer/words'
import type { AppErrorData } from '../../../../../../src/shared/errors'
import type { Attempt } from '../../../../../../src/shared/reply'

const subject = { provider: 'OpenAI', model: 'gpt-5.1' }

function attempt(error: Partial<AppErrorData>, kind: Attempt['kind'] = 'retry'): Attempt {
  return { kind, number: 2, of: 4, at: 0, error: { code: 'internal', detail: '', ...error } }
}

beforeAll(() => startWords('en'))

describe('before the first token', () => {
  const limited = attempt({ code: 'rate-limit', status: 429 })
  const title = (leftMs: number, quietMs = 0, one = limited) =>
    retryTitle({ attempt: one, leftMs, quietMs }, subject, translate)

  it('counts whole seconds down to one, then says that it tries', () => {
    expect(title(11_100)).toBe('OpenAI asks to wait. Trying again in 12 s.')
    expect(title(1)).toBe('OpenAI asks to wait. Trying again in 1 s.')
    expect(title(0)).toBe('OpenAI asks to wait. Trying again now.')
    expect(title(0, 7000)).toBe('OpenAI asks to wait. Trying again, for 7 s now.')
  })

  it('names each cause in its own words', () => {
    expect(title(3000, 0, attempt({ code: 'overloaded' }))).toMatch(/overloaded.* in 3 s\.$/)
    expect(title(3000, 0, attempt({ code: 'network', reason: 'offline' }))).toMatch(/^This computer is offline\./)
  })

  it('says how often it was tried, and a status that has no better word', () => {
    expect(retryNote(limited, translate)).toBe('Rate limit, attempt 2 of 4.')
    expect(retryNote(attempt({ code: 'bad-response', status: 502 }), translate)).toBe(
      'HTTP status 502, attempt 2 of 4.',
    )
    expect(retryNote(attempt({ code: 'bad-response' }), translate)).toBe('No proper answer, attempt 2 of 4.')
  })
})

describe('in the middle of a text', () => {
  const line = (leftMs: number, error: Partial<AppErrorData>) =>
    resumeLine({ attempt: attempt(error, 'resume'), leftMs, quietMs: 0 }, subject, translate)

  it('names seconds only when there are some to wait', () => {
    expect(line(800, { code: 'network', reason: 'cut' })).toBe('Connection lost. Reconnecting, 2 of 4')
    expect(line(9500, { code: 'rate-limit' })).toBe('OpenAI asks to wait. Reconnecting in 10 s, 2 of 4')
  })
})
