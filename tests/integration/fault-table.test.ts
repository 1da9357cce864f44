import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  firstText,
  openFaultStage,
  wholeText,
  type FaultCase,
  type FaultOutcome,
  type FaultStage,
} from '../support/fault-table/fault-stage'
import { renderFaultTable } from '../support/fault-table/fault-table'
import { faults, type Fault } from '../support/fault-table/faults'
import { askedWaitMs, protocolVoices, refusalText } from '../support/protocol-voices'

const page = join(import.meta.dirname, '..', '..', 'docs', 'providers.md')
const runs = new Map<Fault, Promise<readonly FaultOutcome[]>>()
let stage: FaultStage

beforeAll(async () => {
  stage = await openFaultStage()
})
afterAll(() => stage.close())

function casesOf(fault: Fault): readonly FaultCase[] {
  const places = fault.after === null ? (['before'] as const) : (['before', 'after'] as const)
  return protocolVoices
    .filter((voice) => fault.before(voice) !== null)
    .flatMap((voice) =>
      places.flatMap((when) => [false, true].map((stays): FaultCase => ({ fault, voice, when, stays }))),
    )
}

/** All runs of a fault, at once; each fault is run once. */
function outcomesOf(fault: Fault): Promise<readonly FaultOutcome[]> {
  const known = runs.get(fault) ?? Promise.all(casesOf(fault).map((one) => stage.run(one)))
  runs.set(fault, known)
  return known
}

const named = ({ voice, when, stays }: FaultOutcome): string =>
  `${voice.protocol}, ${when}, ${stays ? 'stays' : 'passes'}`
const isWhole = ({ reply }: FaultOutcome): boolean => reply.finish?.unified === 'stop'

describe.each(faults.map((fault) => [fault.name, fault] as const))('%s', (_, fault) => {
  test('one end, the same on the disk and in a window; no character lost or doubled', async () => {
    for (const outcome of await outcomesOf(fault)) {
      const { reply, stored, shown, ends, when } = outcome
      expect(ends, named(outcome)).toBe(1)
      expect(stored, named(outcome)).toEqual(reply)
      expect(shown, named(outcome)).toEqual(reply)
      const rest = when === 'after' ? firstText : ''
      expect([rest, wholeText, refusalText], named(outcome)).toContain(reply.text)
      expect(reply.text === wholeText, named(outcome)).toBe(isWhole(outcome))
      expect(reply.error !== undefined, named(outcome)).toBe(reply.finish?.unified === 'error')
      expect(reply.error?.code, named(outcome)).not.toBe('internal')
    }
  })

  test('each further try is told, with its number; there are at most four', async () => {
    for (const outcome of await outcomesOf(fault)) {
      const { tries, attempts, when } = outcome
      const kind = when === 'after' ? 'resume' : 'retry'
      expect(tries, named(outcome)).toBeLessThanOrEqual(4)
      expect(
        attempts.map((attempt) => [attempt.kind, attempt.number, attempt.of]),
        named(outcome),
      ).toEqual(Array.from({ length: tries - 1 }, (_one, index) => [kind, index + 2, 4]))
    }
  })
})

test('the wait that a server asks for is obeyed, however the protocol says it', async () => {
  const asking = faults.filter(({ name }) => name.startsWith('429'))
  const outcomes = (await Promise.all(asking.map(outcomesOf))).flat().filter(({ stays }) => !stays)
  expect(outcomes).toHaveLength(2 * protocolVoices.length)
  for (const outcome of outcomes) expect(outcome.waitsSeconds.at(-1), named(outcome)).toBe(askedWaitMs / 1000)
})

test('docs/providers.md has the table of these runs', { timeout: 60_000 }, async () => {
  const outcomes: FaultOutcome[] = []
  for (const fault of faults) outcomes.push(...(await outcomesOf(fault)))
  const text = readFileSync(page, 'utf8')
  const between = /(?<=<!-- fault table: begin -->\n)[^]*(?=\n<!-- fault table: end -->)/
  expect(text).toMatch(between)
  const fresh = text.replace(between, () => `\n${renderFaultTable(outcomes)}\n`)
  await expect(fresh, 'The table is stale: `npm run fault-table` writes it anew.').toMatchFileSnapshot(page)
})
