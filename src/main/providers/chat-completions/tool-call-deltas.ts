import type { ProviderEvent } from '../../../shared/reply'
import { asRecord, asText } from '../transport/json-values'

interface OpenCall {
  readonly index: number
  readonly sentId: string
  name: string
  started: boolean
  /** Arguments that came before the name. */
  waiting: string
  /** The first half of a character that was split over two deltas. */
  half: string
}

/**
 * Puts together the tool calls of one reply from deltas as providers send them: with the index missing, or the same for
 * all; with the id repeated, empty or changing later; with arguments null, or whole as an object. Calls are numbered from 0 in
 * the order in which they came.
 */
export class ToolCallDeltas {
  readonly #calls: OpenCall[] = []
  readonly #byIndex = new Map<number, OpenCall>()

  get any(): boolean {
    return this.#calls.length > 0
  }

  /** The events of one `tool_calls` value. */
  push(value: unknown): readonly ProviderEvent[] {
    const events: ProviderEvent[] = []
    for (const entry of Array.isArray(value) ? value : [value]) {
      const part = asRecord(entry)
      if (part) this.#take(part, events)
    }
    return events
  }

  /** Calls that never got a name are given out without one. */
  end(): readonly ProviderEvent[] {
    const events: ProviderEvent[] = []
    for (const call of this.#calls) {
      this.#start(call, events)
      if (call.half !== '') events.push(argumentsDelta(call.index, call.half.toWellFormed()))
      call.half = ''
    }
    return events
  }

  #take(part: Readonly<Record<string, unknown>>, events: ProviderEvent[]): void {
    const work = asRecord(part['function']) ?? asRecord(part['custom']) ?? part
    const name = asText(work['name'])
    const call = this.#find(part, asText(part['id']), name)
    if (call.name === '' && name !== '') call.name = name
    if (call.name !== '') this.#start(call, events)
    const given = work['arguments'] ?? work['input']
    const text = typeof given === 'string' ? given : asRecord(given) ? JSON.stringify(given) : ''
    if (text === '') return
    if (!call.started) {
      call.waiting += text
      return
    }
    this.#sendArguments(call, text, events)
  }

  #find(part: Readonly<Record<string, unknown>>, id: string, name: string): OpenCall {
    const key = typeof part['index'] === 'number' ? part['index'] : null
    const known = key === null ? this.#findWithoutIndex(id, name) : this.#byIndex.get(key)
    // One index for several calls: a new id together with a name opens the next call. An id alone may just have changed.
    const another = known && id !== '' && known.sentId !== '' && id !== known.sentId && name !== ''
    if (known && !another) return known
    const call = { index: this.#calls.length, sentId: id, name: '', started: false, waiting: '', half: '' }
    this.#calls.push(call)
    if (key !== null) this.#byIndex.set(key, call)
    return call
  }

  #findWithoutIndex(id: string, name: string): OpenCall | undefined {
    const sameId = id === '' ? undefined : this.#calls.find((call) => call.sentId === id)
    const last = this.#calls.at(-1)
    if (sameId || !last) return sameId
    return id !== '' || (name !== '' && last.started) ? undefined : last
  }

  #start(call: OpenCall, events: ProviderEvent[]): void {
    if (call.started) return
    call.started = true
    const callId = call.sentId === '' ? `call-${call.index}` : call.sentId
    events.push({ type: 'tool-call-start', index: call.index, callId, name: call.name })
    if (call.waiting !== '') this.#sendArguments(call, call.waiting, events)
    call.waiting = ''
  }

  #sendArguments(call: OpenCall, text: string, events: ProviderEvent[]): void {
    const { whole, half } = splitHalf(call.half + text)
    call.half = half
    if (whole !== '') events.push(argumentsDelta(call.index, whole))
  }
}

function argumentsDelta(index: number, argumentsText: string): ProviderEvent {
  return { type: 'tool-call-delta', index, argumentsText }
}

/**
 * Keeps back the first half of a surrogate pair at the end: providers that cut by UTF-16 send the second half with the next
 * delta. Any other lone half becomes U+FFFD, because it could not be stored.
 */
export function splitHalf(text: string): { readonly whole: string; readonly half: string } {
  if (text.isWellFormed()) return { whole: text, half: '' }
  const last = text.charCodeAt(text.length - 1)
  const cut = last >= 0xd800 && last <= 0xdbff ? text.length - 1 : text.length
  return { whole: text.slice(0, cut).toWellFormed(), half: text.slice(cut) }
}
