import type { Finish, FinishReason, ProviderEvent } from '../../../shared/reply'
import { asRecord, asText } from '../transport/json-values'
import type { ChunkMapper } from './event-reader'
import { CitedSources } from './cited-sources'
import { DeltaTexts } from './delta-texts'
import { SeenText } from './seen-text'
import { ThinkTags, type ContentPiece } from './think-tags'
import { ToolCallDeltas } from './tool-call-deltas'
import { UsageCounts } from './usage-counts'

type JsonRecord = Readonly<Record<string, unknown>>

const finishReasons: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  eos: 'stop',
  end_turn: 'stop',
  stop_sequence: 'stop',
  length: 'length',
  max_tokens: 'length',
  max_output_tokens: 'length',
  model_length: 'length',
  tool_calls: 'tool-calls',
  tool_use: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'content-filter',
  sensitive: 'content-filter',
  safety: 'content-filter',
  recitation: 'content-filter',
  prohibited_content: 'content-filter',
  refusal: 'content-filter',
}

/** Stop reasons that report a fault of the provider: OpenRouter and Mistral, Zhipu, DeepSeek. */
const faultReasons: readonly string[] = ['error', 'network_error', 'insufficient_system_resource']

/** Our word beside the provider's. */
export function finishFromReason(raw: string): Finish {
  return { unified: finishReasons[raw.toLowerCase()] ?? 'other', raw }
}

/**
 * Turns the chunks of one chat completion into events; it also takes a whole, non-streaming completion as its only chunk.
 * After `map`, look at `failure`: an error that the provider put into the stream, as it came (not undefined).
 */
export class ChatChunkMapper implements ChunkMapper {
  failure: unknown = undefined
  finished = false
  // Usage may follow the stop reason: only `[DONE]` and the end of the body are the end.
  readonly complete = false
  #responseId = ''
  #model = ''
  #finishRaw = ''
  #deltaSeen = false
  #refused = false
  readonly #thinkTags = new ThinkTags()
  readonly #toolCalls = new ToolCallDeltas()
  readonly #usage = new UsageCounts()
  readonly #sources = new CitedSources()
  readonly #contentSeen = new SeenText()
  readonly #reasoningSeen = new SeenText()
  readonly #deltas = new DeltaTexts()

