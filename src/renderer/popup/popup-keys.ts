import { useEffect } from 'react'
import { useApp } from '../app-state'
import { request } from '../bridge'
import { showFailure } from '../failures'
import { copyAnswer } from './copy-answer'
import { typed } from './popup-state'

/** Hides the popup; what is in it stays for a while. */
export function hidePopup(): void {
  request('popup.hide', {}).catch(showFailure)
}

/** Hands what is in the popup to the main window, a running reply included. */
export function openInMain(): void {
  const { conversationId } = useApp.getState()
  request('popup.open-in-main', { conversationId, text: typed() }).catch(showFailure)
}

/** The popup's keys, when nothing nearer had a use for them: Escape hides, Ctrl+Enter opens the main window, Ctrl+C copies the answer. */
export function usePopupKeys(runningReplyId: string | null): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return
      const isCommand = event.ctrlKey || event.metaKey
      if (event.key === 'Escape') {
        // It stops a running reply first.
        if (runningReplyId !== null) return
        hidePopup()
      } else if (isCommand && event.key === 'Enter') openInMain()
      else if (!isCommand || event.key.toLowerCase() !== 'c' || event.shiftKey || event.altKey || !copyAnswer()) return
      event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [runningReplyId])
}
