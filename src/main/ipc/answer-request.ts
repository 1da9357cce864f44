import { AppError, toAppErrorData } from '../../shared/errors'
import { requests, type RequestName, type Result } from '../../shared/ipc'
import { isOwnPage } from '../windows/page-policy'
import type { Caller, Handlers } from './serve'

/** A call as it arrives. Nothing in it is trusted but `windowId`, `frameUrl` and `isMainFrame`, which Electron states. */
export interface ArrivedRequest {
  readonly windowId: number
  readonly frameUrl: string
  readonly isMainFrame: boolean
  readonly name: unknown
  readonly input: unknown
}

/** Told of a handler that threw something other than an AppError. Never told the input. */
export type ReportFailure = (name: RequestName, error: unknown) => void

type AnyHandler = (input: unknown, caller: Caller) => unknown

/** Checks sender, name, window kind and input, in this order; then asks the handler. Never rejects. */
export async function answerRequest(
  { windowId, frameUrl, isMainFrame, name, input }: ArrivedRequest,
  handlers: Handlers,
  reportFailure: ReportFailure,
): Promise<Result<unknown>> {
  const kind = isMainFrame ? isOwnPage(frameUrl) : null
  if (!kind) return refused('This page may ask nothing.')
  if (!isRequestName(name)) return refused('Unknown request.')
  const { input: schema, from } = requests[name]
  if (!from.includes(kind)) return refused(`${name}: not for this window.`)
  const parsed = schema.safeParse(input)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return refused(`${name}: ${issue?.path.join('.') ?? ''}: ${issue?.code ?? 'invalid'}`)
  }
  try {
    const handler = handlers[name] as AnyHandler
    return { ok: true, value: await handler(parsed.data, { windowId, kind }) }
  } catch (error) {
    if (!(error instanceof AppError)) reportFailure(name, error)
    return { ok: false, error: toAppErrorData(error) }
  }
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(requests, name)
}

function refused(detail: string): Result<never> {
  return { ok: false, error: { code: 'invalid-request', detail } }
}
