import { isIP, type Socket } from 'node:net'
import { ProxyFailure, unreachable } from './proxy-failure'
import { authority, type ProxyRoute } from './proxy-route'

const version = 5
const noAuthentication = 0
const nameAndPassword = 2
const noneAccepted = 0xff

/** What a proxy answers instead of a connection: https://www.rfc-editor.org/rfc/rfc1928#section-6 */
const refusals: readonly string[] = [
  '',
  'a general failure',
  'its rules do not allow it',
  'the network cannot be reached',
  'the host cannot be reached',
  'the host refuses',
  'the time is over',
  'it cannot connect at all',
  'it does not know this kind of address',
]

/**
 * Asks a SOCKS5 proxy at the other end of `socket` for a connection; host names are looked up by the proxy. Afterwards the
 * socket speaks with the target. Throws `ProxyFailure`, and the socket is then closed.
 */
export async function openSocks5(socket: Socket, route: ProxyRoute, host: string, port: number): Promise<void> {
  const reader = createReader(socket)
  try {
    await authenticate(socket, reader, route)
    socket.write(connectRequest(host, port))
    const [, reply = 0, , kind] = await reader.take(4)
    if (reply !== 0) {
      const words = `it could not connect to ${authority(host, port)}: ${refusals[reply] ?? `answer ${reply}`}.`
      throw new ProxyFailure(route, { code: `PROXY_SOCKS_${reply}`, words, reached: true })
    }
    // The address that it bound, which nobody needs.
    const length = kind === 1 ? 4 : kind === 4 ? 16 : ((await reader.take(1))[0] ?? 0)
    await reader.take(length + 2)
    reader.release()
  } catch (error) {
    socket.destroy()
    throw error instanceof ProxyFailure ? error : unreachable(route, error)
  }
}

/** https://www.rfc-editor.org/rfc/rfc1929 */
async function authenticate(socket: Socket, reader: Reader, route: ProxyRoute): Promise<void> {
  const { credentials } = route
  const methods = credentials ? [noAuthentication, nameAndPassword] : [noAuthentication]
  socket.write(Buffer.from([version, methods.length, ...methods]))
  const [answered, method] = await reader.take(2)
  if (answered !== version) {
    throw new ProxyFailure(route, { code: 'PROXY_SOCKS', words: 'it does not speak SOCKS5.', reached: true })
  }
  if (method === noAuthentication) return
  if (method === nameAndPassword && credentials) {
    const [name, password] = [Buffer.from(credentials.username), Buffer.from(credentials.password)]
    if (name.length <= 255 && password.length <= 255) {
      socket.write(Buffer.concat([Buffer.from([1, name.length]), name, Buffer.from([password.length]), password]))
      if ((await reader.take(2))[1] === 0) return
    }
  }
  const words =
    method === noneAccepted || credentials === null
      ? 'it asks for a name and a password.'
      : 'it does not accept the name and the password.'
  throw new ProxyFailure(route, { code: 'PROXY_SOCKS_AUTH', words, reached: true, wantsPassword: true })
}

function connectRequest(host: string, port: number): Buffer {
  const name = Buffer.from(host)
  const address =
    isIP(host) === 4 ? [1, ...host.split('.').map(Number)] : isIP(host) === 6 ? [4, ...ipv6Bytes(host)] : null
  return Buffer.from([version, 1, 0, ...(address ?? [3, name.length, ...name]), port >> 8, port & 0xff])
}

/** As `new URL` writes it: lower case, at most one `::`, no dotted part. */
function ipv6Bytes(host: string): readonly number[] {
  const [head = '', tail] = host.split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)))
  const [first, last] = [groups(head), groups(tail ?? '')]
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => 0)
  return [...first, ...zeros, ...last].flatMap((group) => [group >> 8, group & 0xff])
}

interface Reader {
  /** Exactly so many bytes. Rejects when the connection ends before. */
  take(length: number): Promise<Buffer>
  /** Leaves what else came on the socket, for its next reader. */
  release(): void
}

function createReader(socket: Socket): Reader {
  let kept: Buffer = Buffer.alloc(0)
  let wake: () => void = () => {}
  let failure: Error | null = null
  const onData = (part: Buffer): void => {
    kept = Buffer.concat([kept, part])
    wake()
  }
  const onError = (error: Error): void => {
    failure ??= error
    wake()
  }
  const onClose = (): void => onError(Object.assign(new Error('The connection was closed.'), { code: 'ECONNRESET' }))
  socket.on('data', onData).on('error', onError).on('end', onClose).on('close', onClose)
  return {
    async take(length) {
      while (kept.length < length) {
        if (failure) throw failure
        await new Promise<void>((resolve) => (wake = resolve))
      }
      const taken = kept.subarray(0, length)
      kept = kept.subarray(length)
      return taken
    },
    release() {
      socket.off('data', onData).off('error', onError).off('end', onClose).off('close', onClose)
      socket.pause()
      if (kept.length > 0) socket.unshift(kept)
    },
  }
}
