import { describe, expect, test } from 'vitest'
import { askIn, button, chatPath, closedAddress, ended, reply, startWithServer } from '../support/chat-window'
import { testProvider } from '../support/electron'
import { chatStream, createGate, jsonAnswer, textAnswer, textEvent, type Script } from '../support/provider-server'

describe('getting to the end', () => {
  test('a stream that breaks in the middle is taken up by itself, in the same message, with nothing doubled', async () => {
    const { server, page } = await startWithServer()
    const gate = createGate()
    server.script(
      chatPath,
      { steps: [{ send: textEvent('The cat sat on') }, { reset: true }] },
      { steps: [{ gate }, { send: chatStream(['cat sat on ', 'the mat.']) }] },
    )
    await askIn(page, 'go')
    await reply(page)
      .getByText(/Reconnecting, 2 of 4/)
      .waitFor()
    await reply(page).getByText('The cat sat on').waitFor()
    gate.open()
    await reply(page).getByText('The cat sat on the mat.', { exact: true }).waitFor()
    await ended(page)
    expect(await page.locator('article.reply').count()).toBe(1)
    expect(server.requests).toHaveLength(2)
  })

  test('a rate limit is waited for in sight: countdown, Try now, then the answer', async () => {
    const { server, page } = await startWithServer()
    server.script(chatPath, jsonAnswer({}, 429, { 'retry-after': '30' }), {
      steps: [{ send: chatStream(['At last.']) }],
    })
    await askIn(page, 'hello')
    await reply(page)
      .getByText(/(29|30) s/)
      .waitFor()
    await button(page, 'Try now').click()
    await reply(page).getByText('At last.').waitFor()
    expect(server.requests).toHaveLength(2)
  })

  test('after sleep, and when the network is back, nobody waits for the clock', async () => {
    const { server, app, page } = await startWithServer()
    const busy = jsonAnswer({}, 429, { 'retry-after': '100' })
    server.script(chatPath, busy, busy, { steps: [{ send: chatStream(['Awake.']) }] })
    await askIn(page, 'hello')
    const counting = reply(page).getByText(/\b(9\d|100) s/)
    await counting.waitFor()
    await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
    await expect.poll(() => server.requests.length).toBe(2)
    await counting.waitFor()
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await reply(page).getByText('Awake.').waitFor()
    expect(server.requests).toHaveLength(3)
  })

  test('silence is said after five seconds, with Stop and Retry at hand', async () => {
    const { server, page } = await startWithServer()
    server.script(chatPath, { steps: [{ send: textEvent('Then nothing') }, { stall: true }] })
    await askIn(page, 'hello')
    await reply(page)
      .getByText(/silent for/)
      .waitFor({ timeout: 15_000 })
    expect(await reply(page).innerText()).toMatch(/gives up after/)
    await reply(page).getByRole('button', { name: 'Retry' }).waitFor()
    await button(page, /^Stop/).click()
    await ended(page)
    expect(await reply(page).innerText()).toContain('Then nothing')
  })
})

describe('when it cannot be got to the end', () => {
  test.each([
    ['en', /could not be taken up again in 4 tries/, 'Continue'],
    ['zh-CN', /尝试了 4 次，仍未能接上/, '继续'],
  ])('it is said how often it was tried, and Continue goes on (%s)', async (language, words, goOn) => {
    const { server, page } = await startWithServer({ language })
    server.script(chatPath, { steps: [{ send: textEvent('The cat sat on') }, { reset: true }] })
    server.always(chatPath, { steps: [{ reset: true }] })
    await askIn(page, 'go')
    const notice = reply(page).locator('.notice')
    await notice.getByText(words).waitFor()
    expect(server.requests).toHaveLength(4)
    server.always(chatPath, { steps: [{ send: chatStream([' the mat.']) }] })
    await notice.getByRole('button', { name: goOn, exact: true }).click()
    await reply(page).getByText('The cat sat on the mat.', { exact: true }).waitFor()
    expect(await notice.count()).toBe(0)
  })

  test('a proxy that wants a password: words of its own, and the way to its settings', async () => {
    const { server, page } = await startWithServer()
    server.always(chatPath, textAnswer('Proxy Authentication Required', 407))
    await askIn(page, 'hello')
    await reply(page).getByText('The proxy asks for a name and a password.').waitFor()
    expect(server.requests).toHaveLength(1)
    await button(page, 'Open provider settings').click()
    const proxy = page.getByLabel('Proxy', { exact: true })
    await proxy.waitFor()
    expect(await proxy.evaluate((field) => field === document.activeElement)).toBe(true)
  })
})

