import { expect, it } from 'vitest'
import { createReader } from '../../../../../../src/renderer/chat/reply/aloud/reader'

const english = { lang: 'en-US', localService: true, default: true }
const chinese = { lang: 'zh-CN', localService: true, default: false }

/** A reader whose sentences are over when the test says so. */
function setUp(voices = [english, chinese]) {
  const said: string[] = []
  let hushed = 0
  let finish = { resolve: () => {}, reject: (_error: Error) => {} }
  const reader = createReader({
    voices: () => Promise.resolve(voices),
    say: (sentence, voice) => {
      said.push(`${voice.lang}: ${sentence}`)
      return new Promise<void>((resolve, reject) => (finish = { resolve, reject }))
    },
    hush: () => {
      hushed += 1
      finish.reject(new Error('canceled'))
    },
    languages: () => ['en-US'],
  })
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  const over = async () => {
    finish.resolve()
    await settled()
  }
  return { reader, said, over, settled, fail: () => finish.reject(new Error('synthesis-failed')), hushed: () => hushed }
}

it('reads one sentence after the other, each by a voice of its language', async () => {
  const { reader, said, over, settled } = setUp()
  const end = reader.read('One is here. 二。')
  await settled()
  expect(said).toEqual(['en-US: One is here.'])
  await over()
  expect(said).toEqual(['en-US: One is here.', 'zh-CN: 二。'])
  await over()
  expect(await end).toBe('read')
})

it('falls silent at once when it is stopped, and reads nothing more', async () => {
  const { reader, said, settled } = setUp()
  const end = reader.read('One. Two.')
  await settled()
  reader.stop()
  expect(await end).toBe('stopped')
  await settled()
  expect(said).toHaveLength(1)
})

it('stops what it reads for another text', async () => {
  const { reader, said, over, settled } = setUp()
  const first = reader.read('One. Two.')
  await settled()
  const second = reader.read('Three.')
  expect(await first).toBe('stopped')
  await settled()
  await over()
  expect(await second).toBe('read')
  expect(said).toEqual(['en-US: One.', 'en-US: Three.'])
})

it.each([
  ['there is no voice', [], 'A word.', 'no-voice'],
  ['no voice speaks the language', [english], '只有中文。', 'no-voice'],
  ['there is no word', [english], '***', 'nothing-to-read'],
])('says so when %s', async (_what, voices, text, expected) => {
  const { reader, said } = setUp(voices)
  expect(await reader.read(text)).toBe(expected)
  expect(said).toEqual([])
})

it('goes on after a sentence that the engine cannot say, and passes one over that no voice speaks', async () => {
  const { reader, said, over, settled, fail } = setUp([english])
  const end = reader.read('One. 二。 Three.')
  await settled()
  fail()
  await settled()
  await over()
  expect(await end).toBe('read')
  expect(said).toEqual(['en-US: One.', 'en-US: Three.'])
})
