import type { Translate } from '../words'

/** A duration as people read it: 312 ms, 1.4 s, 12 s, 2 min 5 s. */
export function formatDuration(durationMs: number, t: Translate): string {
  const ms = Math.max(0, durationMs)
  if (ms < 1000) return t('duration.milliseconds', { value: Math.round(ms) })
  if (ms < 9950) return t('duration.seconds', { value: (ms / 1000).toFixed(1) })
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return t('duration.seconds', { value: seconds })
  return t('duration.minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
}

/** Whole seconds, for counters that tick and for limits: 5 s, 2 min, 1 min 12 s. */
export function formatSeconds(durationMs: number, t: Translate): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000))
  if (seconds < 60) return t('duration.seconds', { value: seconds })
  const minutes = Math.floor(seconds / 60)
  if (seconds % 60 === 0) return t('duration.wholeMinutes', { minutes })
  return t('duration.minutes', { minutes, seconds: seconds % 60 })
}

// Making one takes milliseconds.
const countFormats = new Map<string, Intl.NumberFormat>()

/** A count with the language's separators. */
export function formatCount(count: number, language: string): string {
  const format = countFormats.get(language) ?? new Intl.NumberFormat(language)
  countFormats.set(language, format)
  return format.format(count)
}

const sizeUnits = ['B', 'kB', 'MB', 'GB'] as const

/** A size in decimal units: 5.2 GB, 780 MB, 12 kB, 312 B. */
export function formatSize(bytes: number): string {
  const step = Math.min(sizeUnits.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** step
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} ${sizeUnits[step]}`
}

/** An amount of money without its currency: 12.35, 0.0124. Small amounts keep three digits. */
export function formatCost(cost: number, language: string): string {
  const digits = cost >= 1 ? { minimumFractionDigits: 2, maximumFractionDigits: 2 } : { maximumSignificantDigits: 3 }
  return new Intl.NumberFormat(language, digits).format(cost)
}
