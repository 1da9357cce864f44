import { expect, it } from 'vitest'
import { answerRequest, type ArrivedRequest } from '../../../../src/main/ipc/answer-request'
import type { Caller, Handlers } from '../../../../src/main/ipc/serve'
import { AppError } from '../../../../src/shared/errors'

interface Call {
  readonly name: string
  readonly input: unknown
  readonly caller: Caller
}

/** Handlers that note what reached them and answer with `answer()`. */
function noteCalls(answer: () => unknown = () => null) {
  const calls: Call[] = []
  const failures: unknown[] = []
  const handlers = new Proxy({} as Handlers, {
    get: (_target, name: string) => (input: unknown, caller: Caller) => {
      calls.push({ name, input, caller })
      return answer()
    },
  })
  const ask = (request: Partial<ArrivedRequest>) =>
    answerRequest(
      {
        windowId: 7,
        frameUrl: 'runnel-app://main/',
        isMainFrame: true,
        name: 'reply.stop',
        input: { replyId: 'r' },
        ...request,
      },
      handlers,
      (name, error) => failures.push([name, error]),
    )
  return { calls, failures, ask }
}

it('hands the parsed input and the caller to the handler', async () => {
  const { calls, ask } = noteCalls(() => 'done')
  const input = { id: 'c', title: '  A title  ', extra: 1 }
  expect(await ask({ name: 'conversations.rename', input })).toEqual({ ok: true, value: 'done' })
  expect(calls).toEqual([
    { name: 'conversations.rename', input: { id: 'c', title: 'A title' }, caller: { windowId: 7, kind: 'main' } },
  ])
})

it.each([
  ['a foreign page', { frameUrl: 'https://example.com/' }],
  ['a frame that is gone', { frameUrl: '' }],
  ['a frame inside a page of ours', { isMainFrame: false }],
  ['a file of ours that is no page', { frameUrl: 'runnel-app://main/assets/a.svg' }],
  ['an unknown name', { name: 'keys.read' }],
  ['an inherited name', { name: 'constructor' }],
  ['a name that only turns into one', { name: ['reply.stop'] }],
  [
    'a request of another kind of window',
    { name: 'key-window.save', input: { secret: 's', test: false, sessionOnly: true } },
  ],
  [
    'a key window asking for conversations',
    { frameUrl: 'runnel-app://key/', name: 'conversations.get', input: { id: 'c' } },
  ],
  ['an input of the wrong shape', { input: { replyId: 1 } }],
  ['no input', { input: undefined }],
])('refuses %s before any handler', async (_what, request) => {
  const { calls, ask } = noteCalls()
  expect(await ask(request)).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
  expect(calls).toEqual([])
})

it('never repeats an input that it refuses', async () => {
  const { ask } = noteCalls()
  const request = { frameUrl: 'runnel-app://key/', name: 'key-window.save' }
  const answers = [
    await ask({ ...request, input: { secret: 'sk-secret', test: 'sk-secret', sessionOnly: 'sk-secret' } }),
    await ask({ ...request, input: 'sk-secret' }),
    await ask({ name: 'sk-secret' }),
  ]
  expect(JSON.stringify(answers)).not.toContain('sk-secret')
})

it('answers with an AppError as it is, and does not report it', async () => {
  const data = { code: 'rate-limit', detail: 'slow down', retryAfterMs: 1200 } as const
  const { failures, ask } = noteCalls(() => Promise.reject(new AppError(data)))
  expect(await ask({})).toEqual({ ok: false, error: data })
  expect(failures).toEqual([])
})

it('answers any other failure as internal, and reports it', async () => {
  const error = new TypeError('broken')
  const { failures, ask } = noteCalls(() => {
    throw error
  })
  expect(await ask({})).toMatchObject({ ok: false, error: { code: 'internal' } })
  expect(failures).toEqual([['reply.stop', error]])
})
