import { expect, it } from 'vitest'
import { errorWords } from '../../../src/shared/error-words'

it('has words for a reason of its code', () => {
  expect(errorWords({ code: 'network', reason: 'cut' })).toEqual({
    key: 'network/cut',
    titleKey: 'errors.network/cut.title',
    hintKey: 'errors.network/cut.hint',
    action: 'continue',
  })
})

it('falls back to the code when there is no reason, or one that belongs to another code', () => {
  expect(errorWords({ code: 'timeout' }).key).toBe('timeout')
  expect(errorWords({ code: 'timeout', reason: 'dns' }).key).toBe('timeout')
})
