/** One moment of a reply: how many tokens had come by then. */
export interface TokenCount {
  readonly atMs: number
  readonly tokens: number
}

/** A size in the units of the drawing. */
export interface PlotSize {
  readonly width: number
  readonly height: number
}

/** The drawing of tokens over time, and what its edges mean. */
export interface Plot {
  /** Steps from the left lower corner, as the `d` of an SVG path; empty without tokens. */
  readonly path: string
  readonly tokens: number
  readonly durationMs: number
}

/**
 * A step line from nothing at time zero to all tokens at the end, at most one point for each unit of width, so that a
 * reply of a hundred thousand pieces draws as fast as a short one. `endMs`: where the axis ends, if later than the last piece.
 */
export function plotTokens(counts: readonly TokenCount[], size: PlotSize, endMs = 0): Plot {
  const last = counts.at(-1)
  const durationMs = Math.max(endMs, last?.atMs ?? 0)
  if (!last || last.tokens === 0 || durationMs <= 0) return { path: '', tokens: last?.tokens ?? 0, durationMs }
  const columns = new Map<number, number>()
  for (const { atMs, tokens } of counts) {
    // Times can only grow; one that is out of order stays inside of the drawing.
    const column = Math.round((Math.min(Math.max(0, atMs), durationMs) / durationMs) * size.width)
    columns.set(column, tokens)
  }
  const steps = [...columns]
    .sort(([one], [other]) => one - other)
    .map(([x, tokens]) => `H${x}V${round(size.height * (1 - tokens / last.tokens))}`)
  return { path: `M0 ${size.height}${steps.join('')}H${size.width}`, tokens: last.tokens, durationMs }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
