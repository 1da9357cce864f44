import type { Message } from '../../../../shared/conversation'
import { replies } from '../../replies'
import { fold } from './fold'

// Marks that may stand in the middle of what is looked for. Stripped from both sides, they can't hide a match.
const markup = /[*_~`\\]/g
const manyCharacters = 65_536

/** The text of a message as it was written; of a reply that grows, as far as it has come. */
export function writtenText(message: Message): string {
  if (message.role === 'user') return message.text
  return replies.read(message.id)?.reply.text ?? message.reply.text
}

/**
 * Whether a text that is markdown may say what is looked for. It says so of some that do not, but never says no to one
 * that does, unless the marks of a link or an entity stand within a word. Costs little: it saves the reading of most texts.
 */
export function* maySay(written: string, needle: string): Generator<null, boolean> {
  const words = needle.replaceAll(markup, ' ').split(/[^\p{L}\p{N}]+/u)
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one), '')
  if (longest === '' || written.includes('&')) return true
  for (let from = 0; from < written.length; from += manyCharacters - longest.length * 2) {
    const piece = written.slice(from, from + manyCharacters)
    if (fold(piece.replaceAll(markup, '')).text.includes(longest)) return true
    yield null
  }
  return false
}
