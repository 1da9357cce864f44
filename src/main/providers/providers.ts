import { randomUUID } from 'node:crypto'
import { normalizeBaseUrl } from '../../shared/base-url'
import { AppError } from '../../shared/errors'
import {
  guideChoice,
  lastFourOf,
  localServers,
  providerPresets,
  type KeyInfo,
  type LocalServer,
  type Model,
  type ProviderInfo,
} from '../../shared/providers'
import type { ProviderSettings } from '../../shared/settings'
import type { Environment } from '../environment'
import type { KeyStore } from '../storage/key-store'
import type { SettingsStore } from '../storage/settings-store'
import { findLocalServers, localBaseUrl } from './local-servers'
import type { Provider } from './provider'

/** What the set of providers is made from. */
export interface ProvidersParts {
  readonly settings: SettingsStore
  readonly keys: KeyStore
  readonly environment: Pick<Environment, 'openAiKey' | 'openAiBaseUrl'>
  readonly guideFolder: string
  /** Told after anything about providers or their keys has changed. */
  readonly announce: (list: readonly ProviderInfo[]) => void
}

const environmentId = 'environment'
const testTimeoutMs = 20_000
const offeredAtFirst = 12

/** Everybody who can answer: the guide, the environment's, this computer's, and those that the user added. */
export class Providers {
  readonly #parts: ProvidersParts
  #environment: ProviderSettings | null
  #guide: Promise<Provider> | null = null

  constructor(parts: ProvidersParts) {
    this.#parts = parts
    this.#environment = environmentProvider(parts.environment)
  }

