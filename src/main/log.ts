/** Writes one line to stderr. Whatever looks like a key is masked; callers never pass replies or questions. */
export function log(what: string, error?: unknown): void {
  const line =
    error === undefined ? what : `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  process.stderr.write(`${redact(line)}\n`)
}

/** Masks bearer tokens and the key shapes that providers use, but for the last four characters. */
export function redact(text: string): string {
  return text
    .replace(/(bearer\s+)[^\s"',;]+/gi, '$1…')
    .replace(/\b(sk|pk|gsk|xai|AIza|rk)[-_A-Za-z0-9]{12,}/g, (key) => `…${key.slice(-4)}`)
}
