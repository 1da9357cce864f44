import { create } from 'zustand'
import { useApp } from '../app-state'
import { replies } from '../chat/replies'
import { showFailure } from '../failures'

const copiedShownMs = 1500

/** Whether the answer has been copied in the last moment. */
export const useCopied = create<{ readonly copied: boolean }>(() => ({ copied: false }))

// It reads markdown, which an empty popup does without.
const copying = () => import('../chat/reply/copy-reply')
let forgetting: ReturnType<typeof setTimeout> | undefined

/** Copies the last answer as far as it has come, when nothing is selected. Answers whether it does. */
export function copyAnswer(): boolean {
  const text = answerText()
  if (text === '' || isSomethingSelected()) return false
  copying()
    .then(({ copyReply }) => copyReply(text))
    .then(() => {
      useCopied.setState({ copied: true })
      clearTimeout(forgetting)
      forgetting = setTimeout(() => useCopied.setState({ copied: false }), copiedShownMs)
    })
    .catch(showFailure)
  return true
}

/** Copies what is selected as it was written, until the returned undo. */
export function followCopiesLater(): () => void {
  let stop = (): void => undefined
  let isOver = false
  const start = (): void => {
    void copying().then(({ followCopies }) => {
      if (!isOver) stop = followCopies()
    })
  }
  // There is nothing to copy before the first answer.
  const undo = useApp.subscribe(({ conversation }) => {
    if (!conversation) return
    undo()
    start()
  })
  return () => {
    isOver = true
    undo()
    stop()
  }
}

function answerText(): string {
  const last = useApp.getState().conversation?.messages.at(-1)
  if (last?.role !== 'assistant') return ''
  return (replies.read(last.id)?.reply ?? last.reply).text
}

function isSomethingSelected(): boolean {
  const { activeElement } = document
  if (activeElement instanceof HTMLTextAreaElement || activeElement instanceof HTMLInputElement) {
    if (activeElement.selectionStart !== activeElement.selectionEnd) return true
  }
  return !(document.getSelection()?.isCollapsed ?? true)
}
