import { expect, it } from 'vitest'
import { planFor, readyAt } from '../../../../../../src/renderer/chat/reply/notice/notice-plan'
import { emptyReply } from '../../../../../../src/shared/reply'

it('goes on where there is text, and asks again where there is none', () => {
  const cut = { code: 'network', reason: 'cut', detail: '' } as const
  expect(planFor(cut, true)).toEqual({ primary: 'continue', secondary: 'retry' })
  expect(planFor(cut, false)).toEqual({ primary: 'retry', secondary: null })
})

it('does not offer to retry a wrong key first', () => {
  expect(planFor({ code: 'auth', detail: '' }, false)).toEqual({ primary: 'open-keys', secondary: 'retry' })
  expect(planFor({ code: 'auth', detail: '' }, true)).toEqual({ primary: 'open-keys', secondary: 'continue' })
})

it('offers another model while a server wants to be left alone', () => {
  expect(planFor({ code: 'rate-limit', detail: '' }, false)).toEqual({ primary: 'retry', secondary: 'choose-model' })
})

it('counts the wait from the end of the reply', () => {
  const reply = { ...emptyReply, startedAt: 1000, timing: { totalMs: 200 } }
  expect(readyAt({ ...reply, error: { code: 'rate-limit', detail: '', retryAfterMs: 12_000 } })).toBe(13_200)
  expect(readyAt({ ...reply, error: { code: 'rate-limit', detail: '' } })).toBeNull()
})

it('does not offer the same model the question that it declined or cannot hold', () => {
  for (const code of ['content-filter', 'context-too-long'] as const)
    expect(planFor({ code, detail: '' }, false)).toEqual({ primary: 'edit-question', secondary: 'choose-model' })
})
