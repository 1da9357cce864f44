import { asRecord, asText } from '../transport/json-values'

// Far above any output index.
const firstOwnKey = 1_000_000

/**
 * Tells the output items of one response apart: by `output_index`, where it is missing by the item's id, and without either it
 * is the item before. Some servers send another id with every event of an item, so the index counts first.
 */
export class ItemKeys {
  readonly #byId = new Map<string, number>()
  #last = 0
  #lastType = ''
  #own = firstOwnKey

  /** The key of the item that an event is about. `begins`: the event opens it. */
  of(event: Readonly<Record<string, unknown>>, begins = false): number {
    const index = event['output_index']
    const item = asRecord(event['item'])
    const id = asText(event['item_id']) || asText(item?.['id'])
    const key =
      typeof index === 'number' ? index : (this.#byId.get(id) ?? this.#withoutIndex(asText(item?.['type']), begins))
    if (id !== '' && item) this.#byId.set(id, key)
    if (item) this.#lastType = asText(item['type'])
    this.#last = key
    return key
  }

  #withoutIndex(type: string, begins: boolean): number {
    if (!begins && (type === '' || type === this.#lastType)) return this.#last
    this.#own += 1
    return this.#own
  }
}
