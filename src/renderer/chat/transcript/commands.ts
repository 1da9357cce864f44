/** What the menu asks of the transcript that is in the window. */
export type TranscriptCommand = 'find' | 'find-next' | 'find-previous' | 'next-question' | 'previous-question'

let obey: ((command: TranscriptCommand) => void) | null = null

/** Has a transcript obey commands until the returned undo. */
export function obeyCommands(listener: (command: TranscriptCommand) => void): () => void {
  obey = listener
  return () => {
    if (obey === listener) obey = null
  }
}

/** Tells the transcript in the window, if there is one. */
export function tellTranscript(command: TranscriptCommand): void {
  obey?.(command)
}
