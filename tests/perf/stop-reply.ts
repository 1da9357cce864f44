import { setTimeout as wait } from 'node:timers/promises'
import { startProviderServer, textEvent, type ProviderServer } from '../support/provider-server'
import { nowMs, type DevtoolsPage } from './devtools-page'
import { askInPage, launch, providerSettings } from './launched-app'
import { measured, median, quantile, type Measurement } from './measurement'
import { replyText, toDeltas } from './reply-text'

// The user presses Stop while text comes: how long until no more text appears and the connection is closed.

const rounds = 20
const perSecond = 1000
const streamedMs = 300
const watchedMs = 250
const deltas = toDeltas(replyText(20_000))

interface Stop {
  readonly textMs: number
  readonly socketMs: number
}

type Watching = typeof globalThis & { stopSeen?: { clickedAt: number; lengths: { at: number; length: number }[] } }

/** Notes when Stop is pressed, and from then on each change of the last reply's text. */
function watchStop(): void {
  const seen = { clickedAt: 0, lengths: [] as { at: number; length: number }[] }
  ;(globalThis as Watching).stopSeen = seen
  const now = (): number => performance.timeOrigin + performance.now()
  const textLength = (): number => {
    const reply = [...document.querySelectorAll('article.reply')].at(-1)
    // The line and the notice under the text are not the reply's words.
    const words = [...(reply?.children ?? [])].filter((child) => !child.matches('.meta, .notice'))
    return words.reduce((total, child) => total + child.textContent.length, 0)
  }
  addEventListener(
    'click',
    ({ timeStamp }) => {
      seen.clickedAt = performance.timeOrigin + timeStamp
      seen.lengths.push({ at: seen.clickedAt, length: textLength() })
      new MutationObserver(() => {
        const length = textLength()
        if (length !== seen.lengths.at(-1)?.length) seen.lengths.push({ at: now(), length })
      }).observe(document, { subtree: true, childList: true, characterData: true })
    },
    { capture: true, once: true },
  )
}

async function stopOnce(page: DevtoolsPage, server: ProviderServer, offsetMs: number): Promise<Stop> {
  const asked = server.nextRequest()
  await page.call(watchStop)
  await askInPage(page, 'Go on until I stop you.')
  const request = await asked
  await wait(streamedMs)
  await page.click('button.stop')
  const closed = await Promise.race([request.closed, wait(5000).then(() => null)])
  await wait(watchedMs)
  const seen = await page.call(() => (globalThis as Watching).stopSeen ?? null)
  if (!seen || seen.clickedAt === 0) throw new Error('Stop was not pressed.')
  return {
    textMs: (seen.lengths.at(-1)?.at ?? 0) - seen.clickedAt,
    socketMs: closed ? performance.timeOrigin + closed.atMs - (seen.clickedAt + offsetMs) : Infinity,
  }
}

await measured(async (stage): Promise<readonly Measurement[]> => {
  const server = await startProviderServer()
  const pace = (index: number): string => textEvent(deltas[index % deltas.length] ?? '')
  server.always('/v1/chat/completions', { steps: [{ pace, count: 100_000, perSecond }] })
  const app = launch(stage, 'runnel', { data: 'stop-reply', settings: providerSettings(server.baseUrl) })
  try {
    const page = await app.page()
    await wait(2000)
    const offsetMs = await page.clockOffsetMs()
    const stops: Stop[] = []
    const startedMs = nowMs()
    while (stops.length < rounds && nowMs() - startedMs < 60_000) stops.push(await stopOnce(page, server, offsetMs))
    page.close()
    const both = stops.map(({ textMs, socketMs }) => Math.max(textMs, socketMs))
    const p95 = quantile(both, 0.95)
    return [
      {
        what: 'Stop to no more text and socket closed, p95',
        unit: 'ms',
        floor: null,
        figure: p95,
        all: both,
        bar: '≤ 100',
        met: p95 <= 100,
        note:
          `${stops.length} times; medians: last text ${median(stops.map((stop) => stop.textMs)).toFixed(0)}, ` +
          `socket ${median(stops.map((stop) => stop.socketMs)).toFixed(0)}`,
      },
    ]
  } finally {
    await app.end()
    await server.stop()
  }
})
