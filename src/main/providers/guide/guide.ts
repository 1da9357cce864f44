import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { AppError } from '../../../shared/errors'
import { answerConfidence, openGuideIndex, type GuideArticle, type GuideIndex, type GuideMatch } from './guide-search'
import type { Provider, ReplyRequest } from '../provider'

type GuideLanguage = ReplyRequest['language']

/** The article that greetings get. */
const welcomeName = 'welcome'
// What may be named beside an answer, and what in place of one.
const relatedConfidence = 0.4
const relatedRelevance = 0.2
const nearConfidence = 0.2
const searchedCharacters = 1000
const piecesAtOnce = 8

const words: Record<GuideLanguage, { seeAlso: (titles: string) => string; noAnswer: (nearest: string) => string }> = {
  en: {
    seeAlso: (titles) => `See also: ${titles}`,
    noAnswer: (nearest) =>
      `I found nothing about this. I am the built-in guide: I only know Runnel, and I am not an AI.\n\n` +
      (nearest && `Perhaps you meant one of these:\n\n${nearest}\n\n`) +
      `For any other question use a real model: open the model picker under the text field and choose a model on ` +
      `this computer (Ollama, LM Studio or llama.cpp), or add a provider with a key in Settings → **Providers**.`,
  },
  'zh-CN': {
    seeAlso: (titles) => `另见：${titles}`,
    noAnswer: (nearest) =>
      `没有找到与此有关的内容。我是内置指南，只了解 Runnel，也不是 AI。\n\n` +
      (nearest && `你想问的也许是：\n\n${nearest}\n\n`) +
      `其他问题请用真正的模型：打开输入框下方的模型选择器，选用本机的模型（Ollama、LM Studio 或 llama.cpp），` +
      `或在“设置 → **服务商**”中添加服务商和密钥。`,
  },
}

/**
 * The built-in help: answers questions about Runnel from the articles in `folder`/<language>, with no AI and no
 * network. Articles are read at the first question. Throws `AppError` (storage) when they cannot be read.
 */
export function createGuide(folder: string): Provider {
  const indexes = new Map<GuideLanguage, Promise<GuideIndex>>()

  function open(language: GuideLanguage): Promise<GuideIndex> {
    const opened = indexes.get(language)
    if (opened) return opened
    const opening = openGuideIndex(join(folder, language)).catch((error: unknown) => {
      indexes.delete(language)
      throw new AppError({ code: 'storage', reason: 'unreadable', detail: String(error) }, { cause: error })
    })
    indexes.set(language, opening)
    return opening
  }

  return {
    async *streamReply(request, signal) {
      yield { type: 'response', model: 'guide' }
      const questions = request.messages.filter((message) => message.role === 'user').map(({ text }) => searched(text))
      const question = questions.at(-1) ?? ''
      const language = answerLanguage(question, request.language)
      const answer = answerText(await open(language), language, question, questions.at(-2) ?? null)
      let atOnce = 0
      for (const text of pieces(remainder(answer, request.continueText ?? ''), language)) {
        if (signal.aborted) return
        yield { type: 'text-delta', text }
        if (++atOnce % piecesAtOnce === 0) await setImmediate()
      }
      if (!signal.aborted) yield { type: 'finish', finish: { unified: 'stop', raw: null } }
    },
    listModels: async () => [{ id: 'guide' }],
  }
}

/** The language of the answer: the question's own where it is clear, else `preferred`. */
export function answerLanguage(question: string, preferred: GuideLanguage): GuideLanguage {
  // Kana and Hangul stand beside Han characters in languages that the guide does not speak.
  if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(question)) return preferred
  if (/\p{Script=Han}/u.test(question)) return 'zh-CN'
  if (preferred === 'en') return 'en'
  const latinWords = question.toLowerCase().match(/[a-z']{2,}/g) ?? []
  const isSentence = /\b(?:how|what|where|why|which|who|can|does|do|is|are|the|my|i)\b/.test(latinWords.join(' '))
  return latinWords.length >= 3 || isSentence ? 'en' : preferred
}

function answerText(index: GuideIndex, language: GuideLanguage, question: string, previous: string | null): string {
  const matches = matchesFor(index, question, previous)
  const [best, ...others] = matches
  if (!best || best.confidence < answerConfidence) {
    if (index.countContent(question).words === 0) return welcomeText(index)
    const nearest = matches.filter((match) => match.confidence >= nearConfidence)
    return words[language].noAnswer(
      titlesOf(nearest, 4)
        .map((title) => `- ${title}`)
        .join('\n'),
    )
  }
  const related = others.filter((match) => match.confidence >= relatedConfidence && match.relevance >= relatedRelevance)
  const titles = titlesOf(related, 3)
  const isWelcome = best.article.name === welcomeName
  return titles.length === 0 || isWelcome
    ? best.article.body
    : `${best.article.body}\n\n${words[language].seeAlso(titles.join(' · '))}`
}

/** A short follow-up ("and on Mac?") is searched together with the question before it. */
function matchesFor(index: GuideIndex, question: string, previous: string | null): readonly GuideMatch[] {
  const alone = index.search(question)
  const { words: count, known } = index.countContent(question)
  const isShort = count <= 3 && question.length <= 40
  if (previous === null || !isShort || known < count / 2) return alone
  const isFollowUp =
    /^(?:and|but|or|so|then|also|what about|how about|why|how)\b|^(?:那|然后|还有|但|所以|为什么)|呢[？?]?$/i.test(
      question,
    )
  const isAnswered = (alone[0]?.confidence ?? 0) >= answerConfidence
  if (isAnswered && (!isFollowUp || count > 1)) return alone
  const together = index.search(`${question} ${previous}`)
  return (together[0]?.confidence ?? 0) >= answerConfidence ? together : alone
}

function welcomeText(index: GuideIndex): string {
  return index.articles.find((article) => article.name === welcomeName)?.body ?? ''
}

function titlesOf(matches: readonly GuideMatch[], limit: number): readonly string[] {
  const isTopic = (article: GuideArticle) => article.name !== welcomeName
  return matches
    .map((match) => match.article)
    .filter(isTopic)
    .slice(0, limit)
    .map((article) => article.title)
}

const searched = (text: string) => text.slice(0, searchedCharacters).trim()

function remainder(answer: string, continueText: string): string {
  if (answer.startsWith(continueText)) return answer.slice(continueText.length)
  return `\n\n${answer}`
}

/** Cuts a text behind its words, so that each piece can be shown as it is. */
function* pieces(text: string, language: GuideLanguage): Iterable<string> {
  let piece = ''
  for (const { segment, isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) {
    if (isWordLike && piece !== '') {
      yield piece
      piece = ''
    }
    piece += segment
  }
  if (piece !== '') yield piece
}
