import { z } from 'zod'

/** A provider that the user added, or a local server that was taken into use. Keys live elsewhere. */
export const providerSettingsSchema = z.object({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(80),
  protocol: z.enum(['openai-chat']),
  origin: z.enum(['settings', 'local']),
  baseUrl: z.string().max(2000),
  models: z.array(z.string().min(1).max(200)).max(2000),
})

/**
 * Everything the user can set, version 1. A missing or bad field falls back to its default by itself,
 * so that one damaged value never costs the others.
 */
export const settingsSchema = z.object({
  version: z.literal(1).catch(1),
  language: z.enum(['system', 'en', 'zh-CN']).catch('system'),
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  sidebar: z.boolean().catch(true),
  choice: z.object({ providerId: z.string(), model: z.string() }).nullable().catch(null),
  systemPrompt: z.string().max(100_000).catch(''),
  providers: z
    .array(providerSettingsSchema.nullable().catch(null))
    .transform((list) => list.filter((provider) => provider !== null))
    .catch([]),
})

export type Settings = z.output<typeof settingsSchema>
export type ProviderSettings = z.output<typeof providerSettingsSchema>

/** What windows may change; the rest changes through requests of its own. */
export const settingsChangeSchema = z
  .object({
    language: z.enum(['system', 'en', 'zh-CN']),
    theme: z.enum(['system', 'light', 'dark']),
    sidebar: z.boolean(),
    choice: z.object({ providerId: z.string().max(64), model: z.string().max(200) }),
    systemPrompt: z.string().max(100_000),
  })
  .partial()
