import type { ProviderProtocol } from '../../../shared/providers'

/** A protocol that a provider can be reached by. */
export type WireProtocol = Exclude<ProviderProtocol, 'guide'>

/** What the protocols are called by those who speak them; the same in every language. */
export const protocolNames: Readonly<Record<WireProtocol, string>> = {
  'openai-chat': 'Chat Completions',
  'openai-responses': 'Responses',
  'anthropic-messages': 'Anthropic Messages',
  gemini: 'Gemini',
  'azure-openai': 'Azure OpenAI',
}

/** The protocols as a list to choose from, the most common first. */
export const protocolOptions = (Object.keys(protocolNames) as WireProtocol[]).map((value) => ({
  value,
  label: protocolNames[value],
}))
