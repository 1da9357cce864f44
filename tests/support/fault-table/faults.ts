import { jsonAnswer, sse, textAnswer, type Script, type Step } from '../provider-server'
import type { Ending, ProtocolVoice, Refusal } from '../protocol-voices'

/** One thing that can go wrong between Runnel and a provider. */
export interface Fault {
  /** As it stands in the table. */
  readonly name: string
  /** The address leads nowhere. */
  readonly address?: 'refused' | 'unknown'
  /** The answer that has it before its first token; null where the protocol has no such thing. */
  readonly before: (voice: ProtocolVoice) => Script | null
  /**
   * What follows some text; null where nothing can. Absent: a reset follows it, and the fault meets the try that takes the
   * reply up.
   */
  readonly after?: ((voice: ProtocolVoice) => readonly Step[]) | null
  /** The stream says nothing more: only short limits end it. */
  readonly silent?: true
}

type FaultAnswers = Pick<Fault, 'before' | 'after'>

const nothing: Script = { steps: [] }
const answers = (script: Script) => () => script
const refuses = (refusal: Refusal) => (voice: ProtocolVoice) => voice.refuses[refusal]

function inTheStream(steps: (voice: ProtocolVoice) => readonly Step[]): FaultAnswers {
  return { before: (voice) => ({ steps: [{ send: voice.opening }, ...steps(voice)] }), after: steps }
}

function ends(ending: Ending): FaultAnswers {
  return {
    before: (voice) => voice.ending[ending].before,
    after: (voice) => [{ send: voice.ending[ending].after }],
  }
}

function plainError(status: number, words: string): Script {
  return jsonAnswer({ error: { message: words } }, status)
}

/** As gateways put an error into a stream, whatever protocol it is in. */
function numbered(code: number, message: string): string {
  return sse({ error: { code, message } })
}

/** All of them, in the order of the table. */
export const faults: readonly Fault[] = [
  { name: 'connection refused', address: 'refused', before: answers(nothing) },
  { name: 'unknown host', address: 'unknown', before: answers(nothing) },
  { name: 'connection reset', before: answers({ steps: [{ reset: true }] }), after: () => [{ reset: true }] },
  { name: 'closed in the middle of the body', ...inTheStream(() => [{ cut: true }]) },
  { name: 'silence', silent: true, ...inTheStream(() => [{ stall: true }]) },
  { name: '401, wrong key', before: refuses('wrong-key') },
  { name: '404, no such model', before: refuses('no-model') },
  { name: '407, a proxy asks for a password', before: answers(textAnswer('', 407)) },
  { name: '408', before: answers(plainError(408, 'Request timeout.')) },
  { name: '409', before: answers(plainError(409, 'Conflict.')) },
  { name: '429, asks to wait 7 s', before: refuses('too-often') },
  { name: 'nothing left to spend', before: refuses('no-money') },
  { name: '500', before: refuses('broken') },
  { name: '503 or 529, overloaded', before: refuses('busy') },
  { name: '502 with a web page', before: answers(textAnswer('<html><h1>502 Bad Gateway</h1></html>', 502)) },
  { name: 'a web page with 200', before: answers(textAnswer('<!doctype html><title>Sign in</title>')) },
  { name: 'an empty body', before: answers(nothing) },
  { name: 'a chunk that is no JSON', ...inTheStream(() => [{ send: 'data: {"half": "a chu\n\n' }]) },
  { name: 'an error inside: overloaded', ...inTheStream(({ errorInside }) => [{ send: errorInside.busy }]) },
  { name: 'an error inside: server fault', ...inTheStream(({ errorInside }) => [{ send: errorInside.broken }]) },
  { name: 'an error inside: request refused', ...inTheStream(({ errorInside }) => [{ send: errorInside.refused }]) },
  {
    name: 'an error inside: 408',
    ...inTheStream(() => [{ send: numbered(408, 'Request timeout.') }]),
  },
  {
    name: 'an error inside: 409',
    ...inTheStream(() => [{ send: numbered(409, 'Conflict.') }]),
  },
  { name: 'no stop reason', ...inTheStream(() => []) },
  { name: 'content filter', ...ends('filtered') },
  {
    name: 'a refusal in words',
    before: ({ refusal }) => (refusal === null ? null : { steps: [{ send: refusal }] }),
    after: null,
  },
  { name: 'length limit', ...ends('length') },
]
