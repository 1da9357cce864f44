import type { Finish, ProviderEvent } from '../../../shared/reply'
import { DeltaTexts } from '../chat-completions/delta-texts'
import type { ChunkMapper } from '../chat-completions/event-reader'
import { readUsage } from '../chat-completions/usage-counts'
import { asRecord, asText } from '../transport/json-values'
import { failureIn, finishFromReason } from '../chat-completions/openai-chat-events'
import { ItemKeys } from './item-keys'
import { ResponseCalls } from './response-calls'
import type { ResponseCursor } from './response-cursor'
import { ResponseText, type TextPiece } from './response-text'

type JsonRecord = Readonly<Record<string, unknown>>

const callItems: readonly string[] = ['function_call', 'custom_tool_call']

/**
 * Turns the events of one response (OpenAI's Responses protocol) into ours; it also takes a whole response as its only event.
 * Whatever comes twice, as deltas and as a copy, is given out once. Unknown events say nothing.
 */
export class ResponsesMapper implements ChunkMapper {
  failure: unknown = undefined
  finished = false
  complete = false
  #responseId: string
  #model = ''
  #sequence: number
  #refused = false
  /** Where the last delta of text belonged. */
  #lastPart = { key: -1, index: -1, group: '', name: '' }
  readonly #after: ResponseCursor | null
  readonly #keys = new ItemKeys()
  readonly #text: ResponseText
  readonly #reasoning = new ResponseText()
  readonly #deltas = new DeltaTexts()
  readonly #calls = new ResponseCalls()
  readonly #sources = new Set<string>()

  /** `after`: the stream goes on after this event of a response. */
  constructor(after: ResponseCursor | null = null) {
    this.#after = after
    this.#sequence = after?.sequence ?? -1
    this.#responseId = after?.responseId ?? ''
    this.#text = new ResponseText(after?.textLength)
  }

  /** Empty until it is known. */
  get responseId(): string {
    return this.#responseId
  }

