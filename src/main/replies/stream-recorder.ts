import type { Recording, RecordingExport } from '../../shared/recording'
import { ReplyRecording, type ReplyRecorder } from './recording/reply-recording'

/**
 * What really came, of the last 20 replies: at most 8 MB each and 32 MB together, in memory only. Secrets are masked when it
 * is read: looking for them costs more than all that is done while it comes.
 */
export interface StreamRecorder {
  /** Begins to record a reply, or goes on where its recording ended. */
  record(replyId: string): ReplyRecorder
  /** Items from this index on, about 1 MB of them at most. Null: nothing was recorded, or it was dropped. */
  read(replyId: string, from: number): Recording | null
  /** The last answered try of the reply, for a test server to replay. Null: as for `read`. */
  exportSse(replyId: string): RecordingExport | null
}

const maximumReplies = 20
const maximumBytes = 32 * 1024 * 1024

/** A recorder that has recorded nothing yet. */
export function createStreamRecorder(): StreamRecorder {
  const recordings = new Map<string, ReplyRecording>()
  const makeRoom = (current: ReplyRecording): void => {
    let bytes = 0
    for (const one of recordings.values()) bytes += one.bytes
    for (const one of recordings.values()) {
      if (bytes > maximumBytes && one !== current) bytes -= one.shrink(bytes - maximumBytes)
    }
    for (const [replyId, one] of recordings) {
      if (bytes <= maximumBytes && recordings.size <= maximumReplies) return
      if (one === current) continue
      recordings.delete(replyId)
      bytes -= one.discard()
    }
  }
  return {
    record(replyId) {
      const recording = recordings.get(replyId) ?? new ReplyRecording(replyId, makeRoom)
      recordings.delete(replyId)
      recordings.set(replyId, recording)
      makeRoom(recording)
      return recording.recorder()
    },
    read: (replyId, from) => recordings.get(replyId)?.read(from) ?? null,
    exportSse: (replyId) => recordings.get(replyId)?.export() ?? null,
  }
}
