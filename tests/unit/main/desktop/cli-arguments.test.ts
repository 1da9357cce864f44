import { describe, expect, test } from 'vitest'
import { parseAskArguments } from '../../../../src/main/desktop/cli-arguments'

describe('parseAskArguments', () => {
  test('the words of an unquoted question belong together', () => {
    expect(parseAskArguments(['how', 'do', 'I'])).toMatchObject({
      kind: 'ask',
      prompt: 'how do I',
      save: true,
      json: false,
    })
  })

  test('options may stand anywhere', () => {
    expect(parseAskArguments(['hi', '--model', 'm', '--provider=p', '--system', 's', '--json', '--no-save'])).toEqual({
      kind: 'ask',
      prompt: 'hi',
      provider: 'p',
      model: 'm',
      system: 's',
      json: true,
      save: false,
      oneOff: null,
    })
  })

  test('a server that is not in the settings', () => {
    const words = [
      'hi',
      '--protocol',
      'gemini',
      '--base-url',
      'http://127.0.0.1:9/',
      '--key-env',
      'MY_KEY',
      '--model',
      'm',
    ]
    expect(parseAskArguments(words)).toMatchObject({
      oneOff: { protocol: 'gemini', baseUrl: 'http://127.0.0.1:9/', keyVariable: 'MY_KEY' },
    })
    const short = parseAskArguments(['hi', '--base-url', 'http://a'])
    expect(short).toMatchObject({ oneOff: { protocol: 'openai-chat', keyVariable: null } })
  })

  test.each([[['--modle', 'x']], [['--model']], [['--protocol', 'smoke', '--base-url', 'x']]])(
    '%j is a mistake that names the option',
    (words) => {
      expect(parseAskArguments(words)).toMatchObject({
        kind: 'mistake',
        detail: expect.stringContaining(words[0] ?? '') as string,
      })
    },
  )

  test('help wins over everything', () => {
    expect(parseAskArguments(['x', '--help'])).toEqual({ kind: 'help' })
  })
})
