import { create } from 'zustand'
import { useApp } from '../../../app-state'
import { showToast } from '../../../ui/overlays/toasts'
import { translate } from '../../../words'
import { createReader } from './reader'

const voicesWithinMs = 1000

interface ReadingState {
  /** The reply that is read aloud right now. */
  readonly replyId: string | null
}

/** Which reply is read aloud. */
export const useReading = create<ReadingState>(() => ({ replyId: null }))

const reader = createReader<SpeechSynthesisVoice>({
  voices,
  say,
  hush: () => speechSynthesis.cancel(),
  languages: () => navigator.languages,
})

let forget = (): void => undefined

/** Reads a reply aloud with the system's voices, until it is over, Escape is pressed, another conversation is shown, or it is stopped. */
export async function readAloud(replyId: string, text: string): Promise<void> {
  stopReading()
  useReading.setState({ replyId })
  forget = stopWhenLeft()
  const end = await reader.read(text)
  // By then another one may be read.
  if (end === 'stopped') return
  over()
  if (end === 'no-voice') showToast({ text: translate('chat.noVoice') })
  else if (end === 'nothing-to-read') showToast({ text: translate('chat.nothingToRead') })
}

/** Falls silent. */
export function stopReading(): void {
  if (useReading.getState().replyId === null) return
  over()
  reader.stop()
}

function over(): void {
  forget()
  useReading.setState({ replyId: null })
}

// What has a use of its own for Escape while the focus is in it.
const nearer = '.popover, .is-edited, input'

function stopWhenLeft(): () => void {
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return
    if (event.target instanceof Element && event.target.closest(nearer)) return
    event.preventDefault()
    event.stopPropagation()
    stopReading()
  }
  // In the capture phase: the voice is what one wants to be rid of first; a second press stops the reply.
  window.addEventListener('keydown', press, true)
  const unsubscribe = useApp.subscribe((state, before) => {
    if (state.conversationId !== before.conversationId) stopReading()
  })
  return () => {
    window.removeEventListener('keydown', press, true)
    unsubscribe()
  }
}

/** The engine may list its voices only after it was asked for them once. */
async function voices(): Promise<readonly SpeechSynthesisVoice[]> {
  const known = speechSynthesis.getVoices()
  if (known.length > 0) return known
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, voicesWithinMs)
    function done(): void {
      clearTimeout(timer)
      speechSynthesis.removeEventListener('voiceschanged', done)
      resolve()
    }
    speechSynthesis.addEventListener('voiceschanged', done)
  })
  return speechSynthesis.getVoices()
}

// Held here because the engine does not, and one that is collected never tells its end.
const spoken = new Set<SpeechSynthesisUtterance>()

function say(sentence: string, voice: SpeechSynthesisVoice): Promise<void> {
  const utterance = new SpeechSynthesisUtterance(sentence)
  utterance.voice = voice
  utterance.lang = voice.lang
  spoken.add(utterance)
  const said = new Promise<void>((resolve, reject) => {
    utterance.addEventListener('end', () => resolve())
    utterance.addEventListener('error', ({ error }) => reject(new Error(error)))
  })
  speechSynthesis.speak(utterance)
  return said.finally(() => spoken.delete(utterance))
}
