import { AppError } from './errors'

// Every platform that Runnel runs on has it; src/shared takes no platform's types.
declare const URL: new (text: string) => {
  readonly protocol: string
  readonly host: string
  readonly hostname: string
  readonly username: string
  readonly password: string
  readonly pathname: string
}

/**
 * The address of a provider as it is kept and used: with a scheme (`http:` is assumed for this computer and private networks,
 * else `https:`), without a slash, `/chat/completions`, a query or a fragment at the end. Throws `invalid-request` with
 * reason `base-url` when the text is no such address.
 */
export function normalizeBaseUrl(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '') throw unusable('The address is empty.')
  if (/[\s\\]/.test(trimmed)) throw unusable('An address has no spaces and no backslashes.')
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1]?.toLowerCase()
  if (scheme ? scheme !== 'http' && scheme !== 'https' : /^https?:/i.test(trimmed)) {
    throw unusable('An address begins with https:// or http://.')
  }
  const url = scheme
    ? parse(trimmed)
    : parse(`${isPrivateHost(parse(`http://${trimmed}`).hostname) ? 'http' : 'https'}://${trimmed}`)
  if (url.username !== '' || url.password !== '') {
    throw unusable('An address holds no user name and no password. The key has a place of its own.')
  }
  const path = url.pathname.replace(/\/+$/, '').replace(/\/+chat\/completions$/i, '')
  return `${url.protocol}//${url.host}${path.replace(/\/+$/, '')}`
}

function parse(text: string): InstanceType<typeof URL> {
  try {
    return new URL(text)
  } catch {
    throw unusable('This is no complete address.')
  }
}

/** `hostname` as URL gives it: lower case, IPv4 in four decimal parts, IPv6 in brackets. */
function isPrivateHost(hostname: string): boolean {
  if (hostname === 'localhost' || hostname.endsWith('.localhost') || hostname.endsWith('.local')) return true
  if (hostname.startsWith('[')) return /^\[(::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/.test(hostname)
  return /^(0\.0\.0\.0|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)[\d.]*$/.test(hostname)
}

function unusable(detail: string): AppError {
  return new AppError({ code: 'invalid-request', reason: 'base-url', detail })
}
