import { create } from 'zustand'
import type { ConversationSummary } from '../../shared/conversation'
import { request } from '../bridge'

const pageSize = 100

/** The rows that the list has so far. */
export interface ListState {
  /** Newest first; pinned ones among them. */
  readonly rows: readonly ConversationSummary[]
  readonly query: string
  /** The `updatedAt` up to which rows are known; null before the first page. */
  readonly before: number | null
  readonly complete: boolean
  readonly loading: boolean
  readonly failed: boolean
}

/** A change to the list, as main tells it. */
export type ListChange = { readonly conversation: ConversationSummary } | { readonly removedId: string }

/** A list with nothing read yet. */
export const emptyList: ListState = {
  rows: [],
  query: '',
  before: null,
  complete: false,
  loading: false,
  failed: false,
}

/** The list of the window. */
export const useList = create<ListState>(() => emptyList)

// Counts the searches; a page for an older one is dropped.
let search = 0

/** Reads the next page, if there is one and none is on its way. */
export async function loadMore(): Promise<void> {
  const { loading, complete, query, before } = useList.getState()
  if (loading || complete) return
  const mine = search
  useList.setState({ loading: true })
  try {
    const page = await request('conversations.list', { query, before, limit: pageSize })
    if (mine === search) useList.setState((state) => withPage(state, page))
  } catch {
    if (mine === search) useList.setState({ loading: false, failed: true })
  }
}

/** Shows what matches; the rows of before stay until the answer is there. */
export async function searchFor(query: string): Promise<void> {
  search += 1
  const mine = search
  useList.setState({ query, loading: true, failed: false })
  try {
    const page = await request('conversations.list', { query, before: null, limit: pageSize })
    if (mine === search) useList.setState((state) => withPage({ ...state, rows: [], before: null }, page))
  } catch {
    if (mine === search) useList.setState({ loading: false, failed: true })
  }
}

/** The list with one more page of rows. */
export function withPage(state: ListState, page: readonly ConversationSummary[]): ListState {
  const known = new Set(state.rows.map((row) => row.id))
  const rows = [...state.rows, ...page.filter((row) => !known.has(row.id))]
  const unpinned = page.filter((row) => !row.pinned)
  return {
    ...state,
    rows: rows.sort((one, other) => other.updatedAt - one.updatedAt),
    before: unpinned.at(-1)?.updatedAt ?? state.before,
    // Pinned rows come on top of a page, so the others alone tell whether it was full.
    complete: unpinned.length < pageSize,
    loading: false,
    failed: false,
  }
}

/** The list after a change. While something is searched for, rows are changed and removed, never added. */
export function withChange(state: ListState, change: ListChange): ListState {
  if ('removedId' in change) return { ...state, rows: state.rows.filter((row) => row.id !== change.removedId) }
  const { conversation } = change
  const isKnown = state.rows.some((row) => row.id === conversation.id)
  if (!isKnown && state.query !== '') return state
  const rows = [conversation, ...state.rows.filter((row) => row.id !== conversation.id)]
  return { ...state, rows: rows.sort((one, other) => other.updatedAt - one.updatedAt) }
}
