import type { FinishReason, ProviderEvent, Usage } from '../../../shared/reply'
import { DeltaTexts } from '../chat-completions/delta-texts'
import type { ChunkMapper } from '../chat-completions/event-reader'
import { ToolCallDeltas } from '../chat-completions/tool-call-deltas'
import { asRecord, asText } from '../transport/json-values'

type JsonRecord = Readonly<Record<string, unknown>>

const finishReasons: Readonly<Record<string, FinishReason>> = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'content-filter',
  RECITATION: 'content-filter',
  BLOCKLIST: 'content-filter',
  PROHIBITED_CONTENT: 'content-filter',
  SPII: 'content-filter',
  IMAGE_SAFETY: 'content-filter',
  IMAGE_PROHIBITED_CONTENT: 'content-filter',
  IMAGE_RECITATION: 'content-filter',
}

/** Turns the chunks of one `streamGenerateContent`, or the one answer of `generateContent`, into events. */
export class ContentMapper implements ChunkMapper {
  failure: unknown = undefined
  finished = false
  // Text and usage may follow the stop reason: only the end of the body is the end.
  readonly complete = false
  #model = ''
  #responseId = ''
  #finishRaw = ''
  /** Some servers put STOP into every chunk: beside text it is no end yet. */
  #heldStops = 0
  #calls = 0
  /** The last character of the reply's text so far. */
  #lastCharacter: string
  #usage: Usage = {}
  #usageGiven = '{}'
  readonly #texts = new DeltaTexts()
  readonly #toolCalls = new ToolCallDeltas()
  readonly #sources = new Set<string>()

  /** `textBefore`: what the reply has already, when it goes on. */
  constructor(textBefore: string) {
    this.#lastCharacter = textBefore.slice(-1)
  }

  map(chunk: unknown): readonly ProviderEvent[] {
    const events: ProviderEvent[] = []
    if (Array.isArray(chunk)) {
      for (const part of chunk) if (this.failure === undefined) events.push(...this.map(part))
      return events
    }
    const record = asRecord(chunk)
    if (!record) return events
    if (record['error']) {
      this.failure = record
      return events
    }
    this.#response(record, events)
    this.#usage = { ...this.#usage, ...readUsage(asRecord(record['usageMetadata'])) }
    const candidate = firstCandidate(record['candidates'])
    if (candidate) this.#candidate(candidate, events)
    const blocked = asText(asRecord(record['promptFeedback'])?.['blockReason'])
    if (blocked !== '' && !blocked.endsWith('_UNSPECIFIED')) this.#finish(blocked, 'content-filter', events)
    if (this.finished) this.#giveUsage(events)
    return events
  }

