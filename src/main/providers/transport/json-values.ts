/** A value read from JSON as an object, or null if it is none. Arrays are none. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
}

/** A value read from JSON as a string; anything else is empty. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The value that the text stands for, or undefined if it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
