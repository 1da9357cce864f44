import { runEnd, type Section, type TickRuns } from '../finder'
import { constructReach, type Found } from './found'

/** Code between two equal runs of backticks; the first stands at `at`. */
export function readCode(runs: TickRuns, section: Section, at: number, isFinal: boolean): Found {
  const { text } = section
  const from = runEnd(text, at)
  if (from === text.length && !isFinal) return 'more'
  const length = from - at
  const end = runs.find(section, length, from, isFinal)
  if (end >= 0 && end - at <= constructReach) {
    return { node: { kind: 'code', text: codeText(text.slice(from, end)) }, end: end + length }
  }
  return end >= 0 || isFinal || text.length - at > constructReach + length ? null : 'more'
}

/** What is shown of what stands between the backticks. */
export function codeText(source: string): string {
  const text = source.replaceAll('\n', ' ')
  const isPadded = text.startsWith(' ') && text.endsWith(' ') && text.trim() !== '' && /[^ ]/.test(text)
  return isPadded ? text.slice(1, -1) : text
}
