import { useCallback, useRef, useState } from 'react'
import { toAppErrorData, type AppErrorData } from '../../shared/errors'

/** One piece of work at a time: whether it runs, and how it failed the last time. */
export interface Attempt {
  readonly pending: boolean
  readonly error: AppErrorData | null
  /** Resolves to whether the work succeeded; never rejects. Its outcome is dropped when a later run began. */
  run(work: () => Promise<unknown>): Promise<boolean>
  clear(): void
}

/** An attempt that lives as long as the component. */
export function useAttempt(): Attempt {
  const [state, setState] = useState<Pick<Attempt, 'pending' | 'error'>>({ pending: false, error: null })
  const latest = useRef(0)

  const run = useCallback(async (work: () => Promise<unknown>) => {
    const number = ++latest.current
    const settle = (error: AppErrorData | null) => {
      if (latest.current === number) setState({ pending: false, error })
    }
    setState((before) => ({ ...before, pending: true }))
    try {
      await work()
      settle(null)
      return true
    } catch (error) {
      settle(toAppErrorData(error))
      return false
    }
  }, [])

  const clear = useCallback(() => {
    latest.current++
    setState({ pending: false, error: null })
  }, [])
  return { ...state, run, clear }
}
