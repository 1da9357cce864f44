import type { ProviderEvent } from '../../../shared/reply'
import { splitHalf } from './tool-call-deltas'

/** Pieces of text and reasoning as events, with no character cut in two: a half waits for the other. */
export class DeltaTexts {
  #textHalf = ''
  #reasoningHalf = ''

  text(text: string, events: ProviderEvent[]): void {
    const { whole, half } = splitHalf(this.#textHalf + text)
    this.#textHalf = half
    if (whole !== '') events.push({ type: 'text-delta', text: whole })
  }

  reasoning(text: string, events: ProviderEvent[]): void {
    const { whole, half } = splitHalf(this.#reasoningHalf + text)
    this.#reasoningHalf = half
    if (whole !== '') events.push({ type: 'reasoning-delta', text: whole })
  }

  /** The halves that stayed alone. */
  end(events: ProviderEvent[]): void {
    if (this.#reasoningHalf !== '') events.push({ type: 'reasoning-delta', text: this.#reasoningHalf.toWellFormed() })
    if (this.#textHalf !== '') events.push({ type: 'text-delta', text: this.#textHalf.toWellFormed() })
    this.#reasoningHalf = ''
    this.#textHalf = ''
  }
}
