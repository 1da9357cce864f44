import { X509Certificate } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import { AppError } from '../../shared/errors'

/** The certificates that connections accept: the runtime's own, a file's if one was named, and the system's. */
export interface Trust {
  /** Different for different certificates. */
  readonly id: string
  /** Undefined: the runtime's own, which cost nothing to load. */
  context(): SecureContext | undefined
  /**
   * Accepts the system's certificates from now on. They are read only when a certificate is refused without them, because
   * that blocks: 45 to 70 ms for Debian's 289.
   */
  addSystem(): void
}

const maximumFileBytes = 4 * 1024 * 1024

/** Finds what a provider's connections trust. A changed CA file is read again. */
export class TrustStore {
  readonly #runtime: Trust
  readonly #files = new Map<string, Trust>()
  readonly #readSystem: () => readonly string[]

  /** `readSystem`: the system's certificates as PEM; called at most once. */
  constructor(readSystem: () => readonly string[] = () => getCACertificates('system')) {
    let system: readonly string[] | null = null
    this.#readSystem = () => (system ??= readSystem())
    this.#runtime = createTrust('', [], this.#readSystem)
  }

  /** Throws AppError `storage/unreadable`, naming the file, when it cannot be read or holds no certificate. */
  async trustFor(caFile: string | undefined): Promise<Trust> {
    if (!caFile) return this.#runtime
    try {
      const found = await stat(caFile)
      const id = `${caFile}\n${found.mtimeMs}\n${found.size}`
      const known = this.#files.get(caFile)
      if (known?.id === id) return known
      if (!found.isFile() || found.size > maximumFileBytes) throw new Error('This is no file of certificates.')
      const trust = createTrust(id, certificatesIn(await readFile(caFile)), this.#readSystem)
      this.#files.set(caFile, trust)
      return trust
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      throw new AppError({ code: 'storage', reason: 'unreadable', detail: `${caFile}: ${words}` })
    }
  }
}

function createTrust(id: string, extra: readonly string[], readSystem: () => readonly string[]): Trust {
  // A list of certificates replaces the runtime's own, so those have to be in it.
  let context = extra.length > 0 ? contextWith([...getCACertificates('default'), ...extra]) : undefined
  let hasSystem = false
  return {
    id,
    context: () => context,
    addSystem() {
      if (hasSystem) return
      hasSystem = true
      context = contextWith([...new Set([...getCACertificates('default'), ...extra, ...readSystem()])])
    },
  }
}

function contextWith(certificates: readonly string[]): SecureContext {
  return createSecureContext({ ca: [...certificates] })
}

/** Node skips in silence what is no certificate in a list, so each is read here first. */
function certificatesIn(file: Buffer): readonly string[] {
  const blocks = file.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
  if (!blocks) throw new Error('There is no PEM certificate in this file.')
  return blocks.map((block) => new X509Certificate(block).toString())
}
