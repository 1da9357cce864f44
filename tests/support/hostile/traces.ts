/** What a script would leave behind, wherever in the window it ran. */
export const ranMark = 'ranOnPage'

/** Where a case leaves its traces: the script that it tries to run, and the address that it tries to ask. */
export interface Traces {
  readonly script: string
  readonly origin: string
}

/** One thing that a hostile model writes. */
export interface HostileCase {
  readonly name: string
  /** As a reply would hold it. Ends all that it opens but HTML. */
  readonly markdown: string
  /** As a page would hold it if nobody stood between. */
  readonly html: string
}

/** Writes a case with its own traces. */
export type MakeCase = (traces: Traces) => HostileCase
