import type { Message } from '../../../../shared/conversation'
import { matchesIn } from './matches'
import { maySay, writtenText } from './message-text'
import { SaidTexts } from './said-texts'

interface Count {
  /** How long the text was. */
  readonly length: number
  readonly count: number
}

/** How often each message of a conversation says what is looked for. */
export class MessageCounts {
  readonly #said = new SaidTexts()
  #needle = ''
  #counts = new Map<string, Count>()

  /** Begins anew, with a folded needle. */
  begin(needle: string): void {
    this.#needle = needle
    this.#counts = new Map()
    if (needle === '') this.#said.forget()
  }

  /** As far as it has been counted. */
  of({ id }: Message): number {
    return this.#counts.get(id)?.count ?? 0
  }

  /** Whether the last message has grown since it was counted. */
  areOld(messages: readonly Message[]): boolean {
    const last = messages.at(-1)
    return last !== undefined && this.#needle !== '' && this.#counts.get(last.id)?.length !== writtenText(last).length
  }

  /** Counts in one message, unless that has been done. To be run in slices. */
  *count(message: Message): Generator<null> {
    const written = writtenText(message)
    if (this.#counts.get(message.id)?.length === written.length) return
    const isWritten = message.role === 'user'
    let count = 0
    if (isWritten || (yield* maySay(written, this.#needle))) {
      const said = isWritten ? written : yield* this.#said.of(message.id, written)
      for (const match of matchesIn(said, this.#needle)) {
        if (match) count += 1
        else yield null
      }
    }
    this.#counts.set(message.id, { length: written.length, count })
  }
}
