import type { ProviderPreset } from '../../../../shared/provider-presets'
import { toAppErrorData } from '../../../../shared/errors'
import type { InputOf } from '../../../../shared/ipc'
import { request } from '../../../bridge'
import { showFailure } from '../../../failures'

/**
 * Adds a provider, and goes on to what it still lacks: a key for those that want one, else its list of models, else, when
 * it turns out to want a key, the key. Resolves with the id of the provider once it is in the list.
 */
export async function takeProvider(provider: InputOf<'providers.add'>, preset: ProviderPreset | null): Promise<string> {
  const { id } = await request('providers.add', provider)
  void complete(id, preset)
  return id
}

async function complete(id: string, preset: ProviderPreset | null): Promise<void> {
  try {
    if (preset?.keyPage) await request('keys.edit', { providerId: id })
    else await listModels(id)
  } catch (error) {
    showFailure(error)
  }
}

async function listModels(id: string): Promise<void> {
  try {
    await request('providers.test', { id })
  } catch (error) {
    if (toAppErrorData(error).code !== 'auth') throw error
    await request('keys.edit', { providerId: id })
  }
}
