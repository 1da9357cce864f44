const mostPrice = 1_000_000

/** A price as it stands in its field; empty for none. */
export function priceText(price: number | undefined): string {
  return price === undefined ? '' : String(price)
}

/** What was typed as a price: a number, with a point or a comma. Null for an empty field, undefined for anything else. */
export function readPrice(text: string): number | null | undefined {
  const trimmed = text.trim().replace(',', '.')
  if (trimmed === '') return null
  const price = /^(\d+\.?\d*|\.\d+)$/.test(trimmed) ? Number(trimmed) : NaN
  return price <= mostPrice ? price : undefined
}
