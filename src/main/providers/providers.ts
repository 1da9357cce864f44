import { randomUUID } from 'node:crypto'
import { normalizeBaseUrl } from '../../shared/base-url'
import { AppError } from '../../shared/errors'
import {
  guideChoice,
  lastFourOf,
  usualLimitsOf,
  localServers,
  type KeyInfo,
  type LocalServer,
  type Model,
  type ProviderInfo,
} from '../../shared/providers'
import { providerPresets } from '../../shared/provider-presets'
import type { ProviderChange, ProviderSettings } from '../../shared/settings'
import type { Environment } from '../environment'
import type { KeyStore } from '../storage/key-store'
import type { SettingsStore } from '../storage/settings-store'
import { findLocalServers, localBaseUrl } from './local-servers'
import type { Network } from '../network/network'
import type { Answerer } from '../replies/reply-runner'
import { connect } from './connect'
import type { Provider } from './provider'
import { chatModels, needsKey, originOf, presetOf, toProviderInfo, withStoredValues } from './provider-info'

/** What the set of providers is made from. */
export interface ProvidersParts {
  readonly settings: SettingsStore
  readonly keys: KeyStore
  /** Providers of this run only. */
  readonly session: readonly SessionProvider[]
  readonly network: Network
  readonly guideFolder: string
  /** Told after anything about providers or their keys has changed. */
  readonly announce: (list: readonly ProviderInfo[]) => void
}

/** A provider that is not in the settings, with its key. */
export interface SessionProvider {
  readonly settings: ProviderSettings
  readonly key: string | null
}

/** What a provider is made from. */
export interface AddedProvider {
  readonly presetId: string | null
  readonly name: string
  readonly baseUrl: string
  readonly protocol: ProviderSettings['protocol']
}

const testTimeoutMs = 20_000

/** Everybody who can answer: the guide, the environment's, this computer's, and those that the user added. */
export class Providers {
  readonly #parts: ProvidersParts
  readonly #session: Map<string, SessionProvider>
  #guide: Promise<Provider> | null = null

  constructor(parts: ProvidersParts) {
    this.#parts = parts
    this.#session = new Map(parts.session.map((one) => [one.settings.id, one]))
  }