  /** The events of one chunk, in order. What is no object is ignored; an array is taken chunk by chunk. */
  map(chunk: unknown): readonly ProviderEvent[] {
    const events: ProviderEvent[] = []
    if (Array.isArray(chunk)) {
      for (const part of chunk) if (this.failure === undefined) events.push(...this.map(part))
      return events
    }
    const record = asRecord(chunk)
    if (!record) return events
    this.#response(record, events)
    const choices = Array.isArray(record['choices']) ? record['choices'] : null
    const choice = choices ? firstChoice(choices) : null
    if (choice) this.#choice(choice, events)
    // Titles first: `citations` names the same pages by address alone.
    for (const list of [record['search_results'], record['citations']]) {
      if (list) events.push(...this.#sources.read(list))
    }
    this.#addUsage(record, choice, choices?.length === 0, events)
    this.failure ??= failureIn(record, choice)
    return events
  }

  /** What was held back, once the stream has ended, well or not. */
  end(): readonly ProviderEvent[] {
    const events: ProviderEvent[] = []
    this.#pieces(this.#thinkTags.end(), events)
    this.#deltas.end(events)
    events.push(...this.#toolCalls.end())
    this.#giveUsage(events)
    return events
  }

  #response(record: JsonRecord, events: ProviderEvent[]): void {
    if (this.#responseId !== '' && this.#model !== '') return
    const responseId = this.#responseId === '' ? asText(record['id']) : ''
    const model = this.#model === '' ? asText(record['model']) : ''
    if (responseId === '' && model === '') return
    this.#responseId ||= responseId
    this.#model ||= model
    events.push({ type: 'response', ...(responseId ? { responseId } : {}), ...(model ? { model } : {}) })
  }

  #choice(choice: JsonRecord, events: ProviderEvent[]): void {
    const delta = asRecord(choice['delta'])
    if (delta) {
      this.#deltaSeen = true
      this.#delta(delta, events)
    }
    const message = asRecord(choice['message'])
    if (message) this.#message(message, events)
    this.#finish(choice['finish_reason'], events)
  }

  #delta(delta: JsonRecord, events: ProviderEvent[]): void {
    const reasoning = reasoningOf(delta)
    if (reasoning !== '') {
      this.#reasoningSeen.add(reasoning)
      this.#reason(reasoning, events)
    }
    const content = delta['content']
    if (typeof content === 'string') {
      if (content !== '') this.#content(content, events)
    } else if (content !== null && content !== undefined) {
      this.#parts(content, events)
    }
    const refusal = asText(delta['refusal'])
    if (refusal !== '') this.#refuse(refusal, events)
    if (delta['annotations']) events.push(...this.#sources.read(delta['annotations']))
    if (delta['tool_calls']) events.push(...this.#toolCalls.push(delta['tool_calls']))
    if (delta['function_call']) events.push(...this.#toolCalls.push(delta['function_call']))
  }

  /** A whole message: all there is, or what grows beside the deltas, of which only the news counts. */
  #message(message: JsonRecord, events: ProviderEvent[]): void {
    const reasoning = this.#reasoningSeen.newIn(reasoningOf(message), this.#deltaSeen)
    if (reasoning !== '') {
      this.#reasoningSeen.add(reasoning)
      this.#reason(reasoning, events)
    }
    const content = message['content']
    if (typeof content === 'string') {
      const text = this.#contentSeen.newIn(content, this.#deltaSeen)
      if (text !== '') this.#content(text, events)
    } else if (content && this.#contentSeen.length === 0) {
      this.#parts(content, events)
    }
    events.push(...this.#sources.read(message['annotations']))
    const refusal = asText(message['refusal'])
    if (refusal !== '' && this.#contentSeen.length === 0) this.#refuse(refusal, events)
    const calls = message['tool_calls'] ?? message['function_call']
    if (calls && !this.#toolCalls.any) events.push(...this.#toolCalls.push(calls))
  }

  /** Content as a list of parts: text, or thinking (Mistral), which may again be a list of parts. */
  #parts(content: unknown, events: ProviderEvent[]): void {
    for (const part of Array.isArray(content) ? content : [content]) {
      const record = asRecord(part)
      const type = asText(record?.['type'])
      if (typeof part === 'string') this.#content(part, events)
      else if (record && (type === 'thinking' || type === 'reasoning')) this.#reason(partText(record), events)
      else if (record && asText(record['refusal']) !== '') this.#refuse(asText(record['refusal']), events)
      else if (record) this.#content(asText(record['text']), events)
    }
  }

  /** What the model says in place of an answer is shown like one; that it is none stands in the stop reason. */
  #refuse(text: string, events: ProviderEvent[]): void {
    this.#refused = true
    this.#content(text, events)
  }

  #content(text: string, events: ProviderEvent[]): void {
    this.#contentSeen.add(text)
    if (this.#thinkTags.settled) this.#deltas.text(text, events)
    else this.#pieces(this.#thinkTags.push(text), events)
  }

  #reason(text: string, events: ProviderEvent[]): void {
    if (text === '') return
    // Where reasoning has a field of its own, a tag in the content is text.
    if (!this.#thinkTags.settled) this.#pieces(this.#thinkTags.settle(), events)
    this.#deltas.reasoning(text, events)
  }

  #pieces(pieces: readonly ContentPiece[], events: ProviderEvent[]): void {
    for (const piece of pieces) {
      if (piece.reasoning) this.#deltas.reasoning(piece.text, events)
      else this.#deltas.text(piece.text, events)
    }
  }

  #finish(value: unknown, events: ProviderEvent[]): void {
    const raw = asText(value)
    if (raw === '' || raw === this.#finishRaw) return
    this.#finishRaw = raw
    this.finished = true
    if (faultReasons.includes(raw)) return
    const finish = finishFromReason(raw)
    // The provider says that it stopped, whatever the words were.
    events.push({
      type: 'finish',
      finish: this.#refused && finish.unified === 'stop' ? finishFromReason('refusal') : finish,
    })
  }

  /** Usage that comes with every chunk is given out once, at the end: as an event per chunk it would cost as much as the text. */
  #addUsage(record: JsonRecord, choice: JsonRecord | null, alone: boolean, events: ProviderEvent[]): void {
    const value = record['usage'] ?? choice?.['usage'] ?? asRecord(record['x_groq'])?.['usage']
    if (value) this.#usage.add(value, alone)
    if (value && (alone || this.finished)) this.#giveUsage(events)
  }

  #giveUsage(events: ProviderEvent[]): void {
    const usage = this.#usage.take()
    if (usage) events.push({ type: 'usage', usage })
  }
}

function firstChoice(choices: readonly unknown[]): JsonRecord | null {
  for (let position = 0; position < choices.length; position += 1) {
    const choice = asRecord(choices[position])
    if ((choice?.['index'] ?? position) === 0) return choice
  }
  return null
}

function reasoningOf(message: JsonRecord): string {
  const text = asText(message['reasoning_content']) || asText(message['reasoning'])
  if (text !== '' || !Array.isArray(message['reasoning_details'])) return text
  const details: readonly unknown[] = message['reasoning_details']
  return details.map((detail) => asText(asRecord(detail)?.['text']) || asText(asRecord(detail)?.['summary'])).join('')
}

function partText(part: JsonRecord): string {
  const value = part['thinking'] ?? part['reasoning'] ?? part['text']
  if (!Array.isArray(value)) return asText(value)
  return value.map((inner) => (typeof inner === 'string' ? inner : asText(asRecord(inner)?.['text']))).join('')
}

/** An error in any of the shapes in which providers put one into a stream, or undefined. */
export function failureIn(record: JsonRecord, choice: JsonRecord | null): unknown {
  if (record['error'] || record['object'] === 'error') return record
  if (choice?.['error']) return choice
  const reason = asText(choice?.['finish_reason'])
  if (faultReasons.includes(reason)) return { error: { code: reason, message: `finish_reason: ${reason}` } }
  const words = typeof record['message'] === 'string' || (record['detail'] !== undefined && record['detail'] !== null)
  return !record['choices'] && words && !record['usage'] ? record : undefined
}
