/** Why an update could not be had. */
export type UpdateProblem = 'unreachable' | 'refused' | 'unreadable' | 'damaged' | 'storage' | 'install'

/** Where looking for a newer Runnel stands. */
export type UpdateState =
  /** Started from source, or from a package that names no update server. */
  | { readonly type: 'unsupported' }
  /** Nobody has looked yet in this run. */
  | { readonly type: 'unknown' }
  | { readonly type: 'checking' }
  | { readonly type: 'newest' }
  | { readonly type: 'available'; readonly version: string }
  /** `fraction` from 0 to 1. */
  | { readonly type: 'downloading'; readonly version: string; readonly fraction: number }
  /** Loaded and checked; installed when the user says so. */
  | { readonly type: 'ready'; readonly version: string }
  | { readonly type: 'failed'; readonly problem: UpdateProblem; readonly detail: string }
