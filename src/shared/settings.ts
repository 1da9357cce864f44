import * as z from 'zod/mini'

// zod/mini, because the full one costs a start 9 ms more CPU.

// A bad or missing value becomes the second one.
const orElse = z.catch

const text = (least: number, most: number) => z.string().check(z.minLength(least), z.maxLength(most))
const trimmed = (least: number, most: number) => z.string().check(z.trim(), z.minLength(least), z.maxLength(most))

/** Wire protocols that a provider can be reached by. */
export const protocolSchema = z.enum([
  'openai-chat',
  'openai-responses',
  'anthropic-messages',
  'gemini',
  'azure-openai',
])

const proxySchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('system') }),
  z.object({ mode: z.literal('none') }),
  z.object({ mode: z.literal('custom'), url: text(0, 2000) }),
])

const limitMsSchema = z.int().check(z.minimum(1000), z.maximum(3_600_000))
const idSchema = text(1, 64)
const nameSchema = trimmed(1, 80)
const modelsSchema = z.array(text(1, 200)).check(z.maxLength(2000))
const headersSchema = z.record(text(1, 200), text(0, 4000))
const caFileSchema = text(1, 4000)

/** A provider that the user added, or a local server that was taken into use. Keys live elsewhere. */
export const providerSettingsSchema = z.object({
  id: idSchema,
  name: nameSchema,
  protocol: protocolSchema,
  origin: z.enum(['settings', 'local']),
  baseUrl: text(0, 2000),
  models: modelsSchema,
  /** The preset it was made from, for its quirks; absent for any other address. */
  presetId: z.optional(text(0, 64)),
  // How it is reached, beyond its address and key. What is absent is as it suits the provider.
  /** Sent with every request, beside the key. */
  headers: z.optional(headersSchema),
  proxy: z.optional(proxySchema),
  /** A PEM file of certificates that are trusted beside the system's. */
  caFile: z.optional(caFileSchema),
  /** How long to wait for the first token, and between two of them. */
  firstTokenLimitMs: z.optional(limitMsSchema),
  silenceLimitMs: z.optional(limitMsSchema),
  /** False: whole answers, for servers whose streams are broken. */
  streaming: z.optional(z.boolean()),
  /** True, for Responses: the provider keeps the reply for a while, so that a broken stream goes on exactly. */
  background: z.optional(z.boolean()),
})

/** What a window may change of a provider. Null takes a setting back to what suits the provider. */
export const providerChangeSchema = z.object({
  id: idSchema,
  name: z.optional(nameSchema),
  protocol: z.optional(protocolSchema),
  baseUrl: z.optional(trimmed(0, 2000)),
  models: z.optional(modelsSchema),
  headers: z.optional(z.nullable(headersSchema)),
  proxy: z.optional(z.nullable(proxySchema)),
  caFile: z.optional(z.nullable(caFileSchema)),
  firstTokenLimitMs: z.optional(z.nullable(limitMsSchema)),
  silenceLimitMs: z.optional(z.nullable(limitMsSchema)),
  streaming: z.optional(z.nullable(z.boolean())),
  background: z.optional(z.nullable(z.boolean())),
})

const priceNumber = z.number().check(z.minimum(0), z.maximum(1_000_000))

/** What a million tokens cost, in the currency the user thinks in. */
export const priceSchema = z.object({
  input: priceNumber,
  output: priceNumber,
  cachedInput: z.optional(priceNumber),
})

const languageSchema = z.enum(['system', 'en', 'zh-CN'])
const themeSchema = z.enum(['system', 'light', 'dark'])
/** What closing the main window does where there is a tray. */
const closingSchema = z.enum(['tray', 'quit'])
/** The same where there is none. */
const closingWithoutTraySchema = z.enum(['minimise', 'quit'])
const trayClickSchema = z.enum(['popup', 'window', 'menu'])
const trayIconSchema = z.enum(['auto', 'white', 'black'])
const choiceSchema = z.object({ providerId: text(0, 64), model: text(0, 200) })
const systemPromptSchema = text(0, 100_000)
const hotkeySchema = text(0, 100)
const popupActionsSchema = z
  .array(z.object({ name: trimmed(1, 60), prompt: trimmed(1, 10_000) }))
  .check(z.maxLength(20))
