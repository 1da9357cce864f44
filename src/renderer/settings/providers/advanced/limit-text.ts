const leastS = 1
const mostS = 3600

/** A limit in milliseconds as it stands in its field, in seconds; empty for none. */
export function limitText(limitMs: number | undefined): string {
  return limitMs === undefined ? '' : String(limitMs / 1000)
}

/** What was typed, in milliseconds; null for an empty field, undefined for what is no number from 1 to 3,600. */
export function readLimit(text: string): number | null | undefined {
  const trimmed = text.trim().replace(',', '.')
  if (trimmed === '') return null
  const seconds = Number(trimmed)
  return seconds >= leastS && seconds <= mostS ? Math.round(seconds * 1000) : undefined
}
