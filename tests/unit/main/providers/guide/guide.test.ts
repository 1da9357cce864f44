import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createGuide } from '../../../../../src/main/providers/guide/guide'
import { openGuideIndex } from '../../../../../src/main/providers/guide/guide-search'
import type { ChatMessage, Provider, ReplyRequest, StreamEvent } from '../../../../../src/main/providers/provider'
import { AppError } from '../../../../../src/shared/errors'
import { en } from '../../../../../src/shared/locales/en'
import { zhCN } from '../../../../../src/shared/locales/zh-CN'

const folder = join(import.meta.dirname, '../../../../../resources/guide')
const guide = createGuide(folder)
const indexes = { en: await openGuideIndex(join(folder, 'en')), 'zh-CN': await openGuideIndex(join(folder, 'zh-CN')) }
type Language = ReplyRequest['language']

const bodyOf = (language: Language, name: string) =>
  indexes[language].articles.find((article) => article.name === name)?.body ?? `no article ${name}`

/** `turns`: question, reply, question … */
function requestFor(turns: readonly string[], language: Language = 'en'): ReplyRequest {
  const messages = turns.map((text, at): ChatMessage => ({ role: at % 2 === 0 ? 'user' : 'assistant', text }))
  return { model: 'guide', system: 'Answer in French.', messages, language }
}

async function eventsOf(provider: Provider, request: ReplyRequest, signal = new AbortController().signal) {
  const events: StreamEvent[] = []
  for await (const event of provider.streamReply(request, signal)) events.push(event)
  return events
}

const textOf = (events: readonly StreamEvent[]) =>
  events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('')

const ask = async (turns: readonly string[], language: Language = 'en') =>
  textOf(await eventsOf(guide, requestFor(turns, language)))

describe('the stream', () => {
  it('names itself, sends the article in small pieces, and ends well with no usage', async () => {
    const events = await eventsOf(guide, requestFor(['What does "interrupted" mean?']))
    expect(events[0]).toEqual({ type: 'response', model: 'guide' })
    expect(events.at(-1)).toEqual({ type: 'finish', finish: { unified: 'stop', raw: null } })
    const pieces = events.slice(1, -1).map((event) => (event.type === 'text-delta' ? event.text : event.type))
    expect(pieces.length).toBeGreaterThan(50)
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(60)
    expect(pieces.join('').startsWith(bodyOf('en', 'interrupted'))).toBe(true)
  })

  it('cuts Chinese between words and never inside a character', async () => {
    const events = await eventsOf(guide, requestFor(['我的密钥保存在哪里？'], 'zh-CN'))
    const pieces = events.flatMap((event) => (event.type === 'text-delta' ? [event.text] : []))
    expect(pieces.length).toBeGreaterThan(50)
    expect(pieces.every((piece) => piece.isWellFormed())).toBe(true)
    expect(pieces.join('').startsWith(bodyOf('zh-CN', 'key-storage'))).toBe(true)
  })

  it('stops at once when it is aborted, without a finish', async () => {
    const abort = new AbortController()
    const events: StreamEvent[] = []
    for await (const event of guide.streamReply(requestFor(['Where are my keys kept?']), abort.signal)) {
      events.push(event)
      if (events.length === 5) abort.abort()
    }
    expect(events).toHaveLength(5)
  })

  it('goes on from the text it has and repeats none of it', async () => {
    const whole = await ask(['How do I stop a reply?'])
    const request = { ...requestFor(['How do I stop a reply?']), continueText: whole.slice(0, 100) }
    expect(whole.slice(0, 100) + textOf(await eventsOf(guide, request))).toBe(whole)
    const done = await eventsOf(guide, { ...request, continueText: whole })
    expect(done.map((event) => event.type)).toEqual(['response', 'finish'])
  })

  it('lists one model', async () => {
    expect(await guide.listModels(new AbortController().signal)).toEqual([{ id: 'guide' }])
  })
})

