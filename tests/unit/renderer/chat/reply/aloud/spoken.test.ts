import { describe, expect, it } from 'vitest'
import { languageOf, sentencesOf, voiceFor } from '../../../../../../src/renderer/chat/reply/aloud/spoken'

describe('sentences', () => {
  it('end with marks of any script and with lines; those without a word are left out', () => {
    expect(sentencesOf('One. Two!\n\n***\n三。四？\n- five')).toEqual(['One.', 'Two!', '三。', '四？', '- five'])
  })

  it('do not end inside of a number or an address', () => {
    expect(sentencesOf('It is 3.5 at example.com now.')).toHaveLength(1)
  })

  it('that are very long are cut at a mark or a space, never inside of a character, and nothing is lost', () => {
    const text = `${'word, '.repeat(200)}${'😀字'.repeat(400)}`
    const parts = sentencesOf(text)
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(300)
    expect(parts.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    expect(parts.every((part) => !/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(part))).toBe(true)
  })
})

describe('the language of a text', () => {
  it.each([
    ['The log comes first, and that is it.', 'en'],
    ['日志先行，崩溃后可以重放。', 'zh'],
    ['SQLite 的 WAL 模式不会阻塞读者。', 'zh'],
    ['ログが先に書かれます。', 'ja'],
    ['로그가 먼저 기록됩니다.', 'ko'],
    ['Журнал пишется первым.', 'ru'],
    ['Das Protokoll ist der Anfang und nicht das Ende.', 'de'],
    ['Le journal est écrit dans une page et les lecteurs attendent.', 'fr'],
    ['The word 数据 means data.', 'en'],
    ['42', 'en'],
  ])('%s', (text, expected) => {
    expect(languageOf(text)).toBe(expected)
  })
})

describe('a voice', () => {
  const voice = (lang: string, change: object = {}) => ({ lang, localService: true, default: false, ...change })

  it('that sends the text away is never taken', () => {
    expect(voiceFor([voice('en-US', { localService: false })], 'en', ['en-US'])).toBeNull()
  })

  it('of the preferred region comes first, then the default one, then any', () => {
    const [us, gb] = [voice('en-US', { default: true }), voice('en_GB')]
    expect(voiceFor([us, gb], 'en', ['de-DE', 'en-GB'])).toBe(gb)
    expect(voiceFor([gb, us], 'en', ['de-DE'])).toBe(us)
    expect(voiceFor([gb], 'en', [])).toBe(gb)
  })

  it('of another language is no voice', () => {
    expect(voiceFor([voice('en-US', { default: true })], 'zh', [])).toBeNull()
  })
})