  /** All providers as windows see them. */
  async list(): Promise<readonly ProviderInfo[]> {
    const ofSession = [...this.#session.values()].map((one) => one.settings)
    const all = [...ofSession, ...this.#parts.settings.get().providers]
    const toInfo = async (one: ProviderSettings) =>
      toProviderInfo(one, await this.#keyInfo(one), this.#session.has(one.id))
    return [guideInfo, ...(await Promise.all(all.map(toInfo)))]
  }

  /** Who answers for a provider. Throws AppError when there is no such provider, no key for a cloud, no keyring. */
  async answererFor(id: string): Promise<Answerer> {
    if (id === guideChoice.providerId) {
      return { provider: await (this.#guide ??= this.#loadGuide()), limits: usualLimitsOf(guideInfo) }
    }
    const one = this.#find(id)
    const key = await this.#key(one)
    if (key === null && needsKey(one)) throw new AppError({ code: 'auth', reason: 'no-key', detail: '' })
    return connect(one, key, this.#parts.network, 'reply')
  }

  async add({ presetId, name, baseUrl, protocol }: AddedProvider): Promise<{ id: string }> {
    const preset = providerPresets.find((one) => one.id === presetId)
    const { providers } = this.#parts.settings.get()
    const id = preset && !providers.some((one) => one.id === preset.id) ? preset.id : randomUUID()
    const one: ProviderSettings = {
      id,
      name,
      protocol,
      origin: 'settings',
      baseUrl: normalizeBaseUrl(baseUrl),
      models: [],
      ...(preset ? { presetId: preset.id } : {}),
    }
    await this.#save([...providers, one])
    return { id }
  }

  /** Header values, like keys, stay with the origin that they were typed for: another address does not get them. */
  async change({ id, baseUrl, ...change }: ProviderChange): Promise<void> {
    const before = this.#findAdded(id)
    const address = { baseUrl: baseUrl === undefined ? before.baseUrl : normalizeBaseUrl(baseUrl) }
    const stored = originOf(address) === originOf(before) ? before.headers : undefined
    const headers =
      change.headers === undefined ? stored : change.headers && withStoredValues(change.headers, stored ?? {})
    // Null takes a setting back; a field that is not there changes nothing.
    const given = Object.entries(change).filter(([, value]) => value !== undefined)
    const entries = Object.entries({ ...before, ...Object.fromEntries(given), ...address, headers })
    await this.#replace(Object.fromEntries(entries.filter(([, value]) => value != null)) as ProviderSettings)
  }

  /** Forgets the provider and its key. */
  async remove(id: string): Promise<void> {
    await this.#parts.keys.remove(id)
    await this.#save(this.#parts.settings.get().providers.filter((one) => one.id !== id))
  }

  /** Asks for the models with the stored key, or with `typedKey`. Throws AppError when the provider does not answer well. */
  async test(id: string, typedKey?: string): Promise<{ tookMs: number; models: readonly Model[] }> {
    const startedMs = performance.now()
    const provider = await this.#lister(id, typedKey)
    const models = await provider.listModels(AbortSignal.timeout(testTimeoutMs))
    const tookMs = Math.round(performance.now() - startedMs)
    await this.#offer(id, models)
    return { tookMs, models }
  }

  /** Looks for model servers on this computer, and brings the lists of those in use up to date. */
  async findLocal(): Promise<readonly LocalServer[]> {
    const found = await findLocalServers(AbortSignal.timeout(5000), localServers, this.#localFetch())
    for (const { providerId, models } of found) {
      const known = this.#parts.settings.get().providers.find((one) => one.id === providerId && one.origin === 'local')
      const names = models?.map((model) => model.id)
      if (known && names && names.join('\n') !== known.models.join('\n'))
        await this.#replace({ ...known, models: names })
    }
    return found
  }

  /** Takes a local server into use with the models that it lists now. Throws AppError `network/refused` when it does not answer. */
  async useLocal(providerId: string): Promise<void> {
    const server = localServers.find((one) => one.providerId === providerId)
    if (!server) throw new AppError({ code: 'invalid-request', detail: `No local server ${providerId}.` })
    const [found] = await findLocalServers(AbortSignal.timeout(5000), [server], this.#localFetch())
    if (!found?.models) throw new AppError({ code: 'network', reason: 'refused', detail: `127.0.0.1:${server.port}` })
    const others = this.#parts.settings.get().providers.filter((one) => one.id !== providerId)
    const models = found.models.map((model) => model.id)
    const baseUrl = localBaseUrl(providerId)
    await this.#save([
      ...others,
      { id: providerId, name: server.name, protocol: 'openai-chat', origin: 'local', baseUrl, models },
    ])
  }

  /** Keeps a typed key for this provider at the address it has now. */
  async setKey(id: string, secret: string, sessionOnly: boolean): Promise<void> {
    const origin = originOf(this.#findAdded(id))
    if (sessionOnly) this.#parts.keys.holdForSession(id, origin, secret)
    else await this.#parts.keys.save(id, origin, secret)
    await this.#announce()
  }

  async removeKey(id: string): Promise<void> {
    await this.#parts.keys.remove(id)
    await this.#announce()
  }

  /** The name, and the page where a user gets a key, if it is known. */
  keyPage(id: string): { providerName: string; keyPage: string | null } {
    const one = this.#findAdded(id)
    return { providerName: one.name, keyPage: presetOf(one)?.keyPage ?? null }
  }

  async #lister(id: string, typedKey: string | undefined): Promise<Provider> {
    if (id === guideChoice.providerId) return (await this.answererFor(id)).provider
    const one = this.#find(id)
    const key = typedKey ?? (await this.#key(one))
    if (key === null && needsKey(one)) throw new AppError({ code: 'auth', reason: 'no-key', detail: '' })
    return (await connect(one, key, this.#parts.network, 'models')).provider
  }

  /** A provider that offers nothing yet offers what it just listed. */
  async #offer(id: string, models: readonly Model[]): Promise<void> {
    const one = id === guideChoice.providerId ? null : this.#find(id)
    if (!one || one.models.length > 0) return
    const offered = { ...one, models: chatModels(models) }
    const ofSession = this.#session.get(id)
    if (ofSession) {
      this.#session.set(id, { ...ofSession, settings: offered })
      await this.#announce()
    } else {
      await this.#replace(offered)
    }
  }

  #find(id: string): ProviderSettings {
    return this.#session.get(id)?.settings ?? this.#findAdded(id)
  }

  #findAdded(id: string): ProviderSettings {
    const one = this.#parts.settings.get().providers.find((other) => other.id === id)
    if (!one) throw new AppError({ code: 'invalid-request', detail: `No provider ${id}.` })
    return one
  }

  async #key(one: ProviderSettings): Promise<string | null> {
    const ofSession = this.#session.get(one.id)
    if (ofSession) return ofSession.key
    // Whatever is stored under its id: what runs on this computer never gets a key.
    return one.origin === 'local' ? null : this.#parts.keys.read(one.id, originOf(one))
  }

  async #keyInfo(one: ProviderSettings): Promise<KeyInfo | null> {
    const ofSession = this.#session.get(one.id)
    if (ofSession) return { lastFour: lastFourOf(ofSession.key ?? ''), storage: 'environment' }
    return one.origin === 'local' ? null : this.#parts.keys.info(one.id, originOf(one))
  }

  #localFetch(): typeof fetch {
    return this.#parts.network.fetchFor({ providerId: 'local', why: 'local-search', proxy: { mode: 'none' } })
  }

  #replace(changed: ProviderSettings): Promise<void> {
    return this.#save(this.#parts.settings.get().providers.map((one) => (one.id === changed.id ? changed : one)))
  }

  async #save(providers: ProviderSettings[]): Promise<void> {
    await this.#parts.settings.change({ providers })
    await this.#announce()
  }

  async #announce(): Promise<void> {
    this.#parts.announce(await this.list())
  }

  async #loadGuide(): Promise<Provider> {
    const { createGuide } = await import('./guide/guide')
    return createGuide(this.#parts.guideFolder)
  }
}

const guideInfo: ProviderInfo = {
  id: guideChoice.providerId,
  name: 'Guide',
  protocol: 'guide',
  origin: 'built-in',
  baseUrl: '',
  needsKey: false,
  presetId: null,
  connection: null,
  key: null,
  models: [guideChoice.model],
}

/** The provider that the environment names, if it has a key. */
export function environmentProvider({ openAiKey, openAiBaseUrl }: Environment): SessionProvider | null {
  if (!openAiKey) return null
  const baseUrl = openAiBaseUrl ?? 'https://api.openai.com/v1'
  return { ...sessionProvider('environment', 'OPENAI_API_KEY', 'openai-chat', baseUrl), key: openAiKey }
}

/** A provider for this run only. An address that cannot be used says so when it is asked, not when the app starts. */
export function sessionProvider(
  id: string,
  name: string,
  protocol: ProviderSettings['protocol'],
  baseUrl: string,
): Pick<SessionProvider, 'settings'> {
  return { settings: { id, name, protocol, origin: 'settings', baseUrl, models: [] } }
}
