import { ipcMain, webContents, type WebContents } from 'electron'
import type { EventName, Events, OutputOf, ParsedInputOf, RequestName, WindowKind } from '../../shared/ipc'
import { isOwnPage } from '../windows/page-policy'
import type { ReportFailure } from './answer-request'

/** Who asks. Stated by Electron, never by the window. */
export interface Caller {
  readonly windowId: number
  readonly kind: WindowKind
}

/** One handler for each request of the contract; a missing one does not compile. */
export type Handlers = {
  readonly [Name in RequestName]: (
    input: ParsedInputOf<Name>,
    caller: Caller,
  ) => Promise<OutputOf<Name>> | OutputOf<Name>
}

/**
 * Opens the one request channel. Answers are `Result` values: it never rejects. Returns its undo.
 *
 * `handlers` is called at each request, so that what answers need not exist before the first one.
 */
export function serveRequests(handlers: () => Promise<Handlers>, reportFailure: ReportFailure): () => void {
  ipcMain.handle('request', async (event, name: unknown, input: unknown) => {
    const frame = event.senderFrame
    // Who asks is read now: a frame may be another one after a wait.
    const arrived = {
      windowId: event.sender.id,
      frameUrl: frame?.url ?? '',
      isMainFrame: frame !== null && frame === event.sender.mainFrame,
      name,
      input,
    }
    // The schemas of all requests are loaded with the first one, which comes long after the start.
    const [{ answerRequest }, ready] = await Promise.all([import('./answer-request'), handlers()])
    return answerRequest(arrived, ready, reportFailure)
  })
  return () => ipcMain.removeHandler('request')
}

/** Tells one window. Nothing happens when its page is gone. */
export function sendEvent<Name extends EventName>(contents: WebContents, name: Name, payload: Events[Name]): void {
  if (!contents.isDestroyed() && !contents.isCrashed()) contents.send('event', name, payload)
}

/** Tells every open window of these kinds: all kinds when none are named. */
export function broadcast<Name extends EventName>(
  name: Name,
  payload: Events[Name],
  kinds: readonly WindowKind[] = ['main', 'key', 'popup'],
): void {
  for (const contents of webContents.getAllWebContents()) {
    const kind = contents.isDestroyed() ? null : isOwnPage(contents.getURL())
    if (kind && kinds.includes(kind)) sendEvent(contents, name, payload)
  }
}
