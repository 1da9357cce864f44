import { useEffect, useRef, useState } from 'react'
import { toAppErrorData, type AppErrorData } from '../../shared/errors'
import { request } from '../bridge'
import { useClock } from '../ui/clock'
import { StreamRows } from './stream-rows'

/** What is known of a reply's stream. */
export interface ShownRecording {
  readonly stream: StreamRows
  /** Parts of it were dropped. */
  readonly truncated: boolean
}

/** `reading` until the first answer; `gone` when nothing is kept of the reply. */
export type RecordingState =
  | { readonly type: 'reading' }
  | { readonly type: 'gone' }
  | { readonly type: 'failed'; readonly error: AppErrorData }
  | ({ readonly type: 'shown' } & ShownRecording)

const readEveryMs = 500

/** The recording of a reply, read on twice a second while it is looked at. Give its user the reply's id as its key. */
export function useRecording(replyId: string): RecordingState {
  const [state, setState] = useState<RecordingState>({ type: 'reading' })
  const [reader] = useState(() => createReader(replyId))
  const isHere = useRef(true)
  const now = useClock(readEveryMs)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  useEffect(() => {
    const look = async (): Promise<void> => {
      const next = await reader()
      if (next && isHere.current) setState(next)
    }
    void look()
  }, [now, reader])
  return state
}

/** Each call reads what is new; null when nothing is, or when the call before is not done. */
function createReader(replyId: string): () => Promise<RecordingState | null> {
  let stream = new StreamRows()
  let startedAt: number | null = null
  let next = 0
  let reading = false
  let changed = false

  async function readOn(): Promise<RecordingState | null> {
    const recording = await request('recording.read', { replyId, from: next })
    if (!recording) return { type: 'gone' }
    if (startedAt !== null && startedAt !== recording.startedAt) {
      // The reply goes on: a recording of its own, from its first entry.
      stream = new StreamRows()
      startedAt = null
      next = 0
      return readOn()
    }
    changed ||= startedAt === null || recording.items.length > 0
    startedAt = recording.startedAt
    next = recording.next
    stream.add(recording.items)
    if (recording.more) return readOn()
    if (!changed) return null
    changed = false
    return { type: 'shown', stream, truncated: recording.truncated }
  }

  return async () => {
    if (reading) return null
    reading = true
    try {
      return await readOn()
    } catch (error) {
      return { type: 'failed', error: toAppErrorData(error) }
    } finally {
      reading = false
    }
  }
}