  end(): readonly ProviderEvent[] {
    const events = this.#rest()
    if (this.#heldStops > 0) this.#finish('STOP', 'stop', events)
    this.#giveUsage(events)
    return events
  }

  /** In place of `end`, for a stream that broke: STOP in one chunk after the other says nothing of the last one. */
  breakOff(): readonly ProviderEvent[] {
    if (this.#heldStops < 2) return this.end()
    const events = this.#rest()
    this.#giveUsage(events)
    return events
  }

  #rest(): ProviderEvent[] {
    const events: ProviderEvent[] = []
    this.#texts.end(events)
    events.push(...this.#toolCalls.end())
    return events
  }

  #response(record: JsonRecord, events: ProviderEvent[]): void {
    if (this.#responseId !== '' && this.#model !== '') return
    const responseId = this.#responseId === '' ? asText(record['responseId']) : ''
    const model = this.#model === '' ? asText(record['modelVersion']) : ''
    if (responseId === '' && model === '') return
    this.#responseId ||= responseId
    this.#model ||= model
    events.push({ type: 'response', ...(responseId ? { responseId } : {}), ...(model ? { model } : {}) })
  }

  #candidate(candidate: JsonRecord, events: ProviderEvent[]): void {
    const before = events.length
    const parts = asRecord(candidate['content'])?.['parts']
    for (const part of Array.isArray(parts) ? parts : []) this.#part(asRecord(part) ?? {}, events)
    const hasContent = events.length > before
    for (const { url, title } of sourcesOf(candidate)) {
      if (this.#sources.has(url) || !/^https?:\/\//i.test(url)) continue
      this.#sources.add(url)
      events.push({ type: 'source', source: { url, title: title.toWellFormed() || url } })
    }
    const raw = asText(candidate['finishReason'])
    if (raw === '' || raw === 'FINISH_REASON_UNSPECIFIED') return
    if (raw !== 'STOP' || !hasContent) return this.#finish(raw, finishReasons[raw] ?? 'other', events)
    this.#heldStops += 1
    this.finished = true
  }

  #part(part: JsonRecord, events: ProviderEvent[]): void {
    const text = asText(part['text'])
    const call = asRecord(part['functionCall'])
    const code = asRecord(part['executableCode'])
    const result = asRecord(part['codeExecutionResult'])
    if (text !== '' && part['thought'] === true) this.#texts.reasoning(text, events)
    else if (text !== '') this.#text(text, events)
    if (call) {
      const { id, name, args } = call
      events.push(...this.#toolCalls.push({ index: this.#calls, id, name, arguments: asRecord(args) ?? {} }))
      this.#calls += 1
    }
    if (code) this.#fence(/^[A-Z]+$/.exec(asText(code['language']))?.[0].toLowerCase() ?? '', code['code'], events)
    if (result) this.#fence('text', result['output'], events)
  }

  #text(text: string, events: ProviderEvent[]): void {
    this.#lastCharacter = text.slice(-1)
    this.#texts.text(text, events)
  }

  /** Code that the provider ran, or what it printed, as a block of its own. */
  #fence(language: string, value: unknown, events: ProviderEvent[]): void {
    const code = asText(value).replace(/\n$/, '')
    if (code === '') return
    const longest = Math.max(2, ...Array.from(code.matchAll(/`+/g), ([mark]) => mark.length))
    const mark = '`'.repeat(longest + 1)
    const gap = this.#lastCharacter === '' ? '' : this.#lastCharacter === '\n' ? '\n' : '\n\n'
    this.#text(`${gap}${mark}${language}\n${code}\n${mark}\n`, events)
  }

  #finish(raw: string, unified: FinishReason, events: ProviderEvent[]): void {
    this.finished = true
    this.#heldStops = 0
    if (raw === this.#finishRaw) return
    this.#finishRaw = raw
    // The provider says STOP, whether the model has ended or waits for what it called.
    events.push({
      type: 'finish',
      finish: { unified: unified === 'stop' && this.#calls > 0 ? 'tool-calls' : unified, raw },
    })
  }

  #giveUsage(events: ProviderEvent[]): void {
    const text = JSON.stringify(this.#usage)
    if (text === this.#usageGiven) return
    this.#usageGiven = text
    events.push({ type: 'usage', usage: this.#usage })
  }
}

function firstCandidate(value: unknown): JsonRecord | null {
  const candidates: readonly unknown[] = Array.isArray(value) ? value : []
  for (const [position, entry] of candidates.entries()) {
    const candidate = asRecord(entry)
    if ((candidate?.['index'] ?? position) === 0) return candidate
  }
  return null
}

/** Counts are totals so far. What was thought is counted beside the answer, but written and paid for like it. */
function readUsage(metadata: JsonRecord | null): Usage {
  const inputTokens = count(metadata?.['promptTokenCount'])
  const written = count(metadata?.['candidatesTokenCount'])
  const reasoningTokens = count(metadata?.['thoughtsTokenCount'])
  const cachedTokens = count(metadata?.['cachedContentTokenCount'])
  const outputTokens =
    written === undefined && reasoningTokens === undefined ? undefined : (written ?? 0) + (reasoningTokens ?? 0)
  return {
    ...(inputTokens === undefined ? {} : { inputTokens }),
    ...(outputTokens === undefined ? {} : { outputTokens }),
    ...(cachedTokens === undefined ? {} : { cachedTokens }),
    ...(reasoningTokens === undefined ? {} : { reasoningTokens }),
  }
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined
}

/** Pages that a search found, and texts that the answer quotes. */
function sourcesOf(candidate: JsonRecord): readonly { readonly url: string; readonly title: string }[] {
  const chunks = asRecord(candidate['groundingMetadata'])?.['groundingChunks']
  const citations = asRecord(candidate['citationMetadata'])
  const quoted = citations?.['citationSources'] ?? citations?.['citations']
  const pages = (Array.isArray(chunks) ? chunks : []).map((chunk: unknown) => asRecord(chunk)?.['web'])
  return [...pages, ...(Array.isArray(quoted) ? quoted : [])].map((entry: unknown) => {
    const page = asRecord(entry)
    return { url: asText(page?.['uri']), title: asText(page?.['title']) }
  })
}
