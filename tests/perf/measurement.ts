import { writeFileSync } from 'node:fs'

/** Where the measurements run, and with what. */
export interface Stage {
  /** The project's folder. */
  readonly root: string
  /** Electron's program. */
  readonly electron: string
  /** A folder of the bench's own, removed after it. */
  readonly folder: string
  /** Where these measurements were bundled to. */
  readonly bundle: string
  /** Where the bench reads the measurements from. */
  readonly resultFile: string
}

/** One line of the table. */
export interface Measurement {
  readonly what: string
  readonly unit: string
  /** What the least possible costs in the same run; null when there is nothing to compare with. */
  readonly floor: number | null
  readonly figure: number
  /** All single figures, for the spread. */
  readonly all?: readonly number[]
  /** The bar in words; null: only for information. */
  readonly bar: string | null
  readonly met: boolean | null
  readonly note?: string
  /** What others take in the same run, ÷ floor, by name, in words. */
  readonly peers?: Readonly<Record<string, string>>
}

/** Runs one file's measurements for the bench, which gives the stage as an argument and reads the result as JSON. */
export async function measured(measure: (stage: Stage) => Promise<readonly Measurement[]>): Promise<void> {
  const stage = JSON.parse(process.argv[2] ?? '{}') as Stage
  const measurements = await measure(stage)
  writeFileSync(stage.resultFile, JSON.stringify(measurements))
  process.exit(0)
}

/** Says what happens, to people. */
export function note(words: string): void {
  process.stderr.write(`  ${words}\n`)
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  return ((sorted[middle] ?? Number.NaN) + (sorted[Math.ceil(sorted.length / 2 - 1)] ?? Number.NaN)) / 2
}

/** The value that a share of all values, 0 to 1, does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
