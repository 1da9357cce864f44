import { isBlank, isWhitespace } from './characters'

/** What a label that names a link or a note is compared by. */
export function normalizeLabel(label: string): string {
  const collapsed = label.replaceAll(/[ \t\n]+/g, ' ').replaceAll(/^ | $/g, '')
  // Both, as a stand-in for Unicode case folding: ẞ, ß and SS are one label.
  return detached(collapsed.toLowerCase().toUpperCase())
}

/** The same text, sharing no memory with the longer one that it was cut from. */
export function detached(text: string): string {
  // V8 cuts strings of 13 characters or more by pointing into the whole, which then stays in memory.
  return text.length < 13 ? text : ` ${text}`.slice(1)
}

const maximumLabelLength = 999

/**
 * Where the label ends whose `[` stands at `at`: right behind its `]`. 'more' when the text ends before it is known,
 * null when there is no label.
 */
export function scanLabel(text: string, at: number): number | 'more' | null {
  for (let index = at + 1; index < text.length; index += 1) {
    if (index - at > maximumLabelLength + 1) return null
    const code = text.charCodeAt(index)
    if (code === 93) return index + 1
    if (code === 91) return null
    if (code === 92) index += 1
  }
  return text.length - at > maximumLabelLength + 1 ? null : 'more'
}

/** Whether nothing but whitespace stands in a text. */
export function isEmptyLabel(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (!isWhitespace(text.charCodeAt(index))) return false
  return true
}

const noteLabel = /^\^[^\s[\]]+$/

/** Whether what stands between brackets may name a footnote: `^` and a word. */
export function isNoteLabel(label: string): boolean {
  return noteLabel.test(label)
}

/** The first place at or after `at` that holds neither space nor tab. */
export function skipBlanks(text: string, at: number): number {
  let index = at
  while (index < text.length && isBlank(text.charCodeAt(index))) index += 1
  return index
}
