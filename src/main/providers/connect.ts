import { normalizeBaseUrl } from '../../shared/base-url'
import { silenceLimitsOf } from '../../shared/providers'
import type { ProviderSettings } from '../../shared/settings'
import type { NetworkReason } from '../../shared/network-log'
import type { Network } from '../network/network'
import type { Answerer } from '../replies/reply-runner'
import type { Provider } from './provider'
import { presetOf } from './provider-info'

/** The provider that these settings describe, in its own protocol, loaded when it is first needed. Throws AppError `invalid-request/base-url`. */
export async function connect(
  one: ProviderSettings,
  key: string | null,
  network: Network,
  why: NetworkReason,
): Promise<Answerer> {
  const limits = silenceLimitsOf(one, one)
  const { proxy, caFile } = one
  const reached = { ...(proxy ? { proxy } : {}), ...(caFile === undefined ? {} : { caFile }) }
  const provider = await speak(one, key, network.fetchFor({ providerId: one.id, why, ...reached }))
  return { provider: one.streaming === false ? withoutStreaming(provider) : provider, limits }
}

async function speak(one: ProviderSettings, key: string | null, fetch: typeof globalThis.fetch): Promise<Provider> {
  const { headers = {} } = one
  const options = { baseUrl: normalizeBaseUrl(one.baseUrl), key, headers, fetch }
  switch (one.protocol) {
    case 'openai-chat': {
      const { createOpenAiChat } = await import('./chat-completions/openai-chat')
      const prefill = one.id === 'llama-cpp' ? {} : presetOf(one)?.prefill
      return createOpenAiChat(prefill ? { ...options, prefill } : options)
    }
    case 'openai-responses':
      return (await import('./responses/openai-responses')).createOpenAiResponses({
        ...options,
        background: one.background ?? false,
      })
    case 'azure-openai':
      return (await import('./azure/azure-openai')).createAzureOpenAi({ ...options, baseUrl: one.baseUrl })
    case 'anthropic-messages':
      return (await import('./anthropic/anthropic-messages')).createAnthropicMessages(options)
    case 'gemini':
      return (await import('./gemini/gemini')).createGemini(options)
  }
}

function withoutStreaming(provider: Provider): Provider {
  return {
    ...provider,
    streamReply: (request, signal, tap) => provider.streamReply({ ...request, streaming: false }, signal, tap),
  }
}