describe('bad answers: clear words, one action, nothing lost, ready for the next question', () => {
  const half = textEvent('Half a sentence')
  const cases: readonly [string, Script, RegExp, RegExp, string][] = [
    [
      'a wrong key',
      jsonAnswer({ error: { message: 'bad key' } }, 401),
      /does not accept this key/,
      /不接受这个密钥/,
      '',
    ],
    [
      'an unknown model',
      jsonAnswer({ error: { code: 'model_not_found' } }, 404),
      /has no model called model-a/,
      /model-a/,
      '',
    ],
    ['a rate limit of an hour', jsonAnswer({}, 429, { 'retry-after': '3600' }), /asks to wait/, /Test/, ''],
    ['a server error', jsonAnswer({ error: { message: 'boom' } }, 500), /cannot be read|out of order/, /Test/, ''],
    ['a web page', textAnswer('<!doctype html><title>Sign in</title>'), /A web page answered/, /网页/, ''],
    ['an empty stream', { steps: [] }, /empty answer/, /空/, ''],
    [
      'a stream cut in the middle',
      { steps: [{ send: half }, { reset: true }] },
      /connection was cut/,
      /连接中断/,
      'Half a sentence',
    ],
    ['no stop reason', { steps: [{ send: half }] }, /without a proper end/, /结束/, 'Half a sentence'],
    [
      'invalid JSON in a chunk',
      { steps: [{ send: `${half}data: {"choices":[{\n\n` }] },
      /cannot be read/,
      /无法/,
      'Half a sentence',
    ],
    [
      'half a character at the end',
      {
        steps: [
          { send: half },
          { send: new TextEncoder().encode('data: {"choices":[{"delta":{"content":"字').slice(0, -1) },
        ],
      },
      /without a proper end|cannot be read/,
      /Test/,
      'Half a sentence',
    ],
  ]
  test('each in English and 简体中文', { timeout: 120_000 }, async () => {
    const { server, page } = await startWithServer()
    const chinese = await startWithServer({ language: 'zh-CN' })
    for (const [name, script, words, chineseWords, text] of cases) {
      const inBoth = [
        { one: { server, page }, pattern: words },
        { one: chinese, pattern: chineseWords },
      ]
      // Side by side: what may pass by itself is tried four times first.
      await Promise.all(
        inBoth.map(async ({ one, pattern }) => {
          one.server.always(chatPath, script)
          await askIn(one.page, name)
          await one.page.locator('.question').last().getByText(name, { exact: true }).waitFor()
          await one.page.locator('article.reply').last().and(one.page.locator('[aria-busy="false"]')).waitFor()
          await reply(one.page).locator('.notice').waitFor()
          const said = await reply(one.page).innerText()
          expect(said, name).toMatch(pattern)
          expect(said, name).toContain(text)
          expect(await reply(one.page).locator('.notice .do button').count(), name).toBeGreaterThan(0)
        }),
      )
    }
    server.script(chatPath, { steps: [{ send: chatStream(['All well.']) }] })
    await askIn(page, 'and now?')
    await reply(page).getByText('All well.').waitFor()
  })

  test.each([
    ['nothing listens', closedAddress, /Nothing answers/],
    // Part of a name may have 63 letters: it is refused wherever this runs, and no name server is asked.
    ['an unknown host', () => `http://${'x'.repeat(64)}.invalid/v1`, /address of Test is not known/],
  ])('%s', async (_name, address, words) => {
    const baseUrl = await address()
    const { page } = await startWithServer({ providers: [testProvider(baseUrl)] })
    await askIn(page, 'hello')
    await reply(page).locator('.notice').waitFor()
    expect(await reply(page).innerText()).toMatch(words)
    expect(await page.locator('.question').innerText()).toBe('hello')
  })
})