  /** The last event so far, or null while the stream cannot be taken up again. */
  get cursor(): ResponseCursor | null {
    if (this.#responseId === '' || this.#sequence < 0) return null
    return { responseId: this.#responseId, sequence: this.#sequence, textLength: this.#text.length }
  }

  map(chunk: unknown, event: string): readonly ProviderEvent[] {
    const events: ProviderEvent[] = []
    if (Array.isArray(chunk)) {
      for (const part of chunk) if (this.failure === undefined) events.push(...this.map(part, event))
      return events
    }
    const record = asRecord(chunk)
    if (!record || !this.#isNew(record['sequence_number'])) return events
    const type = asText(record['type']) || event
    // Nearly every event is this one.
    if (type === 'response.output_text.delta') this.#textDelta(record, events)
    else if (record['object'] === 'response') this.#ended(record, asText(record['status']), events)
    else if (type.startsWith('response.')) this.#event(type.slice('response.'.length), record, events)
    else if (type === 'error' || record['error']) this.failure = record
    else if (type === '') this.failure = failureIn(record, null)
    return events
  }

  end(): readonly ProviderEvent[] {
    const events: ProviderEvent[] = []
    this.#deltas.end(events)
    events.push(...this.#calls.end())
    return events
  }

  /** A server that does not know `starting_after` sends everything again. */
  #isNew(sequence: unknown): boolean {
    if (typeof sequence !== 'number') return true
    if (this.#after && sequence <= this.#after.sequence) return false
    this.#sequence = Math.max(this.#sequence, sequence)
    return true
  }

  #event(type: string, record: JsonRecord, events: ProviderEvent[]): void {
    switch (type) {
      case 'output_text.delta':
      case 'refusal.delta':
        this.#refused ||= type === 'refusal.delta'
        this.#textDelta(record, events)
        return
      case 'output_text.done':
        this.#textCopy(this.#keys.of(record), record['content_index'], asText(record['text']), events)
        return
      case 'refusal.done':
        this.#refused = true
        this.#textCopy(this.#keys.of(record), record['content_index'], asText(record['refusal']), events)
        return
      case 'output_text.annotation.added':
      case 'output_text_annotation.added':
        this.#annotations([record['annotation']], events)
        return
      case 'content_part.added':
        this.#text.open(partKey(this.#keys.of(record), record['content_index']))
        return
      case 'content_part.done':
        this.#part(this.#keys.of(record), record['content_index'], record['part'], events)
        return
      case 'error':
        this.failure = record
        return
      default:
        if (asRecord(record['response'])) this.#ofResponse(type, asRecord(record['response']) ?? record, events)
        else this.#ofItem(type, record, events)
    }
  }

  #ofResponse(type: string, response: JsonRecord, events: ProviderEvent[]): void {
    const ends = ['completed', 'incomplete', 'failed', 'cancelled', 'done'].includes(type)
    if (ends) this.#ended(response, type === 'done' ? asText(response['status']) : type, events)
    else this.#response(response, events)
  }

  #ofItem(type: string, record: JsonRecord, events: ProviderEvent[]): void {
    switch (type) {
      case 'output_item.added':
      case 'output_item.done':
        this.#item(record, type === 'output_item.added', events)
        return
      case 'function_call_arguments.delta':
      case 'custom_tool_call_input.delta':
        events.push(...this.#calls.delta(this.#keys.of(record), asText(record['delta'])))
        return
      case 'function_call_arguments.done':
      case 'custom_tool_call_input.done':
        events.push(...this.#calls.whole(this.#keys.of(record), record['arguments'] ?? record['input']))
        return
      case 'reasoning_text.delta':
      case 'reasoning_summary_text.delta':
        this.#deltas.reasoning(
          this.#reasoning.delta(...this.#reasoningPart(type, record), asText(record['delta'])),
          events,
        )
        return
      case 'reasoning_text.done':
      case 'reasoning_summary_text.done':
        this.#reasoningCopy(this.#reasoningPart(type, record), record['text'], events)
        return
      case 'reasoning_summary_part.done':
        this.#reasoningCopy(this.#reasoningPart(type, record), asRecord(record['part'])?.['text'], events)
    }
  }

  #textDelta(record: JsonRecord, events: ProviderEvent[]): void {
    const key = this.#keys.of(record)
    const index = asIndex(record['content_index'])
    if (this.#lastPart.key !== key || this.#lastPart.index !== index) {
      this.#lastPart = { key, index, group: String(key), name: partKey(key, index) }
    }
    this.#deltas.text(this.#text.delta(this.#lastPart.group, this.#lastPart.name, asText(record['delta'])), events)
  }

  #textCopy(key: number, index: unknown, text: string, events: ProviderEvent[]): void {
    this.#deltas.text(this.#text.whole(String(key), partKey(key, index), text), events)
  }

