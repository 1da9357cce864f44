// Takes the pictures of the README from the built app: `npm run pictures`. Opens a virtual desktop of its own.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from './build.mjs'
import { openDesk } from './desk.mjs'
import { main, root } from './run.mjs'
import { electronBinary } from './setup/electron.mjs'
import { setUp } from './setup.mjs'

const folder = join(root, 'docs', 'pictures')
const scale = 1.5
const size = { width: 1180, height: 800 }

const english = {
  title: 'Retry helper with full jitter',
  others: ['Why does WAL need a checkpoint?', 'Dinner for six, two vegetarians', 'Regex for ISO weeks'],
  other: 'Yes.',
  question: 'Write me a small retry helper in TypeScript with full jitter, and show how long it waits.',
  reply: `Here is one with no dependencies. It stops waiting the moment the signal aborts.

\`\`\`ts
export async function retry<T>(call: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call(signal)
    } catch (error) {
      if (attempt === 3) throw error
      await sleep(Math.random() * Math.min(8000, 500 * 2 ** attempt), { signal })
    }
  }
}
\`\`\`

## How long it waits

| Attempt | Ceiling | Mean wait |
| --- | ---: | ---: |
| 1 | 500 ms | 250 ms |
| 2 | 1,000 ms | 500 ms |
| 3 | 2,000 ms | 1,000 ms |

1. **Retry only what is safe.** 408, 429 and 5xx are; a 401 will fail again.
2. **Obey the server first.** If it names a delay, that replaces the computed one.`,
}

const chinese = {
  title: '带全抖动的重试函数',
  others: ['SQLite WAL 为何需要检查点？', '六人晚餐，两位素食', 'ISO 周的正则'],
  other: '可以。',
  question: '用 TypeScript 写一个带全抖动的小型重试函数，并说明它会等多久。',
  reply: `下面这个没有任何依赖。信号一中止，它就停止等待，并原样抛出最后一次的错误。

## 它会等多久

| 次数 | 上限 | 平均等待 |
| --- | ---: | ---: |
| 1 | 500 ms | 250 ms |
| 2 | 1,000 ms | 500 ms |
| 3 | 2,000 ms | 1,000 ms |

有三点要注意：

1. **只重试安全的错误。** 408、429 和 5xx 可以；401 再试也会失败。
2. **先听服务器的。** 如果它给出了等待时间，就用它代替计算出的值。
3. **设一个上限。** 重试四次还不行，就把 \`error\` 原样交给调用者。`,
}

await main(async () => {
  await setUp({ desktop: true })
  await build()
  const desk = await openDesk({ screen: '2000x1400x24' })
  try {
    await takeAll(desk.environment)
  } finally {
    await desk.close()
  }
})

async function takeAll(environment) {
  mkdirSync(folder, { recursive: true })
  await take('main-light', { theme: 'light' }, english, environment, answered)
  await take('main-dark', { theme: 'dark' }, english, environment, answered)
  await take('main-zh', { theme: 'light', language: 'zh-CN' }, chinese, environment, answered)
  await take('streaming', { theme: 'light' }, english, environment, streaming)
  await take('error', { theme: 'light' }, english, environment, cut)
}

/** Starts the app with these settings, brings it into a state, and saves its window. */
async function take(name, settings, texts, environment, bring) {
  const standIn = await import('../tests/support/provider-server.ts')
  const named = (event) => event.replaceAll('"stand-in"', '"gpt-5.1"')
  const textEvent = (text) => named(standIn.textEvent(text))
  const chatEnd = (...end) => named(standIn.chatEnd(...end))
  const data = mkdtempSync(join(tmpdir(), 'runnel-pictures-'))
  const server = await standIn.startProviderServer()
  const provider = { id: 'example', name: 'OpenAI', protocol: 'openai-chat', origin: 'settings', models: ['gpt-5.1'] }
  const stored = {
    version: 1,
    language: 'en',
    hotkey: '',
    ...settings,
    providers: [{ ...provider, baseUrl: server.baseUrl }],
  }
  writeFileSync(
    join(data, 'settings.json'),
    JSON.stringify({ ...stored, choice: { providerId: 'example', model: 'gpt-5.1' } }),
  )
  const app = await launch(data, environment)
  try {
    const page = await app.firstWindow()
    await app.evaluate(
      ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setContentSize(bounds.width, bounds.height),
      size,
    )
    for (const question of texts.others) {
      server.script('/v1/chat/completions', { steps: [{ send: textEvent(texts.other) + chatEnd() }] })
      await ask(page, question)
      await page.locator('article.reply[aria-busy="false"]').waitFor()
      await page.locator('.sidebar .titlebar button').last().click()
    }
    await bring({ page, server, texts, textEvent, chatEnd })
    await page.mouse.move(0, 0)
    const title = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? '')
    await photograph(title, join(folder, `${name}.png`), environment)
  } finally {
    await app.close()
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

async function launch(data, environment) {
  const { _electron } = await import('playwright')
  const isRoot = process.getuid?.() === 0
  return _electron.launch({
    executablePath: electronBinary(),
    cwd: root,
    chromiumSandbox: !isRoot,
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      '-r',
      join(root, 'tests/support/hold-start.cjs'),
      '.',
      `--user-data-dir=${data}`,
      `--force-device-scale-factor=${scale}`,
    ],
    env: environment,
  })
}

async function ask(page, question) {
  await page.locator('.composer textarea').fill(question)
  await page.locator('.composer textarea').press('Enter')
}

/** Pieces of about a token each, at a pace that gives believable figures. */
function paced(text, textEvent) {
  const pieces = piecesOf(text)
  return { pace: (index) => textEvent(pieces[index]), count: pieces.length, perSecond: 120 }
}

function piecesOf(text) {
  return text.match(/[\s\S]{1,4}/g) ?? []
}

async function answered({ page, server, texts, textEvent, chatEnd }) {
  const usage = { prompt_tokens: 31, completion_tokens: piecesOf(texts.reply).length }
  const steps = [{ waitMs: 300 }, paced(texts.reply, textEvent), { send: chatEnd('stop', usage) }]
  server.script('/v1/chat/completions', { steps })
  await ask(page, texts.question)
  await page.locator('article.reply[aria-busy="false"]').waitFor({ timeout: 60_000 })
}

async function streaming({ page, server, texts, textEvent }) {
  const steps = [{ waitMs: 300 }, paced(texts.reply.slice(0, -40), textEvent), { stall: true }]
  server.script('/v1/chat/completions', { steps })
  await ask(page, texts.question)
  await page.getByText('If it names').waitFor({ timeout: 60_000 })
}

async function cut({ page, server, texts, textEvent }) {
  const steps = [{ waitMs: 300 }, paced(texts.reply.slice(0, -40), textEvent), { reset: true }]
  server.script('/v1/chat/completions', { steps })
  // Every try to take it up breaks too.
  server.always('/v1/chat/completions', { steps: [{ reset: true }] })
  await ask(page, texts.question)
  await page.locator('article.reply .notice').waitFor({ timeout: 60_000 })
}

async function photograph(title, path, environment) {
  const run = promisify(execFile)
  const { stdout } = await run('xdotool', ['search', '--onlyvisible', '--name', `^${title}$`], { env: environment })
  await run('import', ['-window', stdout.trim().split('\n').at(-1) ?? '', '-strip', path], { env: environment })
}
