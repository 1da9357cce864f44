/** A word of a question, as the index spells it. `weight` is 1 for an ordinary word. */
export interface Term {
  readonly text: string
  readonly weight: number
}

const weakWeight = 0.15
const nameWeight = 0.5
const singleCharacterWeight = 0.6

const stopWords = wordSet(`
  a about again all also am an and any anything are as at be been but by can cant could did do does doesnt doing dont
  dose everything for from get gets getting give goes got had has have having he heck her here him his how hows i id if
  ill im in into is isnt it its ive just know let lets like me mean meaning means much my myself no of on one or our out
  please pls r really runnels said say says she should show so some someone something tell than that thats the their
  them then there theres these they thing things this those to too u us very want wants was wat way we went were what
  whats when where wheres which while who whos why wich will with without wont would ya yes yo your youre

  的 了 是 吗 呢 吧 啊 呀 嘛 么 我 您 他 她 它 我们 你们 他们 怎 怎么 怎样 如何 怎么办 怎么样 什么 啥 什么样 什么叫 为 为什么 为何 为啥
  哪 哪里 哪儿 哪个 谁 几 多少 可 以 可以 能 能够 能用 会 会不会 能不能 可不可以 有 有没有 没有 在 要 想 想要 请 请问 一下 一个 这 这个 那
  那个 这样 那样 这么 那么 把 被 给 和 与 及 或 也 都 就 还 还是 很 太 最 到 从 对 向 让 用 去 来 做 得 地 着 过 不 不了 没 应该 需要 告诉
  知道 意思 回事 回 事 叫 写 报 错 报错 出错 错误 东西 时候 里 上 下 中 个 该 行 点 老 只 再 又 才 跟 等 所 其 之 而 且 好 出 看 问 你 帮
`)

// Nearly every question could hold them, so they only break ties.
const weakWords = wordSet(`
  app change day good hello help hey hi name new program runnel start time work you
  你 你好 软件 应用 程序 哪些 名字 时间 开始 一直 现在
`)

// A question that names one of these is more often about the rest of the sentence.
const productNames = wordSet(
  'openai openrouter deepseek groq mistral moonshot kimi siliconflow ollama windows linux mac',
)

const han = /\p{Script=Han}/u
const wordSegmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' })

/** What a full-text index is to store for a text: Latin words as they are, runs of Han characters as overlapping pairs. */
export function indexText(text: string): string {
  return wordsOf(text)
    .flatMap((word) => (han.test(word) && word.length > 1 ? pairsOf(word) : [word]))
    .join(' ')
}

/** The words of a question that say what it is about. `lexicon`: Han words that are to be kept whole. */
export function contentTerms(question: string, lexicon: ReadonlySet<string>): readonly Term[] {
  const terms = new Map<string, Term>()
  const add = (text: string, weight: number) => terms.set(text, { text, weight })
  for (const word of wordsOf(question)) {
    if (han.test(word)) for (const part of hanParts(word, lexicon)) addHan(part)
    else if (!stopWords.has(word) && !/^(?:[a-z]|\d)$/.test(word)) add(word, latinWeight(word))
  }
  return [...terms.values()]

  function addHan(part: string): void {
    const empty = stopWords.has(part) || [...part].every((character) => stopWords.has(character))
    if (weakWords.has(part)) add(part, weakWeight)
    else if (empty && !lexicon.has(part)) return
    else if (part.length === 1) add(part, singleCharacterWeight)
    else for (const pair of pairsOf(part)) add(pair, (part.length - 1) ** -0.75)
  }
}

/** Every word, the little ones too: how a thing is asked tells "what is it" from "how do I". */
export function phraseWords(text: string): ReadonlySet<string> {
  const whole = (word: string) =>
    han.test(word) ? dictionaryWords(word) : [word.replace(/^(what|where|how|who)s$/, '$1')]
  return new Set(wordsOf(text).flatMap(whole))
}

/** A text without case, spaces and punctuation: equal for two spellings of the same question. */
export function bareText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
}

/** Words of at least four Latin letters: what a typo can be measured against. */
export function latinWords(indexed: string): readonly string[] {
  return indexed.match(/(?<![^ ])[a-z]{4,}(?![^ ])/g) ?? []
}

/** The word of the vocabulary that a mistyped one most likely is; null when none is near. */
export function closestWord(word: string, vocabulary: ReadonlySet<string>): string | null {
  if (!/^[a-z]{6,}$/.test(word)) return null
  const limit = word.length >= 8 ? 2 : 1
  // In a short word a replaced letter makes another word more often than a typo.
  const replaceCost = word.length < 7 ? 2 : 1
  let best: string | null = null
  let bestDistance = limit + 1
  for (const candidate of vocabulary) {
    if (candidate[0] !== word[0] || Math.abs(candidate.length - word.length) > limit) continue
    const distance = editDistance(word, candidate, replaceCost)
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance]
  }
  return best
}

/** Whether a word has no relative in the vocabulary: the Porter stemmer takes business and busy for one. */
export function isStranger(word: string, vocabulary: ReadonlySet<string>): boolean {
  if (!/^[a-z]{6,}$/.test(word)) return false
  const start = word.slice(0, Math.max(4, word.length - 3))
  for (const known of vocabulary) if (known.startsWith(start)) return false
  return true
}

/** The one character of a Han pair that carries meaning (停 in 停了); null when it is not exactly one. */
export function contentCharacter(pair: string): string | null {
  const rest = [...pair].filter((character) => !stopWords.has(character))
  return han.test(pair) && pair.length === 2 && rest.length === 1 ? (rest[0] ?? null) : null
}

function wordsOf(text: string): readonly string[] {
  const normal = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/['’]|(?<=\w)_(?=\w)/g, '')
  return normal.match(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu) ?? []
}

function latinWeight(word: string): number {
  if (weakWords.has(word)) return weakWeight
  return productNames.has(word) ? nameWeight : 1
}

// The lexicon is taken out first, longest word first; the dictionary, which does not know all of it, cuts up the rest.
function hanParts(text: string, lexicon: ReadonlySet<string>): readonly string[] {
  const parts: string[] = []
  let unmatchedFrom = 0
  for (let at = 0; at < text.length;) {
    const length = [6, 5, 4, 3, 2].find((size) => lexicon.has(text.slice(at, at + size)))
    if (length === undefined) {
      at++
      continue
    }
    parts.push(...dictionaryWords(text.slice(unmatchedFrom, at)), text.slice(at, at + length))
    at += length
    unmatchedFrom = at
  }
  return [...parts, ...dictionaryWords(text.slice(unmatchedFrom))]
}

function dictionaryWords(text: string): readonly string[] {
  return [...wordSegmenter.segment(text)].map((part) => part.segment)
}

function pairsOf(text: string): readonly string[] {
  return Array.from({ length: Math.max(text.length - 1, 0) }, (_, at) => text.slice(at, at + 2))
}

/** Optimal string alignment: an insert, a deletion and a swap of neighbours cost 1 each. */
function editDistance(a: string, b: string, replaceCost: number): number {
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : replaceCost)
      const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = swaps ? (beforeLast[j - 2] ?? 0) + 1 : Infinity
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced, swapped))
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/))
}
