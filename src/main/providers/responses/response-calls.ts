import type { ProviderEvent } from '../../../shared/reply'
import { SeenText } from '../chat-completions/seen-text'
import { ToolCallDeltas } from '../chat-completions/tool-call-deltas'
import { asRecord, asText } from '../transport/json-values'

type JsonRecord = Readonly<Record<string, unknown>>

/** Puts the function calls of one response together. `key` tells its items apart; a repeated one with another id is a call of its own. */
export class ResponseCalls {
  readonly #deltas = new ToolCallDeltas()
  /** By index of ToolCallDeltas. */
  readonly #arguments = new Map<number, SeenText>()
  readonly #indexByKey = new Map<number, number>()
  readonly #indexByCallId = new Map<string, number>()

  get any(): boolean {
    return this.#deltas.any
  }

  /** An item that begins, or one that is whole. */
  item(key: number, item: JsonRecord, begins: boolean): readonly ProviderEvent[] {
    const callId = asText(item['call_id'])
    const known = this.#indexByCallId.get(callId) ?? this.#indexByKey.get(key)
    const isAnother = begins && callId !== '' && !this.#indexByCallId.has(callId) && this.#isNamed(known)
    const index = known === undefined || isAnother ? this.#arguments.size : known
    this.#indexByKey.set(key, index)
    if (callId !== '') this.#indexByCallId.set(callId, index)
    const id = known === index ? '' : callId || asText(item['id'])
    const start = this.#deltas.push({ index, id, function: { name: item['name'] } })
    return [...start, ...this.#whole(index, item['arguments'] ?? item['input'])]
  }

  /** An item of the finished response, where it stands at `position`; there servers may leave items out. */
  itemAtEnd(position: number, item: JsonRecord): readonly ProviderEvent[] {
    const isUnsure = !this.#indexByCallId.has(asText(item['call_id'])) && this.#indexByKey.has(position)
    return isUnsure ? [] : this.item(position, item, false)
  }

  delta(key: number, text: string): readonly ProviderEvent[] {
    return this.#delta(this.#indexOf(key), text)
  }

  /** A whole copy of the arguments, of which only what no delta brought is new. */
  whole(key: number, value: unknown): readonly ProviderEvent[] {
    return this.#whole(this.#indexOf(key), value)
  }

  end(): readonly ProviderEvent[] {
    return this.#deltas.end()
  }

  #delta(index: number, text: string): readonly ProviderEvent[] {
    if (text === '') return []
    this.#seen(index).add(text)
    return this.#deltas.push({ index, function: { arguments: text } })
  }

  #whole(index: number, value: unknown): readonly ProviderEvent[] {
    const text = asRecord(value) ? JSON.stringify(value) : asText(value)
    return this.#delta(index, this.#seen(index).newIn(text, true))
  }

  #isNamed(index: number | undefined): boolean {
    return [...this.#indexByCallId.values()].includes(index ?? -1)
  }

  #indexOf(key: number): number {
    const index = this.#indexByKey.get(key) ?? this.#arguments.size
    this.#indexByKey.set(key, index)
    return index
  }

  #seen(index: number): SeenText {
    let seen = this.#arguments.get(index)
    if (!seen) this.#arguments.set(index, (seen = new SeenText()))
    return seen
  }
}
