import type { Finish, FinishReason, ProviderEvent } from '../../../shared/reply'
import { DeltaTexts } from '../chat-completions/delta-texts'
import type { ChunkMapper } from '../chat-completions/event-reader'
import { ToolCallDeltas } from '../chat-completions/tool-call-deltas'
import { asRecord, asText } from '../transport/json-values'
import { MessageUsage } from './message-usage'

type JsonRecord = Readonly<Record<string, unknown>>

const stopReasons: Readonly<Record<string, FinishReason>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool-calls',
  refusal: 'content-filter',
}

/** A content block of the model's that asks for a tool; the server may run it by itself. */
const toolBlocks: readonly string[] = ['tool_use', 'server_tool_use', 'mcp_tool_use']

/** The tool call that an open block asks for. */
interface ToolBlock {
  /** The block's place among all tool blocks: servers use an index again for the next block. */
  readonly number: number
  /** What stood in the block's start, for a server that sends no deltas. */
  readonly input: unknown
  deltaSeen: boolean
}

/**
 * Turns the events of one message of the Messages API into ours; it also takes a whole, non-streaming message as its only
 * event.
 */
export class MessageMapper implements ChunkMapper {
  failure: unknown = undefined
  finished = false
  complete = false
  #responded = false
  #stopReason = ''
  #toolBlocks = 0
  readonly #open = new Map<unknown, ToolBlock>()
  readonly #texts = new DeltaTexts()
  readonly #toolCalls = new ToolCallDeltas()
  readonly #usage = new MessageUsage()

  /** The events of one event's data, in order. What is no object, or of a type unknown here, is ignored. */
  map(data: unknown, event: string): readonly ProviderEvent[] {
    const events: ProviderEvent[] = []
    const record = asRecord(data)
    if (!record) return events
    const type = asText(record['type']) || event
    if (record['error'] || type === 'error') this.failure = record
    switch (type) {
      case 'message_start':
        this.#start(asRecord(record['message']) ?? {}, events)
        break
      case 'content_block_start':
        this.#blockStart(record['index'], asRecord(record['content_block']) ?? {}, events)
        break
      case 'content_block_delta':
        this.#blockDelta(record['index'], asRecord(record['delta']) ?? {}, events)
        break
      case 'content_block_stop':
        this.#blockStop(record['index'], events)
        break
      case 'message_delta':
        this.#usage.add(record['usage'])
        this.#finish(asRecord(record['delta'])?.['stop_reason'], events)
        this.#usage.give(events)
        break
      case 'message_stop':
        this.#stop(events)
        break
      case 'message':
        this.#whole(record, events)
        break
    }
    return events
  }

  /** What was held back, once the stream has ended, well or not. */
  end(): readonly ProviderEvent[] {
    const events: ProviderEvent[] = []
    this.#texts.end(events)
    events.push(...this.#toolCalls.end())
    this.#usage.end(this.finished, events)
    return events
  }

  #start(message: JsonRecord, events: ProviderEvent[]): void {
    this.#usage.start(message['usage'])
    // Some gateways begin a message again when they change its model on the way: the reply goes on.
    if (this.#responded) return
    const responseId = asText(message['id'])
    const model = asText(message['model'])
    if (responseId === '' && model === '') return
    this.#responded = true
    events.push({ type: 'response', ...(responseId ? { responseId } : {}), ...(model ? { model } : {}) })
  }

  #blockStart(index: unknown, block: JsonRecord, events: ProviderEvent[]): void {
    const type = asText(block['type'])
    this.#open.delete(index)
    if (type === 'text') {
      this.#texts.text(asText(block['text']), events)
      addCitations(block['citations'], events)
    } else if (type === 'thinking') {
      this.#texts.reasoning(asText(block['thinking']), events)
    } else if (toolBlocks.includes(type)) {
      const opened = { number: this.#toolBlocks, input: block['input'], deltaSeen: false }
      this.#toolBlocks += 1
      this.#open.set(index, opened)
      const { id, name } = block
      events.push(...this.#toolCalls.push({ index: opened.number, id, name: asText(name) || type }))
    } else if (type === 'web_search_tool_result' || type === 'web_fetch_tool_result') {
      addResults(block['content'], events)
    }
  }

  #blockDelta(index: unknown, delta: JsonRecord, events: ProviderEvent[]): void {
    switch (delta['type']) {
      case 'text_delta':
        this.#texts.text(asText(delta['text']), events)
        break
      case 'thinking_delta':
        this.#texts.reasoning(asText(delta['thinking']), events)
        break
      case 'citations_delta':
        addCitations([delta['citation']], events)
        break
      case 'input_json_delta': {
        const part = asText(delta['partial_json'])
        const tool = this.#open.get(index)
        if (!tool || part === '') break
        tool.deltaSeen = true
        events.push(...this.#toolCalls.push({ index: tool.number, arguments: part }))
      }
    }
  }

  #blockStop(index: unknown, events: ProviderEvent[]): void {
    const tool = this.#open.get(index)
    this.#open.delete(index)
    if (!tool || tool.deltaSeen) return
    events.push(...this.#toolCalls.push({ index: tool.number, arguments: asRecord(tool.input) ?? {} }))
  }

  #finish(value: unknown, events: ProviderEvent[]): void {
    const raw = asText(value)
    if (raw === '' || raw === this.#stopReason) return
    this.#stopReason = raw
    this.finished = true
    events.push({ type: 'finish', finish: finishFromStopReason(raw) })
  }

  /** The end in so many words, even from a server that gives no reason for it. */
  #stop(events: ProviderEvent[]): void {
    if (!this.finished) events.push({ type: 'finish', finish: { unified: 'stop', raw: null } })
    this.finished = true
    this.complete = true
  }

  #whole(message: JsonRecord, events: ProviderEvent[]): void {
    this.#start(message, events)
    const content: readonly unknown[] = Array.isArray(message['content']) ? message['content'] : []
    for (const block of content) {
      this.#blockStart(null, asRecord(block) ?? {}, events)
      this.#blockStop(null, events)
    }
    this.#finish(message['stop_reason'], events)
  }
}

/** Our word beside the provider's. */
function finishFromStopReason(raw: string): Finish {
  return { unified: stopReasons[raw] ?? 'other', raw }
}

/** Of all kinds of citations, those that name a page. */
function addCitations(citations: unknown, events: ProviderEvent[]): void {
  const list: readonly unknown[] = Array.isArray(citations) ? citations : []
  for (const citation of list) {
    const record = asRecord(citation)
    addSource(asText(record?.['url']) || asText(record?.['source']), record?.['title'], events)
  }
}

/** What a search found (a list), or a page that was fetched (one); an error that stands in their place is nothing to show. */
function addResults(content: unknown, events: ProviderEvent[]): void {
  for (const result of Array.isArray(content) ? content : [content]) {
    const record = asRecord(result)
    addSource(asText(record?.['url']), record?.['title'] ?? asRecord(record?.['content'])?.['title'], events)
  }
}

function addSource(url: string, title: unknown, events: ProviderEvent[]): void {
  if (!/^https?:\/\//i.test(url)) return
  events.push({ type: 'source', source: { url, title: asText(title).toWellFormed() || url } })
}
