import { languageOf, sentencesOf, voiceFor, type Voice } from './spoken'

/** What reads, from outside: in a window, the system's speech. */
export interface ReaderParts<Known extends Voice> {
  /** The voices of the system. They may come late: waits for them a moment. */
  readonly voices: () => Promise<readonly Known[]>
  /** Says one sentence. Resolves when it has been said; rejects when it could not be. */
  readonly say: (sentence: string, voice: Known) => Promise<void>
  /** Falls silent at once. */
  readonly hush: () => void
  /** Language tags that the user prefers, best first. */
  readonly languages: () => readonly string[]
}

/** How a reading ended. */
export type ReadingEnd = 'read' | 'stopped' | 'no-voice' | 'nothing-to-read'

/** Reads texts aloud, one at a time, sentence by sentence. */
export interface Reader {
  /** Reads a text to its end, or until it is stopped; what was being read is stopped first. */
  read(text: string): Promise<ReadingEnd>
  stop(): void
}

/** Each sentence is read by a local voice of its language; one for which there is none is passed over. */
export function createReader<Known extends Voice>(parts: ReaderParts<Known>): Reader {
  let current = 0

  async function read(text: string): Promise<ReadingEnd> {
    stop()
    const own = current
    const sentences = sentencesOf(text)
    if (sentences.length === 0) return 'nothing-to-read'
    const voices = await parts.voices()
    const whole = languageOf(text)
    let said = false
    for (const sentence of sentences) {
      if (own !== current) return 'stopped'
      const voice = voiceForSentence(sentence, whole, voices)
      if (!voice) continue
      try {
        await parts.say(sentence, voice)
        said = true
      } catch {
        // One that cannot be said, for whatever reason of the engine's, is no reason to end.
      }
    }
    if (own !== current) return 'stopped'
    return said ? 'read' : 'no-voice'
  }

  function voiceForSentence(sentence: string, whole: string, voices: readonly Known[]): Known | null {
    const language = languageOf(sentence)
    // Few words say little about their language: in Latin letters that of the whole text decides.
    const isLatin = !/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(sentence)
    const wholeIsLatin = latinLanguages.has(whole)
    return voiceFor(voices, isLatin && wholeIsLatin ? whole : language, parts.languages())
  }

  function stop(): void {
    current += 1
    parts.hush()
  }

  return { read, stop }
}

const latinLanguages = new Set(['en', 'de', 'fr', 'es', 'it', 'pt'])
