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

/** Whole seconds, for counters that tick: 5 s, 1 min 12 s. */
export function formatSeconds(durationMs: number, t: Translate): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000))
  if (seconds < 60) return t('duration.seconds', { value: seconds })
  return t('duration.minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
}

/** A count with the language's separators. */
export function formatCount(count: number, language: string): string {
  return new Intl.NumberFormat(language).format(count)
}

/** A file size in decimal units: 5.2 GB, 43 GB, 780 MB. */
export function formatSize(bytes: number): string {
  const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, 'GB'] : [bytes / 1e6, 'MB']
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} ${unit}`
}
