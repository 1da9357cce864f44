// Two texts that a reader takes for the same fold to the same: in whatever case, width or form, with or without the
// marks on Latin and Greek letters. In other scripts a mark makes another letter (が, й), so there it stays.

/** A text as it is compared, and where each part of it stands in the text that it was made of. */
export interface Folded {
  readonly text: string
  /** Where the character at an index of the folded text begins in the source. */
  readonly startOf: (index: number) => number
  /** Where the character before an index of the folded text ends in the source. */
  readonly endOf: (index: number) => number
}

// Letters that no decomposition takes apart.
const alike: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  ς: 'σ',
  ё: 'е',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '‐': '-',
  '‑': '-',
}

// What folds by `toLowerCase` alone, to as many characters: ASCII, kana, ideographs, Hangul.
const plain = String.raw`\0-\x7f\u3001-\u3029\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3`
const marks = String.raw`\u0300-\u036f\u3099\u309a\uff9e\uff9f`
const special = new RegExp(`(?:[${plain}](?=[${marks}]))?[^${plain}]+`, 'g')
const isPlain = new RegExp(`^[${plain}]*$`)
const character = /[^\p{M}\uff9e\uff9f][\p{M}\uff9e\uff9f]*|[\p{M}\uff9e\uff9f]+/gu
const markedLetter = /^[\p{Script=Latin}\p{Script=Greek}]/u
const unseen = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** Folds a text. Costs little more than `toLowerCase` where nothing needs more. */
export function fold(source: string): Folded {
  if (isPlain.test(source)) {
    const same = (index: number): number => index
    return { text: source.toLowerCase(), startOf: same, endOf: same }
  }
  const parts: string[] = []
  const shifts: Shift[] = []
  let length = 0
  let last = 0
  const add = (part: string): void => {
    parts.push(part)
    length += part.length
  }
  for (const { 0: run, index } of source.matchAll(special)) {
    add(source.slice(last, index).toLowerCase())
    let at = index
    for (const [one] of run.matchAll(character)) {
      const folded = foldedCharacter(one)
      if (folded.length !== one.length) {
        shifts.push({ at: length, end: length + folded.length, source: at, sourceEnd: at + one.length })
      }
      add(folded)
      at += one.length
    }
    last = index + run.length
  }
  add(source.slice(last).toLowerCase())
  return {
    text: parts.join(''),
    startOf: (index) => place(shifts, index, 'start'),
    endOf: (index) => place(shifts, index, 'end'),
  }
}

/** A character that folded to another length: in the folded text, and in the source. */
interface Shift {
  readonly at: number
  readonly end: number
  readonly source: number
  readonly sourceEnd: number
}

function place(shifts: readonly Shift[], index: number, edge: 'start' | 'end'): number {
  let low = 0
  let high = shifts.length
  while (low < high) {
    const middle = (low + high) >> 1
    const { at } = shifts[middle] as Shift
    if (edge === 'start' ? at <= index : at < index) low = middle + 1
    else high = middle
  }
  const shift = shifts[low - 1]
  if (!shift) return index
  if (index >= shift.end) return shift.sourceEnd + index - shift.end
  return edge === 'start' ? shift.source : shift.sourceEnd
}

const known = new Map<string, string>()
const mostKnown = 4000

function foldedCharacter(character: string): string {
  const before = known.get(character)
  if (before !== undefined) return before
  const apart = character.normalize('NFKD')
  const bare = markedLetter.test(apart) ? apart.replaceAll(/[\u0300-\u036f]/g, '') : apart
  const lower = bare.normalize('NFKC').toLowerCase()
  // What is a mark alone belongs to the letter before it, which has been folded.
  const isLoneMark = /^[\u0300-\u036f]+$/.test(character)
  const folded = isLoneMark
    ? ''
    : [...lower]
        .map((one) => alike[one] ?? one)
        .join('')
        .replaceAll(unseen, '')
  if (known.size >= mostKnown) known.clear()
  known.set(character, folded)
  return folded
}
