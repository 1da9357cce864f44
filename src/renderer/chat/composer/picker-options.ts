import {
  localServers as usualServers,
  type LocalServer,
  type Model,
  type ModelChoice,
  type ProviderInfo,
} from '../../../shared/providers'

/** One line of the picker. Only lines with an `action` can be chosen. */
export interface PickerOption {
  readonly key: string
  readonly name: string
  readonly action:
    | { readonly type: 'choose'; readonly choice: ModelChoice }
    /** A found server that is not in use yet. */
    | { readonly type: 'use-local'; readonly choice: ModelChoice }
    | { readonly type: 'add-key'; readonly providerId: string }
    /** Asks a provider that has none yet for its models: no connection is made before. */
    | { readonly type: 'list-models'; readonly providerId: string }
    | null
  readonly note:
    | { readonly type: 'guide' | 'needs-key' | 'session-only' | 'looking' | 'no-models' | 'none' }
    | { readonly type: 'size'; readonly bytes: number }
    | { readonly type: 'port'; readonly port: number }
    | { readonly type: 'download'; readonly server: string }
  readonly selected: boolean
}

/** Lines under one heading. */
export interface PickerGroup {
  readonly key: string
  readonly heading:
    | { readonly type: 'ready' | 'not-running' }
    | { readonly type: 'provider' | 'this-computer'; readonly name: string }
  readonly options: readonly PickerOption[]
}

/** What the picker knows. */
export interface PickerKnowledge {
  readonly providers: readonly ProviderInfo[]
  /** Null until this computer has been searched. */
  readonly localServers: readonly LocalServer[] | null
  readonly choice: ModelChoice
  /** The providers that are being asked for their models. */
  readonly listing?: readonly string[]
}

/** The groups of the picker: the guide, configured providers, this computer's servers, those without a key. */
export function pickerGroups({
  providers,
  localServers,
  choice,
  listing = [],
}: PickerKnowledge): readonly PickerGroup[] {
  const isLocal = (id: string): boolean => usualServers.some((server) => server.providerId === id)
  const remote = providers.filter((provider) => provider.protocol !== 'guide' && !isLocal(provider.id))
  const usable = remote.filter((provider) => !provider.needsKey || provider.key)
  const keyless = remote.filter((provider) => provider.needsKey && !provider.key)
  return [
    ...providers.filter((provider) => provider.protocol === 'guide').map((guide) => guideGroup(guide, choice)),
    ...usable.map((provider) => providerGroup(provider, choice, listing.includes(provider.id))),
    ...localGroups(providers, localServers, choice),
    ...keyless.map(keylessGroup),
  ].filter((group) => group.options.length > 0)
}

/** The groups with what can be chosen and has every word of the filter in its name or heading. */
export function filterGroups(groups: readonly PickerGroup[], filter: string): readonly PickerGroup[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  return groups.map((group) => matching(group, words)).filter((group) => group.options.length > 0)
}

function matching(group: PickerGroup, words: readonly string[]): PickerGroup {
  if (words.length === 0) return group
  const heading = 'name' in group.heading ? group.heading.name : ''
  const found = (option: PickerOption): boolean => {
    const text = `${option.name} ${heading}`.toLowerCase()
    return option.action !== null && words.every((word) => text.includes(word))
  }
  return { ...group, options: group.options.filter(found) }
}

function guideGroup(guide: ProviderInfo, choice: ModelChoice): PickerGroup {
  const model = guide.models[0] ?? 'guide'
  return {
    key: guide.id,
    heading: { type: 'ready' },
    options: [modelOption(guide.id, model, choice, { type: 'guide' })],
  }
}

function providerGroup(provider: ProviderInfo, choice: ModelChoice, isListing: boolean): PickerGroup {
  const note = provider.key && provider.key.storage !== 'keyring' ? ({ type: 'session-only' } as const) : noNote
  const options = provider.models.map((model) => modelOption(provider.id, model, choice, note))
  return {
    key: provider.id,
    heading: { type: 'provider', name: provider.name },
    options: provider.models.length > 0 ? options : [withoutModels(provider, isListing)],
  }
}

/** Stands there until the provider has listed its models. */
function withoutModels({ id, name }: ProviderInfo, isListing: boolean): PickerOption {
  const option = { key: `${id}/`, name, selected: false } as const
  return isListing
    ? { ...option, action: null, note: { type: 'looking' } }
    : { ...option, action: { type: 'list-models', providerId: id }, note: { type: 'no-models' } }
}

function keylessGroup(provider: ProviderInfo): PickerGroup {
  const action = { type: 'add-key', providerId: provider.id } as const
  const option = {
    key: provider.id,
    name: provider.name,
    action,
    note: { type: 'needs-key' },
    selected: false,
  } as const
  return { key: provider.id, heading: { type: 'provider', name: provider.name }, options: [option] }
}

function localGroups(
  providers: readonly ProviderInfo[],
  found: readonly LocalServer[] | null,
  choice: ModelChoice,
): readonly PickerGroup[] {
  const groups: PickerGroup[] = []
  const notRunning: PickerOption[] = []
  for (const server of usualServers) {
    const inUse = providers.find((provider) => provider.id === server.providerId)
    const models = modelsOf(server.providerId, found, inUse)
    if (!models) {
      const note = found === null ? ({ type: 'looking' } as const) : ({ type: 'port', port: server.port } as const)
      notRunning.push({ key: server.providerId, name: server.name, action: null, note, selected: false })
      continue
    }
    const options = models.map((model) => localOption(server.providerId, model, inUse, choice))
    const empty = { key: server.providerId, name: server.name, action: null, selected: false } as const
    groups.push({
      key: server.providerId,
      heading: { type: 'this-computer', name: server.name },
      options: options.length > 0 ? options : [{ ...empty, note: { type: 'download', server: server.name } }],
    })
  }
  if (notRunning.length > 0) groups.push({ key: 'not-running', heading: { type: 'not-running' }, options: notRunning })
  return groups
}

/** What a server offers: as it says now, else, before it has been asked, as it said when it was taken into use. */
function modelsOf(
  providerId: string,
  found: readonly LocalServer[] | null,
  inUse: ProviderInfo | undefined,
): readonly Model[] | null {
  if (found === null) return inUse ? inUse.models.map((id) => ({ id })) : null
  return found.find((server) => server.providerId === providerId)?.models ?? null
}

function localOption(
  providerId: string,
  model: Model,
  inUse: ProviderInfo | undefined,
  choice: ModelChoice,
): PickerOption {
  const note = model.sizeBytes === undefined ? noNote : ({ type: 'size', bytes: model.sizeBytes } as const)
  const option = modelOption(providerId, model.id, choice, note)
  if (inUse?.models.includes(model.id)) return option
  return { ...option, action: { type: 'use-local', choice: { providerId, model: model.id } } }
}

const noNote = { type: 'none' } as const

function modelOption(providerId: string, model: string, choice: ModelChoice, note: PickerOption['note']): PickerOption {
  return {
    key: `${providerId}/${model}`,
    name: model,
    action: { type: 'choose', choice: { providerId, model } },
    note,
    selected: choice.providerId === providerId && choice.model === model,
  }
}
