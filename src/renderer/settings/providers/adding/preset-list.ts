import type { ProviderPreset } from '../../../../shared/provider-presets'

/** True when the address of a preset has a part that only the user knows. */
export function needsAddress({ baseUrl }: Pick<ProviderPreset, 'baseUrl'>): boolean {
  return baseUrl.includes('YOUR-')
}

/** The entries that have every word of the filter in their name, id or address. */
export function findByName<One extends { readonly name: string; readonly id: string; readonly baseUrl: string }>(
  entries: readonly One[],
  filter: string,
): readonly One[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter(({ name, id, baseUrl }) => {
    const text = `${name} ${id} ${baseUrl}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
