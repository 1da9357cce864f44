import { lastFourOf } from '../../../shared/providers'

type Headers = Readonly<Record<string, string>>
type Mask = (text: string) => string

/** Headers as sent, without cookies; of everything that could be a secret only the last four characters are left. */
export function maskRequestHeaders(headers: Headers, mask: Mask): Headers {
  return mapHeaders(headers, (name, value) => {
    const isSecret = /auth|key|secret|token|password|signature/i.test(name) || mask(value) !== value
    return isSecret ? `…${lastFourOf(value)}` : value
  })
}

/** Headers as they came, without cookies, and without the key if a server sends it back. */
export function maskResponseHeaders(headers: Headers, mask: Mask): Headers {
  return mapHeaders(headers, (_, value) => mask(value))
}

/** The address without the key and without parameters that carry one. */
export function maskUrl(url: string, mask: Mask): string {
  return mask(url.replace(/([?&](?:key|api[-_]?key|(?:access[-_]?)?token|sig|signature)=)[^&#]*/gi, '$1…'))
}

function mapHeaders(headers: Headers, maskOne: (name: string, value: string) => string): Headers {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !/^(set-)?cookie2?$/i.test(name))
      .map(([name, value]) => [name, maskOne(name, value)]),
  )
}