describe('the answer', () => {
  it.each([
    [en.empty.examples.start, en.empty.examples.keys, en.empty.examples.interrupted, 'en'],
    [zhCN.empty.examples.start, zhCN.empty.examples.keys, zhCN.empty.examples.interrupted, 'zh-CN'],
  ] as const)('is right for each example on the empty screen', async (start, keys, interrupted, language) => {
    expect(await ask([start], language)).toContain(bodyOf(language, 'add-key'))
    expect(await ask([keys], language)).toContain(bodyOf(language, 'key-storage'))
    expect(await ask([interrupted], language)).toContain(bodyOf(language, 'interrupted'))
  })

  it('says which hotkey there is, and how to change it', async () => {
    for (const question of ['How do I set the hotkey?', '怎样设置快捷键？']) {
      const answer = await ask([question])
      expect(answer).toMatch(/Settings → \*\*Popup|设置 → \*\*弹窗/)
      for (const key of ['Ctrl+Shift+Space', 'Esc', 'Ctrl+Enter', 'runnel popup --toggle'])
        expect(answer).toContain(`\`${key}\``)
    }
  })

  it('ends with related articles as questions that can be asked', async () => {
    const last = (await ask(['model not found'])).split('\n').at(-1) ?? ''
    expect(last).toMatch(/^See also: /)
    const titles = last.replace('See also: ', '').split(' · ')
    expect(titles.length).toBeLessThanOrEqual(3)
    for (const title of titles) {
      const article = indexes.en.articles.find((one) => one.title === title)
      expect(await ask([title])).toContain(article?.body ?? 'no such title')
    }
  })

  it('is honest when there is none, says where to get one, and offers no article', async () => {
    const answer = await ask(['What is the capital of France?'])
    expect(answer).toContain('I found nothing about this')
    expect(answer).toContain('not an AI')
    expect(answer).toContain('Ollama')
    expect(answer).toContain('**Providers**')
    expect(await ask(['红烧肉怎么做'], 'zh-CN')).toContain('没有找到')
  })

  it('names the nearest topics when it is not sure', async () => {
    const answer = await ask(['keyboard for my sofa'])
    expect(answer).toContain('Perhaps you meant one of these')
    const topics = answer.split('\n').filter((line) => line.startsWith('- '))
    expect(topics.length).toBeGreaterThan(0)
    expect(topics.length).toBeLessThanOrEqual(4)
  })

  it.each(['hi', 'Hello!', 'hey there', 'help', 'what can you do for me?', 'thanks', '???', ''])(
    'greets and lists topics for "%s"',
    async (greeting) => expect(await ask([greeting])).toBe(bodyOf('en', 'welcome')),
  )

  it.each(['你好', '在吗', '你会啥', '谢谢', '你能帮我做什么？'])('greets in Chinese for "%s"', async (greeting) =>
    expect(await ask([greeting])).toBe(bodyOf('zh-CN', 'welcome')),
  )

  it('looks at the beginning of a very long question only', async () => {
    const question = `What does "interrupted" mean? ${'zebra '.repeat(200_000)}`
    expect((await ask([question])).length).toBeLessThan(3000)
  })
})

describe('a follow-up', () => {
  it('is understood with the question before it', async () => {
    const first = 'What are the keyboard shortcuts?'
    expect(await ask([first, bodyOf('en', 'keyboard'), 'And on Mac?'])).toContain(bodyOf('en', 'keyboard'))
    const deleted = ['How do I delete my API key?', bodyOf('en', 'change-key'), 'why?']
    expect(await ask(deleted)).toContain(bodyOf('en', 'change-key'))
    expect(await ask(['怎样备份对话？', bodyOf('zh-CN', 'data-folder'), '那密钥呢？'], 'zh-CN')).toMatch(/密钥/)
  })

  it('about something else gets an answer of its own, or none', async () => {
    const before = ['What are the keyboard shortcuts?', bodyOf('en', 'keyboard')]
    expect(await ask([...before, 'dark mode'])).toContain(bodyOf('en', 'appearance'))
    expect(await ask([...before, 'and pizza?'])).toContain('I found nothing about this')
    expect(await ask([...before, 'write a poem about the sea'])).toContain('I found nothing about this')
  })
})

describe('the language', () => {
  it('is that of the question where it is clear', async () => {
    expect(await ask(['怎样停止回复？'], 'en')).toContain(bodyOf('zh-CN', 'stop'))
    expect(await ask(['how do i stop it'], 'zh-CN')).toContain(bodyOf('en', 'stop'))
    expect(await ask(['hello'], 'en')).toBe(bodyOf('en', 'welcome'))
  })

  it('is that of the user where the question is only a name', async () => {
    expect(await ask(['Ollama'], 'zh-CN')).toMatch(/[\u4e00-\u9fff]/)
    expect(await ask(['Ollama'], 'en')).not.toMatch(/[\u4e00-\u9fff]/)
  })

  it('is that of the user for languages that the guide does not speak', async () => {
    expect(await ask(['東京の天気はどうですか'], 'en')).toContain('I found nothing')
    expect(await ask(['서울 날씨 어때?'], 'zh-CN')).toContain('没有找到')
  })
})

describe('a folder that cannot be read', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'runnel-guide-'))
  afterEach(() => rmSync(temporary, { recursive: true, force: true }))

  it('is an error in words, and is tried again at the next question', async () => {
    const broken = createGuide(join(temporary, 'guide'))
    const error = await eventsOf(broken, requestFor(['help'])).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toHaveProperty('data.reason', 'unreadable')
    cpSync(folder, join(temporary, 'guide'), { recursive: true })
    expect(textOf(await eventsOf(broken, requestFor(['help'])))).toBe(bodyOf('en', 'welcome'))
  })
})