  /** All providers as windows see them. */
  async list(): Promise<readonly ProviderInfo[]> {
    const added = this.#parts.settings.get().providers
    const all = this.#environment ? [this.#environment, ...added] : added
    return [guideInfo, ...(await Promise.all(all.map(async (one) => toInfo(one, await this.#keyInfo(one)))))]
  }

  /** The provider itself, with its key if it has one. Throws AppError when there is no such provider, or no key for a cloud provider. */
  async get(id: string): Promise<Provider> {
    if (id === guideChoice.providerId) return (this.#guide ??= this.#loadGuide())
    const one = this.#find(id)
    const key = await this.#key(one)
    if (key === null && needsKey(one)) throw new AppError({ code: 'auth', reason: 'no-key', detail: '' })
    return connect(one, key)
  }

  async add(presetId: string | null, name: string, baseUrl: string): Promise<{ id: string }> {
    const preset = providerPresets.find((one) => one.id === presetId)
    const { providers } = this.#parts.settings.get()
    const id = preset && !providers.some((one) => one.id === preset.id) ? preset.id : randomUUID()
    const one: ProviderSettings = {
      id,
      name,
      protocol: 'openai-chat',
      origin: 'settings',
      baseUrl: normalizeBaseUrl(baseUrl),
      models: [],
    }
    await this.#save([...providers, one])
    return { id }
  }

  async change(
    id: string,
    change: { name?: string | undefined; baseUrl?: string | undefined; models?: string[] | undefined },
  ): Promise<void> {
    const { name, baseUrl, models } = change
    await this.#replace({
      ...this.#findAdded(id),
      ...(name === undefined ? {} : { name }),
      ...(baseUrl === undefined ? {} : { baseUrl: normalizeBaseUrl(baseUrl) }),
      ...(models === undefined ? {} : { models }),
    })
  }

  /** Forgets the provider and its key. */
  async remove(id: string): Promise<void> {
    await this.#parts.keys.remove(id)
    await this.#save(this.#parts.settings.get().providers.filter((one) => one.id !== id))
  }

  /** Asks for the models with the stored key, or with `typedKey`. Throws AppError when the provider does not answer well. */
  async test(id: string, typedKey?: string): Promise<{ tookMs: number; models: readonly Model[] }> {
    const startedMs = performance.now()
    const provider = typedKey === undefined ? await this.get(id) : await connect(this.#find(id), typedKey)
    const models = await provider.listModels(AbortSignal.timeout(testTimeoutMs))
    const tookMs = Math.round(performance.now() - startedMs)
    await this.#offer(id, models)
    return { tookMs, models }
  }

  /** Looks for model servers on this computer, and brings the lists of those in use up to date. */
  async findLocal(): Promise<readonly LocalServer[]> {
    const found = await findLocalServers(AbortSignal.timeout(5000))
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
    const [found] = await findLocalServers(AbortSignal.timeout(5000), [server])
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
    const preset = providerPresets.find((other) => originOf(other) === originOf(one))
    return { providerName: one.name, keyPage: preset?.keyPage ?? null }
  }

  /** A provider that offers nothing yet offers what it just listed. */
  async #offer(id: string, models: readonly Model[]): Promise<void> {
    const one = id === guideChoice.providerId ? null : this.#find(id)
    if (!one || one.models.length > 0) return
    const offered = { ...one, models: chatModels(models) }
    if (id === environmentId) {
      this.#environment = offered
      await this.#announce()
    } else {
      await this.#replace(offered)
    }
  }

  #find(id: string): ProviderSettings {
    return id === environmentId && this.#environment ? this.#environment : this.#findAdded(id)
  }

  #findAdded(id: string): ProviderSettings {
    const one = this.#parts.settings.get().providers.find((other) => other.id === id)
    if (!one) throw new AppError({ code: 'invalid-request', detail: `No provider ${id}.` })
    return one
  }

  async #key(one: ProviderSettings): Promise<string | null> {
    if (one.id === environmentId) return this.#parts.environment.openAiKey
    // Whatever is stored under its id: what runs on this computer never gets a key.
    return one.origin === 'local' ? null : this.#parts.keys.read(one.id, originOf(one))
  }

  async #keyInfo(one: ProviderSettings): Promise<KeyInfo | null> {
    if (one.id === environmentId) {
      return { lastFour: lastFourOf(this.#parts.environment.openAiKey ?? ''), storage: 'environment' }
    }
    return one.origin === 'local' ? null : this.#parts.keys.info(one.id, originOf(one))
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
    const { createGuide } = await import('./guide')
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
  key: null,
  models: [guideChoice.model],
}

function environmentProvider({ openAiKey, openAiBaseUrl }: ProvidersParts['environment']): ProviderSettings | null {
  if (!openAiKey) return null
  const baseUrl = normalizeBaseUrl(openAiBaseUrl ?? 'https://api.openai.com/v1')
  return { id: environmentId, name: 'OPENAI_API_KEY', protocol: 'openai-chat', origin: 'settings', baseUrl, models: [] }
}

async function connect(one: ProviderSettings, key: string | null): Promise<Provider> {
  const { createOpenAiChat } = await import('./openai-chat')
  return createOpenAiChat({ baseUrl: one.baseUrl, key })
}

/** Of a long list, what a user is likely to talk to: an embedding or a speech model is not. */
function chatModels(models: readonly Model[]): string[] {
  const names = models.map((model) => model.id)
  const chat = names.filter(
    (name) => !/embed|whisper|tts|audio|realtime|transcribe|moderation|image|dall-e|sora|rerank/i.test(name),
  )
  return (chat.length > 0 ? chat : names).slice(0, offeredAtFirst)
}

function toInfo(one: ProviderSettings, key: KeyInfo | null): ProviderInfo {
  const { id, name, protocol, baseUrl, models } = one
  const origin = id === environmentId ? 'environment' : one.origin
  return { id, name, protocol, origin, baseUrl, models, key, needsKey: needsKey(one) }
}

/** A custom server on this computer or in the house may well want no key; the known clouds always do. */
function needsKey(one: ProviderSettings): boolean {
  return providerPresets.some((preset) => originOf(preset) === originOf(one))
}

function originOf(one: { readonly baseUrl: string }): string {
  return new URL(one.baseUrl).origin
}
