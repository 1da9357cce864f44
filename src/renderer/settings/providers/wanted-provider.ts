/** What somebody came to the settings for: one provider, and how it is reached, when that is at fault. */
export interface WantedProvider {
  readonly id: string
  /** Opens what is folded away, at the proxy. */
  readonly proxy: boolean
}

let wanted: WantedProvider | null = null

/** Has the page of providers open at this one, the next time that it opens. */
export function wantProvider(provider: WantedProvider): void {
  wanted = provider
}

/** Who is wanted, if anybody is. */
export function wantedProvider(): WantedProvider | null {
  return wanted
}

/** It has been shown: the page opens as usual again. */
export function forgetWanted(): void {
  wanted = null
}
