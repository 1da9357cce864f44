import type { ProviderProtocol } from './providers'

/** A provider that Runnel knows by name: data, not code. */
export interface ProviderPreset {
  readonly id: string
  readonly name: string
  readonly protocol: Exclude<ProviderProtocol, 'guide'>
  readonly baseUrl: string
  /** Where a user gets a key; null when none is needed. */
  readonly keyPage: string | null
  /** How it takes a reply up again: a trailing assistant message, with this field set on it where it asks for one. */
  readonly prefill?: { readonly baseUrl?: string; readonly field?: 'prefix' }
}

// Addresses and quirks are from each provider's own documentation, 2026-11.
/** What "Add provider" offers before the free form, the best known first. */
export const providerPresets: readonly ProviderPreset[] = [
  cloud('openai', 'OpenAI', 'openai-responses', 'https://api.openai.com/v1', 'https://platform.openai.com/api-keys'),
  cloud(
    'anthropic',
    'Anthropic',
    'anthropic-messages',
    'https://api.anthropic.com',
    'https://console.anthropic.com/settings/keys',
  ),
  cloud(
    'google',
    'Google Gemini',
    'gemini',
    'https://generativelanguage.googleapis.com/v1beta',
    'https://aistudio.google.com/apikey',
  ),
  cloud('azure', 'Azure OpenAI', 'azure-openai', 'https://YOUR-RESOURCE.openai.azure.com', 'https://portal.azure.com'),
  { ...chat('openrouter', 'OpenRouter', 'https://openrouter.ai/api/v1', 'https://openrouter.ai/keys'), prefill: {} },
  {
    ...chat('deepseek', 'DeepSeek', 'https://api.deepseek.com/v1', 'https://platform.deepseek.com/api_keys'),
    prefill: { baseUrl: 'https://api.deepseek.com/beta', field: 'prefix' },
  },
  chat('groq', 'Groq', 'https://api.groq.com/openai/v1', 'https://console.groq.com/keys'),
  {
    ...chat('mistral', 'Mistral', 'https://api.mistral.ai/v1', 'https://console.mistral.ai/api-keys'),
    prefill: { field: 'prefix' },
  },
  chat('xai', 'xAI', 'https://api.x.ai/v1', 'https://console.x.ai'),
  chat('moonshot', 'Moonshot', 'https://api.moonshot.cn/v1', 'https://platform.moonshot.cn/console/api-keys'),
  chat('zhipu', 'Zhipu', 'https://open.bigmodel.cn/api/paas/v4', 'https://open.bigmodel.cn/usercenter/apikeys'),
  chat(
    'qwen',
    'Qwen',
    'https://dashscope.aliyuncs.com/compatible-mode/v1',
    'https://bailian.console.aliyun.com/?tab=model#/api-key',
  ),
  chat('siliconflow', 'SiliconFlow', 'https://api.siliconflow.cn/v1', 'https://cloud.siliconflow.cn/account/ak'),
  chat('together', 'Together', 'https://api.together.xyz/v1', 'https://api.together.ai/settings/api-keys'),
  { ...chat('vllm', 'vLLM', 'http://127.0.0.1:8000/v1', null) },
]

function cloud(
  id: string,
  name: string,
  protocol: ProviderPreset['protocol'],
  baseUrl: string,
  keyPage: string,
): ProviderPreset {
  return { id, name, protocol, baseUrl, keyPage }
}

function chat(id: string, name: string, baseUrl: string, keyPage: string | null): ProviderPreset {
  return { id, name, protocol: 'openai-chat', baseUrl, keyPage }
}
