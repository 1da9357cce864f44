import type { KeyInfo, Model, ProviderInfo } from '../../shared/providers'
import { providerPresets, type ProviderPreset } from '../../shared/provider-presets'
import type { ProviderConnection, ProviderSettings } from '../../shared/settings'

/** Stands for a header's value in windows. */
const hiddenValue = '••••••••'
const offeredAtFirst = 12

/** A provider as windows see it: no key, no header value. */
export function toProviderInfo(one: ProviderSettings, key: KeyInfo | null, isOfSession: boolean): ProviderInfo {
  const { id, name, protocol, baseUrl, models, presetId = null } = one
  const origin = isOfSession ? 'environment' : one.origin
  const connection = isOfSession ? null : connectionOf(one)
  return { id, name, protocol, origin, baseUrl, models, key, presetId, connection, needsKey: needsKey(one) }
}

/** The preset of a provider: the one it was made from, else the one at its address. */
export function presetOf(one: ProviderSettings): ProviderPreset | null {
  const byId = providerPresets.find((preset) => preset.id === one.presetId && originOf(preset) === originOf(one))
  return byId ?? providerPresets.find((preset) => originOf(preset) === originOf(one)) ?? null
}

/** A custom server on this computer or in the house may well want no key; the known clouds always do. */
export function needsKey(one: ProviderSettings): boolean {
  return (presetOf(one)?.keyPage ?? null) !== null || one.protocol === 'azure-openai'
}

/** Where a key belongs: scheme, host and port of an address. An address that cannot be read is an origin of its own. */
export function originOf({ baseUrl }: { readonly baseUrl: string }): string {
  return URL.parse(baseUrl)?.origin ?? baseUrl
}

/** A window that changes one header sends the others as it sees them: masked. Those keep the value that is stored. */
export function withStoredValues(
  sent: Readonly<Record<string, string>>,
  stored: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [name, value === hiddenValue ? (stored[name] ?? '') : value]),
  )
}

/** Of a long list, what a user is likely to talk to: an embedding or a speech model is not. */
export function chatModels(models: readonly Model[]): string[] {
  const names = models.map((model) => model.id)
  const chat = names.filter(
    (name) => !/embed|whisper|tts|audio|realtime|transcribe|moderation|image|dall-e|sora|rerank/i.test(name),
  )
  return (chat.length > 0 ? chat : names).slice(0, offeredAtFirst)
}

function connectionOf(one: ProviderSettings): ProviderConnection {
  const { headers, proxy, caFile, firstTokenLimitMs, silenceLimitMs, streaming, background } = one
  const masked = headers && Object.fromEntries(Object.keys(headers).map((name) => [name, hiddenValue]))
  const all = { headers: masked, proxy, caFile, firstTokenLimitMs, silenceLimitMs, streaming, background }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as ProviderConnection
}
