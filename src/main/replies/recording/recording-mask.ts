import { lastFourOf } from '../../../shared/providers'
import { maskSecrets } from '../../providers/transport/provider-errors'

type Headers = Readonly<Record<string, string>>

/** Headers as sent, without cookies; of everything that could be a secret only the last four characters are left. */
export function maskRequestHeaders(headers: Headers, key: string | null): Headers {
  return mapHeaders(headers, (name, value) => {
    const isSecret = /auth|key|secret|token|password|signature/i.test(name) || (key !== null && value.includes(key))
    return isSecret ? `…${lastFourOf(value)}` : maskSecrets(value, key)
  })
}

/** Headers as they came, without cookies, and without the key if a server sends it back. */
export function maskResponseHeaders(headers: Headers, key: string | null): Headers {
  return mapHeaders(headers, (_, value) => maskSecrets(value, key))
}

/** The address without the key and without parameters that carry one. */
export function maskUrl(url: string, key: string | null): string {
  const masked = url.replace(/([?&](?:key|api[-_]?key|(?:access[-_]?)?token|sig|signature)=)[^&#]*/gi, '$1…')
  return maskSecrets(masked, key)
}

function mapHeaders(headers: Headers, mask: (name: string, value: string) => string): Headers {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !/^(set-)?cookie2?$/i.test(name))
      .map(([name, value]) => [name, mask(name, value)]),
  )
}