  /** One part of a message or of a thought, whole. */
  #part(key: number, index: unknown, value: unknown, events: ProviderEvent[]): void {
    const part = asRecord(value)
    if (part?.['type'] === 'reasoning_text') {
      const name = `${key}/text/${asIndex(index)}`
      this.#reasoningCopy([name, name], part['text'], events)
      return
    }
    this.#refused ||= asText(part?.['refusal']) !== ''
    this.#textCopy(key, index, asText(part?.['text']) || asText(part?.['refusal']), events)
    this.#annotations(part?.['annotations'], events)
  }

  #item(record: JsonRecord, begins: boolean, events: ProviderEvent[]): void {
    const key = this.#keys.of(record, begins)
    const item = asRecord(record['item'])
    if (!item) return
    const content = listOf(item['content'])
    if (callItems.includes(asText(item['type']))) {
      events.push(...this.#calls.item(key, item, begins))
    } else if (begins) {
      this.#text.open(String(key))
      this.#text.open(partKey(key, 0))
    } else if (item['type'] === 'message') {
      for (const [index, part] of content.entries()) this.#part(key, index, part, events)
    } else if (item['type'] === 'reasoning') {
      this.#thought(key, item, events)
    }
  }

  #thought(key: number, item: JsonRecord, events: ProviderEvent[]): void {
    for (const kind of ['summary', 'text'] as const) {
      const parts = listOf(item[kind === 'text' ? 'content' : kind])
      for (const [index, part] of parts.entries()) {
        const name = `${key}/${kind}/${index}`
        this.#reasoningCopy([name, name], asRecord(part)?.['text'], events)
      }
    }
  }

  #reasoningPart(type: string, record: JsonRecord): readonly [group: string, part: string] {
    const key = this.#keys.of(record)
    const isSummary = type.startsWith('reasoning_summary')
    const name = isSummary
      ? `${key}/summary/${asIndex(record['summary_index'])}`
      : `${key}/text/${asIndex(record['content_index'])}`
    return [name, name]
  }

  #reasoningCopy(part: readonly [group: string, part: string], text: unknown, events: ProviderEvent[]): void {
    // After a break it is unknown how much of the thought was shown, and a thought told twice is worse than a lost end.
    if (!this.#after) this.#deltas.reasoning(this.#reasoning.whole(...part, asText(text)), events)
  }

  #annotations(value: unknown, events: ProviderEvent[]): void {
    for (const entry of listOf(value)) {
      const annotation = asRecord(entry)
      const page = asRecord(annotation?.['url_citation']) ?? annotation
      const url = annotation?.['type'] === 'url_citation' ? asText(page?.['url']) : ''
      if (url === '' || this.#sources.has(url)) continue
      this.#sources.add(url)
      events.push({ type: 'source', source: { url, title: asText(page?.['title']) || url } })
    }
  }

  #response(response: JsonRecord, events: ProviderEvent[]): void {
    const responseId = this.#responseId === '' ? asText(response['id']) : ''
    const model = this.#model === '' ? asText(response['model']) : ''
    if (responseId === '' && model === '') return
    this.#responseId ||= responseId
    this.#model ||= model
    events.push({ type: 'response', ...(responseId ? { responseId } : {}), ...(model ? { model } : {}) })
  }

  /** The response as a whole, with all that was streamed, unless its server leaves that out. */
  #ended(response: JsonRecord, status: string, events: ProviderEvent[]): void {
    this.#response(response, events)
    const items = listOf(response['output']).map(asRecord)
    const pieces: TextPiece[] = []
    const isThoughtNew = this.#reasoning.length === 0
    for (const [position, item] of items.entries()) {
      if (item?.['type'] === 'message') pieces.push(...this.#pieces(position, item))
      else if (item?.['type'] === 'reasoning' && isThoughtNew) this.#thought(position, item, events)
    }
    this.#deltas.text(this.#text.all(pieces), events)
    for (const [position, item] of items.entries()) {
      if (item && callItems.includes(asText(item['type']))) events.push(...this.#calls.itemAtEnd(position, item))
      for (const part of listOf(item?.['content'])) this.#annotations(asRecord(part)?.['annotations'], events)
    }
    const usage = readUsage(response['usage'])
    if (usage) events.push({ type: 'usage', usage })
    this.#finish(response, status, events)
  }

  #pieces(position: number, message: JsonRecord): readonly TextPiece[] {
    return listOf(message['content']).map((entry) => {
      const part = asRecord(entry)
      this.#refused ||= asText(part?.['refusal']) !== ''
      return { group: String(position), text: asText(part?.['text']) || asText(part?.['refusal']) }
    })
  }

  #finish(response: JsonRecord, status: string, events: ProviderEvent[]): void {
    if (status === 'failed' || response['error']) {
      this.failure = { error: response['error'] ?? { code: 'failed', message: 'The response failed.' } }
    } else if (status !== 'in_progress' && status !== 'queued') {
      this.finished = true
      this.complete = true
      events.push({ type: 'finish', finish: this.#finishOf(response, status || 'completed') })
    }
  }

  #finishOf(response: JsonRecord, status: string): Finish {
    const reason = asText(asRecord(response['incomplete_details'])?.['reason'])
    if (status === 'incomplete') return finishFromReason(reason || status)
    if (this.#refused) return finishFromReason('refusal')
    if (status === 'completed') return { unified: this.#calls.any ? 'tool-calls' : 'stop', raw: status }
    return { unified: 'other', raw: status }
  }
}

function partKey(item: number, index: unknown): string {
  return `${item}/${asIndex(index)}`
}

function asIndex(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
