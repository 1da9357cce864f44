import type { RendererName } from './markdown-page/renderer'
import type { TextName } from './markdown-texts'
import { openTrials, type Trial, type TrialWindow } from './markdown-trial'
import { measured, median, note, type Measurement, type Stage } from './measurement'

// One block that is the whole reply, of 50,000 characters, in deltas of four characters, sixty a frame. Every task is looked
// at, in CPU time, so that a busy machine makes none longer. Other renderers get a few seconds for each.

const characters = 50_000
const leg = { to: Number.MAX_SAFE_INTEGER, delta: 4, deltasPerFrame: 60 }
const rounds = 2
const limitMs = 20_000
const longTaskMs = 50
/** In milliseconds; the stream itself takes 3,500. */
const peerLimits = { 'streaming-markdown': 8000, 'react-markdown': 3000, streamdown: 3000 } as const

const giants: readonly { readonly text: TextName; readonly what: string; readonly hasPeers: boolean }[] = [
  { text: 'list', what: 'one list', hasPeers: true },
  { text: 'table', what: 'one table', hasPeers: true },
  { text: 'paragraph', what: 'one paragraph', hasPeers: true },
  { text: 'fence', what: 'one fence', hasPeers: true },
  { text: 'nesting', what: 'lists and quotes, 40 deep', hasPeers: false },
]

const cpuOf = ({ legs }: Trial): number => legs.reduce((total, one) => total + one.cpuMs, 0)
const longestOf = (trial: Trial): number => Math.max(0, ...(trial.mainThread?.tasksMs ?? []))

async function giant(
  window: TrialWindow,
  { text, what, hasPeers }: (typeof giants)[number],
): Promise<readonly Measurement[]> {
  note(what)
  const run = (renderer: RendererName, ms: number): Promise<Trial> =>
    window.run({ renderer, text, characters, legs: [{ ...leg, limitMs: ms }], isTraced: true })
  const floor = await run('text-lines', limitMs)
  const ours: Trial[] = []
  for (let round = 0; round < rounds; round++) ours.push(await run('runnel', limitMs))
  const floorMs = cpuOf(floor)
  const cells: [string, string][] = []
  for (const [peer, ms] of hasPeers ? Object.entries(peerLimits) : []) {
    cells.push([peer, cellOf(await run(peer as keyof typeof peerLimits, ms), floorMs)])
  }
  const all = ours.map(cpuOf)
  const figure = median(all)
  const longestMs = Math.max(...ours.map(longestOf))
  const isWhole = ours.every((trial) => trial.legs.every((one) => one.isWhole))
  const remark = `longest task ${longestMs.toFixed(0)} ms, of the floor ${longestOf(floor).toFixed(0)} ms`
  return [
    {
      what: `markdown, 50,000 characters, ${what}, CPU of the page’s main thread`,
      unit: 'ms',
      floor: floorMs,
      figure,
      all,
      bar: `≤ 1.5 × floor, no task > ${longTaskMs} ms`,
      met: isWhole && figure <= 1.5 * floorMs && longestMs <= longTaskMs,
      note: isWhole ? remark : `not finished in ${limitMs / 1000} s; ${remark}`,
      ...(hasPeers ? { peers: Object.fromEntries(cells) } : {}),
    },
  ]
}

function cellOf(trial: Trial, floorMs: number): string {
  const share = cpuOf(trial) / floorMs
  const [last] = trial.legs
  if (last?.isWhole) return share.toFixed(2)
  return `> ${share.toFixed(1)}, stopped at ${Math.round(((last?.characters ?? 0) / characters) * 100)} %`
}

await measured(async (stage: Stage): Promise<readonly Measurement[]> => {
  const window = await openTrials(stage)
  const lines: Measurement[] = []
  try {
    for (const one of giants) lines.push(...(await giant(window, one)))
    return lines
  } finally {
    await window.end()
  }
})
