import type { Attempt, Reply } from '../../../../shared/reply'
import type { SilenceLimits } from '../../../../shared/providers'

/** What a running reply is doing. `quietMs`: for how long nothing at all has come. */
export type WaitState =
  | { readonly type: 'connecting' }
  | { readonly type: 'waiting'; readonly waitedMs: number; readonly quietMs: number }
  | { readonly type: 'flowing' }
  | { readonly type: 'silent'; readonly quietMs: number }
  /** The next try is counted down, or under way when `leftMs` is 0. */
  | { readonly type: 'trying'; readonly attempt: Attempt; readonly leftMs: number; readonly quietMs: number }

const connectingMs = 1000
const silentAfterMs = 5000

/** What a running reply does at `now`; `activeAt` says when anything last came. All times on one clock. */
export function waitStateOf(reply: Reply, activeAt: number, now: number): WaitState {
  const { attempt, startedAt, firstTokenMs } = reply
  if (attempt) {
    const leftMs = Math.max(0, attempt.at - now)
    return { type: 'trying', attempt, leftMs, quietMs: Math.max(0, now - Math.max(attempt.at, activeAt)) }
  }
  const quietMs = Math.max(0, now - Math.max(startedAt, activeAt))
  if (firstTokenMs !== undefined) return quietMs < silentAfterMs ? { type: 'flowing' } : { type: 'silent', quietMs }
  const waitedMs = Math.max(0, now - startedAt)
  return waitedMs < connectingMs ? { type: 'connecting' } : { type: 'waiting', waitedMs, quietMs }
}

/** Whether nothing has come for so long that the user should be able to do something about it. */
export function isLate(state: WaitState): boolean {
  return 'quietMs' in state && state.quietMs >= silentAfterMs
}

/** After how much silence this state is given up, in milliseconds; null where nothing is waited for. */
export function limitOf(state: WaitState, limits: SilenceLimits): number | null {
  if (state.type === 'silent') return limits.betweenMs
  const opensStream = state.type === 'waiting' || (state.type === 'trying' && state.leftMs === 0)
  return opensStream ? limits.firstTokenMs : null
}
