import { webContents } from 'electron'

/** Runs `undo` once, when the page of this window reloads, crashes or closes. */
export function onPageGone(windowId: number, undo: () => void): void {
  const contents = webContents.fromId(windowId)
  if (!contents) return undo()
  const gone = () => {
    contents.off('destroyed', gone).off('render-process-gone', gone).off('did-start-navigation', navigated)
    undo()
  }
  const navigated = (details: { isMainFrame: boolean; isSameDocument: boolean }) => {
    if (details.isMainFrame && !details.isSameDocument) gone()
  }
  contents.on('destroyed', gone).on('render-process-gone', gone).on('did-start-navigation', navigated)
}