const pricesSchema = z.record(text(0, 200), priceSchema)
const providersSchema = z.pipe(
  z.array(orElse(z.nullable(providerSettingsSchema), null)),
  z.transform((list) => list.filter((provider) => provider !== null)),
)

/**
 * Everything the user can set, version 1. A missing or bad field falls back to its default by itself,
 * so that one damaged value never costs the others.
 */
export const settingsSchema = z.object({
  version: orElse(z.literal(1), 1),
  /** False until the page of the first start was gone through or skipped. */
  welcomed: orElse(z.boolean(), true),
  language: orElse(languageSchema, 'system'),
  theme: orElse(themeSchema, 'system'),
  sidebar: orElse(z.boolean(), true),
  choice: orElse(z.nullable(choiceSchema), null),
  systemPrompt: orElse(systemPromptSchema, ''),
  /** A burst of text is spread over at most 100 ms instead of being shown with the next frame. */
  smooth: orElse(z.boolean(), false),
  /** The page follows a growing reply only until its question has reached the top. */
  stopAtQuestion: orElse(z.boolean(), false),
  /** Look for a newer Runnel once a day. Only the user turns it on. */
  dailyUpdateCheck: orElse(z.boolean(), false),
  /** The popup's global hotkey as an Electron accelerator. Empty: none, and no popup is kept ready. */
  hotkey: orElse(hotkeySchema, 'CommandOrControl+Shift+Space'),
  /** False: what was asked in the popup leaves the history when the popup starts afresh. */
  keepQuickAsks: orElse(z.boolean(), true),
  /** The popup reads these whenever it is shown, and not only when it is told to. */
  readClipboard: orElse(z.boolean(), false),
  readSelection: orElse(z.boolean(), false),
  /** The user's own actions in the popup; `{selection}`, `{clipboard}` and `{language}` are filled in. */
  popupActions: orElse(popupActionsSchema, []),
  /** By model name. A model without an entry has no known cost. */
  prices: orElse(pricesSchema, {}),
  providers: orElse(providersSchema, []),
  closing: orElse(closingSchema, 'tray'),
  /** Null: the user has not been asked yet. */
  closingWithoutTray: orElse(z.nullable(closingWithoutTraySchema), null),
  /** Whether the user has been told once that a closed window waits in the tray. */
  toldOfTray: orElse(z.boolean(), false),
  trayClick: orElse(trayClickSchema, 'popup'),
  /** The icon's colour, on Linux, where the panel's is not known. */
  trayIcon: orElse(trayIconSchema, 'auto'),
  /** Whether the system tells of a reply that ended out of sight. */
  notifyReplies: orElse(z.boolean(), true),
})

export type Settings = z.output<typeof settingsSchema>
export type Price = z.output<typeof priceSchema>
export type ProviderSettings = z.output<typeof providerSettingsSchema>
export type ProviderChange = z.output<typeof providerChangeSchema>
/** How a provider is reached, beyond its address and key. */
export type ProviderConnection = Pick<
  ProviderSettings,
  'headers' | 'proxy' | 'caFile' | 'firstTokenLimitMs' | 'silenceLimitMs' | 'streaming' | 'background'
>

/** What windows may change; the rest changes through requests of its own. */
export const settingsChangeSchema = z.object({
  welcomed: z.optional(z.literal(true)),
  language: z.optional(languageSchema),
  theme: z.optional(themeSchema),
  sidebar: z.optional(z.boolean()),
  choice: z.optional(choiceSchema),
  systemPrompt: z.optional(systemPromptSchema),
  smooth: z.optional(z.boolean()),
  stopAtQuestion: z.optional(z.boolean()),
  dailyUpdateCheck: z.optional(z.boolean()),
  keepQuickAsks: z.optional(z.boolean()),
  readClipboard: z.optional(z.boolean()),
  readSelection: z.optional(z.boolean()),
  popupActions: z.optional(popupActionsSchema),
  prices: z.optional(pricesSchema),
  closing: z.optional(closingSchema),
  closingWithoutTray: z.optional(z.nullable(closingWithoutTraySchema)),
  trayClick: z.optional(trayClickSchema),
  trayIcon: z.optional(trayIconSchema),
  notifyReplies: z.optional(z.boolean()),
})
