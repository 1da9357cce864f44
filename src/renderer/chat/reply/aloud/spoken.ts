/** What is asked of a voice of the system. */
export interface Voice {
  /** A language tag: `en-GB`, `zh-CN`. Some systems write `en_GB`. */
  readonly lang: string
  /** It speaks on this computer: the text goes nowhere. */
  readonly localService: boolean
  readonly default: boolean
}

// Longer ones are cut at a mark or a space: some engines give up in the middle of very long ones.
const longestSentence = 300

/** The sentences of a text, in order; lines end sentences too. What has no letter and no digit is left out. */
export function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = []
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text)) {
    for (const part of cutLong(segment.trim())) if (/[\p{L}\p{N}]/u.test(part)) sentences.push(part)
  }
  return sentences
}

function cutLong(sentence: string): readonly string[] {
  const parts: string[] = []
  let rest = sentence
  while (rest.length > longestSentence) {
    const head = rest.slice(0, longestSentence)
    const mark = Math.max(
      ...[...head.matchAll(/[,;:，；：、]\s*|\s+/g)].map(({ index, 0: found }) => index + found.length),
      0,
    )
    // Never between the halves of a surrogate pair.
    const end = mark > 0 ? mark : longestSentence - (/[\uD800-\uDBFF]$/.test(head) ? 1 : 0)
    parts.push(rest.slice(0, end).trim())
    rest = rest.slice(end)
  }
  return [...parts, rest.trim()]
}

const scripts: readonly (readonly [language: string, letters: RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['th', /\p{Script=Thai}/gu],
]
// One such letter says about as much as a Latin word.
const lettersPerSign = 3

// The words by which languages in Latin letters are told apart; each is rare in the others.
const smallWords: Readonly<Record<string, RegExp>> = {
  en: /\b(?:the|and|of|to|is|that|it|with|for|this|are)\b/gi,
  de: /\b(?:der|das|und|ist|nicht|ein|eine|mit|für|sich|auf)\b/gi,
  fr: /\b(?:le|les|et|est|une|des|dans|pour|pas|vous|qui)\b/gi,
  es: /\b(?:el|los|las|y|que|una|por|con|para|del|está)\b/gi,
  it: /\b(?:il|che|di|è|gli|della|per|sono|non|nel)\b/gi,
  pt: /\b(?:o|os|que|não|uma|para|com|dos|em|você)\b/gi,
}

/** The language of a text, as a tag without region, by its script or, in Latin letters, by its small words. */
export function languageOf(text: string): string {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0
  const latin = count(/\p{Script=Latin}/gu)
  // Japanese is full of Han; the kana between them decide, and come first.
  const found = scripts.find(([, letters]) => count(letters) * lettersPerSign > latin)
  if (found) return found[0]
  const ranked = Object.entries(smallWords)
    .map(([language, words]) => [language, count(words)] as const)
    .sort((one, other) => other[1] - one[1])
  const [best] = ranked
  return best && best[1] > 0 ? best[0] : 'en'
}

/** A voice of this computer for a language: of the preferred region if there is one, else the system's default. Null: none. */
export function voiceFor<Known extends Voice>(
  voices: readonly Known[],
  language: string,
  preferred: readonly string[],
): Known | null {
  const speaks = voices.filter(({ lang, localService }) => localService && tag(lang).split('-')[0] === language)
  const regional = preferred.map((one) => speaks.find(({ lang }) => tag(lang) === tag(one))).find((one) => one)
  return regional ?? speaks.find((one) => one.default) ?? speaks[0] ?? null
}

function tag(lang: string): string {
  return lang.replace('_', '-').toLowerCase()
}
