import { once } from 'node:events'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import type { ReplyEvent } from '../../src/shared/reply'
import { ask, startAsk, testProvider } from '../support/electron'
import { startProviderServer, textEvent } from '../support/provider-server'
import { temporaryFolder } from '../support/temporary-folder'

const rounds = 100
const atOnce = 2

/** A fixed sequence of numbers from 0 to 1, so that a failure can be played again. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

test(
  `kill -9 of main at ${rounds} random moments in a stream: every character that was shown is there, marked interrupted`,
  { timeout: 240_000 },
  async () => {
    const server = await startProviderServer()
    onTestFinished(() => server.stop())
    server.always('/v1/chat/completions', {
      steps: [{ pace: (index) => textEvent(`${index} 字 `), count: 100_000, perSecond: 2000 }],
    })
    const folder = temporaryFolder()
    const settings = { providers: [testProvider(server.baseUrl)], choice: { providerId: 'test', model: 'model-a' } }
    await ask(['first', '--provider', 'guide'], { folder, settings })
    const random = createRandom(20_261_122)
    const shown = new Map<string, string>()

    const killOnce = async () => {
      const child = startAsk(['hello', '--json'], { folder })
      child.stdin.end()
      let line = ''
      let replyId = ''
      const limit = 1 + Math.floor(random() * 40)
      let deltas = 0
      child.stdout.setEncoding('utf8')
      child.stdout.on('data', (part: string) => {
        const lines = (line + part).split('\n')
        line = lines.pop() ?? ''
        for (const event of lines.map((one) => JSON.parse(one) as ReplyEvent)) {
          if (event.type === 'reply-start') replyId = event.replyId
          if (event.type !== 'text-delta') continue
          shown.set(replyId, (shown.get(replyId) ?? '') + event.text)
          deltas += 1
          if (deltas === limit) child.kill('SIGKILL')
        }
      })
      await once(child, 'close')
    }
    const worker = async () => {
      while (started < rounds) {
        started += 1
        await killOnce()
      }
    }
    let started = 0
    await Promise.all(Array.from({ length: atOnce }, worker))
    expect(shown.size).toBe(rounds)

    // Any start takes care of what dead ones left behind.
    await ask(['after', '--provider', 'guide'], { folder })
    const database = new DatabaseSync(join(folder, 'conversations.db'), { readOnly: true })
    const replies = database.prepare(`SELECT id, text, reply, owner FROM messages WHERE role = 'assistant'`).all()
    database.close()
    for (const [replyId, text] of shown) {
      const reply = replies.find((row) => row['id'] === replyId)
      expect(String(reply?.['text']).slice(0, text.length)).toBe(text)
      expect(reply?.['owner']).toBeNull()
      expect(JSON.parse(String(reply?.['reply']))).toMatchObject({ finish: { unified: 'interrupted' } })
    }
  },
)
