/** The longest source that is drawn, in characters. */
export const longestSource = 20_000

/** The tokens that a diagram's colours are made of, by their names without `--`. */
export const lookTokens = [
  'text',
  'text-muted',
  'line-control',
  'accent',
  'accent-soft',
  'danger',
  'danger-soft',
  'warning',
  'warning-soft',
  'success',
  'success-soft',
  'code-keyword',
  'code-function',
] as const

/** How a diagram is to look: the app's font, and the colours of now as CSS has them: `ground` is behind it, `fill` in boxes. */
export interface DiagramLook {
  readonly isDark: boolean
  readonly font: string
  readonly colours: Readonly<Record<(typeof lookTokens)[number] | 'ground' | 'fill', string>>
}

/** What the app sends to a diagram's page. One answer comes back. */
export interface DiagramRequest {
  readonly source: string
  readonly look: DiagramLook
}

/** What a diagram's page sends back: the size of the drawing in CSS pixels, or why there is none, in a few words. */
export type DiagramAnswer = { readonly width: number; readonly height: number } | { readonly error: string }

const longestSide = 4000
const longestError = 160
// Control characters, and those that turn the direction of text.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu

/**
 * Reads an answer, which a hostile page may have written: sizes come out as whole numbers from 1 to 4,000 in their
 * proportion, an error as one short line. Null: no answer.
 */
export function readAnswer(data: unknown): DiagramAnswer | null {
  if (typeof data !== 'object' || data === null) return null
  if ('error' in data) return typeof data.error === 'string' ? { error: oneLine(data.error) } : null
  if (!('width' in data) || !('height' in data)) return null
  const { width, height } = data
  if (!isLength(width) || !isLength(height)) return null
  const scale = Math.min(1, longestSide / width, longestSide / height)
  return { width: whole(width * scale), height: whole(height * scale) }
}

function isLength(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
}

function whole(length: number): number {
  return Math.max(1, Math.round(length))
}

function oneLine(text: string): string {
  const [first = ''] = text
    .slice(0, 4 * longestError)
    .trim()
    .split('\n', 1)
  const words = [...first.toWellFormed().replace(unseen, ' ').trim().replace(/:$/, '')]
  return words.length > longestError ? `${words.slice(0, longestError - 1).join('')}…` : words.join('')
}
