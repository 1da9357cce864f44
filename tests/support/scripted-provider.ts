import type { Provider, ReplyRequest } from '../../src/main/providers/provider'
import type { ProviderEvent } from '../../src/shared/reply'

/** A provider in this process whose stream is pushed by the test, one event at a time. */
export class ScriptedProvider implements Provider {
  readonly requests: ReplyRequest[] = []
  signal: AbortSignal | null = null
  #waiting: ((step: Step) => void) | null = null
  readonly #steps: Step[] = []

  push(...events: ProviderEvent[]): void {
    for (const event of events) this.#step({ event })
  }

  end(): void {
    this.#step({ end: true })
  }

  fail(error: unknown): void {
    this.#step({ error })
  }

  async *streamReply(request: ReplyRequest, signal: AbortSignal): AsyncGenerator<ProviderEvent> {
    this.requests.push(request)
    this.signal = signal
    for (;;) {
      const step = this.#steps.shift() ?? (await new Promise<Step>((resolve) => (this.#waiting = resolve)))
      if ('error' in step) throw step.error
      if ('end' in step) return
      yield step.event
    }
  }

  listModels(): Promise<[]> {
    return Promise.resolve([])
  }

  #step(step: Step): void {
    const waiting = this.#waiting
    this.#waiting = null
    if (waiting) waiting(step)
    else this.#steps.push(step)
  }
}

type Step = { readonly event: ProviderEvent } | { readonly end: true } | { readonly error: unknown }
