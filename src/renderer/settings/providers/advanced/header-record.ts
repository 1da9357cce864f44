/** Headers by name, with their values as this window sees them. */
export type HeaderRecord = Readonly<Record<string, string>>

// RFC 9110, 5.6.2: a token.
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** True when a header can have this name. */
export function isHeaderName(name: string): boolean {
  return token.test(name)
}

/** The same headers with one more. Names that differ in case alone are one header. */
export function withHeader(headers: HeaderRecord, name: string, value: string): Record<string, string> {
  return { ...withoutHeader(headers, name), [name]: value }
}

/** The same headers without one. */
export function withoutHeader(headers: HeaderRecord, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([other]) => other.toLowerCase() !== name.toLowerCase()))
}
