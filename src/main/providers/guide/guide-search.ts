import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import {
  bareText,
  closestWord,
  contentCharacter,
  contentTerms,
  indexText,
  isStranger,
  latinWords,
  phraseWords,
  type Term,
} from './guide-words'

/** One help text. `title` is itself a question that finds this article; `body` is markdown. */
export interface GuideArticle {
  readonly name: string
  readonly title: string
  readonly keywords: readonly string[]
  readonly questions: readonly string[]
  readonly body: string
}

/**
 * `confidence`: the share, 0 to 1, of the question's content that this article covers, rare words counting more.
 * `relevance`: 1 for the best match, less for those after it.
 */
export interface GuideMatch {
  readonly article: GuideArticle
  readonly confidence: number
  readonly relevance: number
}

/** The articles of one language, searchable, in memory. */
export interface GuideIndex {
  readonly articles: readonly GuideArticle[]
  /** Best first; empty when no content word of the question is known. */
  search(question: string): readonly GuideMatch[]
  /** How many words of the question say what it is about, and how many of those some article has. */
  countContent(question: string): { readonly words: number; readonly known: number }
}

/** From this confidence on a match counts as an answer. Chosen with the questions in the tests. */
export const answerConfidence = 0.5

// A typo costs some of the confidence, and so does a word that an article only mentions in its text.
const misspeltCredit = 0.8
const bodyCredit = 0.45
// A word that no article has speaks against all of them, but not more than a rare word speaks for one.
const unknownWeight = 4
// Keeps a question of nothing but weak words from being sure of anything.
const doubt = 0.3

/** Reads the articles in `folder` and indexes them; rejects when the folder cannot be read. */
export async function openGuideIndex(folder: string): Promise<GuideIndex> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort()
  const articles = await Promise.all(
    names.map(async (name) => parseArticle(name.slice(0, -3), await readFile(join(folder, name), 'utf8'))),
  )
  return indexArticles(articles)
}

/** Splits an article file into its front matter (title, keywords, questions) and its body. */
export function parseArticle(name: string, source: string): GuideArticle {
  const [, front = '', ...body] = source.replaceAll('\r\n', '\n').split(/^---\n/m)
  const field = (key: string) => new RegExp(`^${key}: *(.*)$`, 'm').exec(front)?.[1]?.trim() ?? ''
  const questions = [...front.matchAll(/^ +- +(.*)$/gm)].map((match) => match[1]?.trim() ?? '')
  const keywords = field('keywords').split(/, */)
  return { name, title: field('title'), keywords, questions, body: body.join('---\n').trim() }
}

/** A word of the question with what the articles make of it: `credits` by row, empty when none has it. */
interface WeighedTerm extends Term {
  readonly credits: ReadonlyMap<number, number>
}

function indexArticles(articles: readonly GuideArticle[]): GuideIndex {
  const { find, rank, vocabulary } = fillDatabase(articles)
  const lexicon = new Set(
    articles.flatMap((article) => article.keywords).filter((keyword) => /^\p{Script=Han}{2,6}$/u.test(keyword)),
  )
  const phrasings = articles.map((article) => [article.title, ...article.questions].map(phraseWords))
  const exactRows = new Map(
    articles.flatMap(({ title, questions }, row) =>
      [title, ...questions].map((text) => [bareText(text), row] as const),
    ),
  )

  function weigh({ text, weight }: Term): WeighedTerm {
    const known = isStranger(text, vocabulary) ? [] : find(`"${text}"`)
    const meant = known.length > 0 ? text : (closestWord(text, vocabulary) ?? contentCharacter(text) ?? text)
    const rows = meant === text ? known : find(`"${meant}"`)
    const headed = new Set(find(`{questions title keywords} : "${meant}"`))
    const credit = meant === text ? 1 : misspeltCredit
    const credits = new Map(rows.map((row) => [row, credit * (headed.has(row) ? 1 : bodyCredit)]))
    // The inverse document frequency of BM25.
    const rarity = Math.log(1 + (articles.length - rows.length + 0.5) / (rows.length + 0.5))
    return { text: meant, weight: weight * (rows.length > 0 ? rarity : Math.min(rarity, unknownWeight)), credits }
  }

  function search(question: string): readonly GuideMatch[] {
    const terms = contentTerms(question, lexicon).map(weigh)
    const known = terms.filter((term) => term.credits.size > 0)
    const total = terms.reduce((sum, term) => sum + term.weight, 0)
    const asked = phraseWords(question)
    const exactRow = exactRows.get(bareText(question))
    const matches = rank(known.map((term) => `"${term.text}"`)).map(({ row, score }) => {
      const covered = known.reduce((sum, term) => sum + term.weight * (term.credits.get(row) ?? 0), 0)
      const alike = Math.max(0, ...(phrasings[row] ?? []).map((phrasing) => overlap(asked, phrasing)))
      const confidence = total < 0.8 && alike > 0.7 ? alike : covered / (total + doubt)
      return { row, confidence, score: score * (1 + 2 * alike) * confidence ** 2 }
    })
    const others = matches.filter((match) => match.row !== exactRow).sort((a, b) => b.score - a.score)
    const topScore = exactRow === undefined ? others[0]?.score : matches.find((match) => match.row === exactRow)?.score
    const exact = exactRow === undefined ? [] : [{ row: exactRow, confidence: 1, score: topScore ?? 1 }]
    return [...exact, ...others].flatMap(({ row, confidence, score }) => {
      const article = articles[row]
      return article ? [{ article, confidence, relevance: Math.min(1, score / (topScore ?? 1)) }] : []
    })
  }

  function countContent(question: string): { words: number; known: number } {
    const terms = contentTerms(question, lexicon)
    return { words: terms.length, known: terms.filter(({ text }) => find(`"${text}"`).length > 0).length }
  }
  return { articles, search, countContent }
}

function fillDatabase(articles: readonly GuideArticle[]) {
  const database = new DatabaseSync(':memory:')
  database.exec(
    `CREATE VIRTUAL TABLE guide USING fts5(questions, title, keywords, body, tokenize='porter unicode61'); BEGIN`,
  )
  const insert = database.prepare('INSERT INTO guide(rowid, questions, title, keywords, body) VALUES (?, ?, ?, ?, ?)')
  const vocabulary = new Set<string>()
  articles.forEach(({ questions, title, keywords, body }, row) => {
    const columns = [questions.join('\n'), title, keywords.join('\n'), body].map(indexText)
    insert.run(row, ...columns)
    for (const word of latinWords(columns.join(' '))) vocabulary.add(word)
  })
  database.exec('COMMIT')
  const findRows = database.prepare('SELECT rowid FROM guide WHERE guide MATCH ?')
  const rankRows = database.prepare('SELECT rowid, -bm25(guide, 6, 5, 4, 1) AS score FROM guide WHERE guide MATCH ?')
  return {
    vocabulary,
    find: (query: string) => findRows.all(query).map((row) => Number(row['rowid'])),
    rank: (terms: readonly string[]) =>
      terms.length === 0
        ? []
        : rankRows.all(terms.join(' OR ')).map((row) => ({ row: Number(row['rowid']), score: Number(row['score']) })),
  }
}

/** Dice's coefficient. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size || 1)
}
