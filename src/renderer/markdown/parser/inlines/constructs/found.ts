import type { Inline } from '../../nodes'

/** What a construct came to: a node and where it ends, 'more' when the text ends before that is known, null for none. */
export type Found = { readonly node: Inline; readonly end: number } | 'more' | null

/** Code, tags, formulas and bare addresses are at most about this long; else their mark is text, so that reading goes on. */
export const constructReach = 5_000
