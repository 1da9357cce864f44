import type { RendererName } from './markdown-page/renderer'
import { openTrials, type Trial, type TrialWindow } from './markdown-trial'
import { measured, median, note, type Measurement, type Stage } from './measurement'

// A long reply of markdown as models write it, in deltas of four characters, sixty a frame, followed to its end: what it costs
// the page's main thread, and what of it stays in memory. The floor shows the same text as plain lines.

const short = 50_000
const long = 200_000
const pace = { delta: 4, deltasPerFrame: 60 }
/** The last one stops at the short reply. */
const rounds = 3
/** In milliseconds, for what comes after the first 50,000 characters; the stream itself takes 10,500. */
const peerLimits = { 'streaming-markdown': 14_000, 'react-markdown': 8000, streamdown: 8000 } as const
const peers = ['streaming-markdown', 'react-markdown', 'streamdown'] as const
const toEnd = Number.MAX_SAFE_INTEGER

interface Costs {
  readonly shortMs: number
  /** Null: not that far. */
  readonly longMs: number | null
  readonly trial: Trial
}

async function costsOf(window: TrialWindow, renderer: RendererName, isLong: boolean, limitMs: number): Promise<Costs> {
  note(`${renderer}, ${isLong ? long : short} characters`)
  const legs = [{ to: short, ...pace, limitMs: 60_000 }, ...(isLong ? [{ to: toEnd, ...pace, limitMs }] : [])]
  const trial = await window.run({ renderer, text: 'reply', characters: long, legs })
  const [first, second] = trial.legs
  if (!first?.isWhole) throw new Error(`${renderer} did not draw the reply.`)
  return { shortMs: first.cpuMs, longMs: second?.isWhole ? first.cpuMs + second.cpuMs : null, trial }
}

function reached({ trial }: Costs): string {
  const characters = trial.legs.at(-1)?.characters ?? 0
  return `stopped at ${Math.round((characters / long) * 100)} %`
}

function shareOf(costs: Costs | undefined, floorMs: number): string {
  if (!costs) return '–'
  if (costs.longMs !== null) return (costs.longMs / floorMs).toFixed(2)
  const spentMs = costs.trial.legs.reduce((total, leg) => total + leg.cpuMs, 0)
  return `> ${(spentMs / floorMs).toFixed(1)}, ${reached(costs)}`
}

const present = (values: readonly (number | null)[]): readonly number[] => values.filter((value) => value !== null)
const exponent = (shortMs: number, longMs: number): number => Math.log(longMs / shortMs) / Math.log(long / short)

async function compare(window: TrialWindow): Promise<readonly Measurement[]> {
  const floors: Costs[] = []
  const ours: Costs[] = []
  for (let round = 0; round < rounds; round++) {
    const isLong = round < rounds - 1
    floors.push(await costsOf(window, 'text-lines', isLong, 60_000))
    ours.push(await costsOf(window, 'runnel', isLong, 60_000))
  }
  const whole = await costsOf(window, 'runnel-whole', false, 60_000)
  const others = new Map<RendererName, Costs>()
  for (const peer of peers) others.set(peer, await costsOf(window, peer, true, peerLimits[peer]))
  const of = (costs: readonly Costs[]) => ({
    short: costs.map((cost) => cost.shortMs),
    long: present(costs.map((cost) => cost.longMs)),
    heap: costs.filter((cost) => cost.longMs !== null).map((cost) => cost.trial.scriptHeapMb),
  })
  const [floor, our] = [of(floors), of(ours)]
  const [floorShort, floorLong, ourShort, ourLong] = [floor.short, floor.long, our.short, our.long].map(median) as [
    number,
    number,
    number,
    number,
  ]
  const ofPeers = (cell: (costs: Costs | undefined) => string): Readonly<Record<string, string>> =>
    Object.fromEntries(peers.map((peer) => [peer, cell(others.get(peer))]))
  return [
    {
      what: 'markdown, 50,000 characters, CPU of the page’s main thread',
      unit: 'ms',
      floor: floorShort,
      figure: ourShort,
      all: our.short,
      bar: '≤ 1.25 × floor',
      met: ourShort <= 1.25 * floorShort,
      note: `${partsOf(ours)}; with colours and formulas ${(whole.shortMs / floorShort).toFixed(2)} × floor`,
      peers: ofPeers((costs) => (costs ? (costs.shortMs / floorShort).toFixed(2) : '–')),
    },
    {
      what: 'markdown, 200,000 characters, CPU of the page’s main thread',
      unit: 'ms',
      floor: floorLong,
      figure: ourLong,
      all: our.long,
      bar: '≤ floor',
      met: ourLong <= floorLong,
      peers: ofPeers((costs) => shareOf(costs, floorLong)),
    },
    {
      what: 'markdown, from 50,000 to 200,000 characters, exponent of CPU',
      unit: '',
      floor: exponent(floorShort, floorLong),
      figure: exponent(ourShort, ourLong),
      bar: '≤ 1.2',
      met: exponent(ourShort, ourLong) <= 1.2,
    },
    {
      what: 'markdown, 200,000 characters, JavaScript heap gained',
      unit: 'MB',
      floor: median(floor.heap),
      figure: median(our.heap),
      all: our.heap,
      bar: '< 3',
      met: median(our.heap) < 3,
      note: [...others].map(([name, { trial }]) => `${name} ${trial.scriptHeapMb.toFixed(1)}`).join(', '),
    },
  ]
}

/** Where the time of the short reply goes. */
function partsOf(costs: readonly Costs[]): string {
  const leg = costs[0]?.trial.legs[0]
  if (!leg) return ''
  const { cpuMs, scriptMs, styleMs, layoutMs } = leg
  const parts = { script: scriptMs, style: styleMs, layout: layoutMs, paint: cpuMs - scriptMs - styleMs - layoutMs }
  return Object.entries(parts)
    .map(([name, ms]) => `${name} ${Math.round((ms / cpuMs) * 100)} %`)
    .join(', ')
}

await measured(async (stage: Stage): Promise<readonly Measurement[]> => {
  const window = await openTrials(stage)
  try {
    return await compare(window)
  } finally {
    await window.end()
  }
})
