import type { RendererName } from './markdown-page/renderer'
import { openTrials, type Trial, type TrialWindow } from './markdown-trial'
import { measured, median, note, quantile, type Measurement, type Stage } from './measurement'

// Code that is coloured while it comes; a fast stream at the end of a long reply; a fence of four megabytes.

const toEnd = Number.MAX_SAFE_INTEGER
const limitMs = 60_000
const framesPerSecond = 60

const cpuOf = ({ legs }: Trial): number => legs.at(-1)?.cpuMs ?? Number.NaN
const longestOf = (trial: Trial): number => Math.max(0, ...(trial.mainThread?.tasksMs ?? []))
const isWhole = ({ legs }: Trial): boolean => legs.every((leg) => leg.isWhole)

const codeRounds = 3
/** That is 300 lines. */
const codeCharacters = 12_900

async function highlighting(window: TrialWindow): Promise<readonly Measurement[]> {
  note('code')
  const legs = [{ to: toEnd, delta: 4, deltasPerFrame: 60, limitMs }]
  const run = (renderer: RendererName): Promise<Trial> =>
    window.run({ renderer, text: 'code', characters: codeCharacters, legs, isTraced: true })
  const [floors, ours] = [[] as Trial[], [] as Trial[]]
  const plain = await run('runnel')
  for (let round = 0; round < codeRounds; round++) {
    floors.push(await run('text-lines'))
    ours.push(await run('runnel-whole'))
  }
  const floor = median(floors.map(cpuOf))
  const all = ours.map(cpuOf)
  const figure = median(all)
  const longestMs = Math.max(...ours.map(longestOf))
  return [
    {
      what: '300 lines of code, coloured while they come, CPU of the page’s main thread',
      unit: 'ms',
      floor,
      figure,
      all,
      bar: '≤ 2.5 × floor, no task > 50 ms',
      met: ours.every(isWhole) && figure <= 2.5 * floor && longestMs <= 50,
      note: `longest task ${longestMs.toFixed(0)} ms; uncoloured ${cpuOf(plain).toFixed(0)} ms`,
    },
  ]
}

const longCharacters = 200_000
/** What comes at the pace that is measured, behind what has come before in large pieces. */
const pacedCharacters = 20_000

async function framesOfLongReply(window: TrialWindow): Promise<readonly Measurement[]> {
  note('1,000 tokens/s')
  const legs = [
    { to: longCharacters - pacedCharacters, delta: 4, deltasPerFrame: 1000, limitMs },
    { to: toEnd, delta: 4, deltasPerFrame: Math.ceil(1000 / framesPerSecond), limitMs },
  ]
  const run = (renderer: RendererName): Promise<Trial> =>
    window.run({ renderer, text: 'reply', characters: longCharacters, legs, isTraced: true })
  const framesOf = (trial: Trial): readonly number[] => trial.mainThread?.framesMs ?? []
  const floor = await run('text-lines')
  const ours = await run('runnel')
  const p99 = quantile(framesOf(ours), 0.99)
  const longest = Math.max(...framesOf(ours))
  return [
    {
      what: '1,000 tokens/s at the end of 200,000 characters, work per frame, p99',
      unit: 'ms',
      floor: quantile(framesOf(floor), 0.99),
      figure: p99,
      bar: '≤ 4, none > 16',
      met: isWhole(ours) && p99 <= 4 && longest <= 16,
      note: `median ${median(framesOf(ours)).toFixed(1)}, longest ${longest.toFixed(1)} ms, of ${framesOf(ours).length}`,
    },
  ]
}

const fenceCharacters = 4 * 2 ** 20
const fencePerSecond = 64 * 1024
/** Each frame brings what so many would at that pace. */
const fenceHaste = 4

async function hugeFence(window: TrialWindow): Promise<readonly Measurement[]> {
  note('4 MB')
  const delta = Math.ceil(fencePerSecond / framesPerSecond)
  const legs = [{ to: toEnd, delta, deltasPerFrame: fenceHaste, limitMs }]
  const run = (renderer: RendererName): Promise<Trial> =>
    window.run({ renderer, text: 'fence', characters: fenceCharacters, legs, isTraced: true })
  const ours = await run('runnel')
  const longest = Math.max(...(ours.mainThread?.framesMs ?? []))
  const what = `a fence of 4 MB, ${fenceHaste} times as fast as 64 KB/s`
  return [
    {
      what: `${what}: heap of the page gained`,
      unit: 'MB',
      floor: null,
      figure: ours.heapMb,
      bar: 'finishes, < 60',
      met: isWhole(ours) && ours.heapMb < 60,
      note: `${isWhole(ours) ? 'finished' : 'not finished'}; of it JavaScript ${ours.scriptHeapMb.toFixed(1)}`,
    },
    {
      what: `${what}: work per frame, longest`,
      unit: 'ms',
      floor: null,
      figure: longest,
      bar: '≤ 50',
      met: longest <= 50,
      note: `p99 ${quantile(ours.mainThread?.framesMs ?? [], 0.99).toFixed(1)} ms`,
    },
  ]
}

await measured(async (stage: Stage): Promise<readonly Measurement[]> => {
  const window = await openTrials(stage)
  try {
    return [...(await highlighting(window)), ...(await framesOfLongReply(window)), ...(await hugeFence(window))]
  } finally {
    await window.end()
  }
})
