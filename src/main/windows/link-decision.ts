/** What becomes of a link: handed to the system, handed over after a question, or refused. `url` is normalised. */
export type LinkDecision =
  | { readonly action: 'open'; readonly url: string }
  | { readonly action: 'ask'; readonly url: string }
  | { readonly action: 'refuse' }

// Windows hands over at most 2,081 characters.
const maximumLength = 2048
const refuse: LinkDecision = { action: 'refuse' }

// Fields that a mail program shows before anything is sent. `attach` and its kin would add files from this computer.
const mailFields: readonly string[] = ['subject', 'body', 'cc', 'bcc', 'in-reply-to']
// Starts with a letter or digit: a leading dash would read as an option on a mail program's command line.
const mailAddress = /^\w[\w.+~-]*@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i

/** Decides by allow-list: `https:` and `mailto:` open, `http:` asks, all else is refused. */
export function linkDecision(url: string): LinkDecision {
  if (url.length > maximumLength || hasHiddenCharacters(url)) return refuse
  // One spelling only: a scheme in lower case and, for the web, exactly two slashes and no backslash for a parser to forgive.
  if (/^https?:\/\/[^/\\]/.test(url)) return webDecision(url)
  if (url.startsWith('mailto:')) return mailDecision(url)
  return refuse
}

function webDecision(url: string): LinkDecision {
  if (url.includes('\\')) return refuse
  const parsed = URL.parse(url)
  if (!parsed || parsed.username || parsed.password || !parsed.hostname) return refuse
  if (/^https?:\/\/[^/?#]*@/.test(url) || parsed.href.length > maximumLength) return refuse
  if (parsed.protocol === 'https:') return { action: 'open', url: parsed.href }
  return parsed.protocol === 'http:' ? { action: 'ask', url: parsed.href } : refuse
}

/** Builds the address anew from its parts, so that nothing reaches a mail program that was not understood here. */
function mailDecision(url: string): LinkDecision {
  const [path = '', query = '', ...rest] = url.slice('mailto:'.length).split('?')
  if (rest.length > 0 || query.includes('#') || path.includes('#')) return refuse
  const to = addresses(path)
  if (!to) return refuse
  const fields: string[] = []
  for (const part of query === '' ? [] : query.split('&')) {
    const field = mailField(part)
    if (!field) return refuse
    fields.push(field)
  }
  const rebuilt = `mailto:${to.join(',')}${fields.length > 0 ? `?${fields.join('&')}` : ''}`
  return rebuilt.length > maximumLength ? refuse : { action: 'open', url: rebuilt }
}

function mailField(part: string): string | null {
  const [rawName = '', rawValue = '', ...rest] = part.split('=')
  const name = rawName.toLowerCase()
  const value = decoded(rawValue)
  if (rest.length > 0 || !mailFields.includes(name) || value === null) return null
  if (name === 'cc' || name === 'bcc') {
    const list = addresses(rawValue)
    return list && list.length > 0 ? `${name}=${list.join(',')}` : null
  }
  // A line break in a header starts another header; in the body it is a line break.
  const hidden = hasHiddenCharacters(name === 'body' ? value.replaceAll(/\r\n|\n|\t/g, '') : value)
  return hidden ? null : `${name}=${encoded(value)}`
}

/** Encoded addresses; empty for none, null when one of them is not a plain address. */
function addresses(list: string): readonly string[] | null {
  const plain = decoded(list)
  if (plain === null) return null
  if (plain === '') return []
  const parts = plain.split(',').map((part) => part.trim())
  if (!parts.every((part) => mailAddress.test(part))) return null
  return parts.map((part) => encoded(part).replace('%40', '@'))
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27')
}

/** Control characters, line separators, half characters, and marks that reverse what a reader sees. */
function hasHiddenCharacters(text: string): boolean {
  return /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/u.test(text)
}
