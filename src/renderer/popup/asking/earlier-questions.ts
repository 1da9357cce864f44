import { request } from '../../bridge'
import { showFailure } from '../../failures'
import { type, typed } from '../popup-state'

/** Walks through what was asked earlier, in the question field. */
export interface EarlierQuestions {
  /** Whether the arrows walk, and don't move the cursor: nothing was typed, or what is there is an earlier question. */
  readonly isWalking: () => boolean
  /** `by` 1: the one before; -1: the one after, and an empty field at last. */
  readonly walk: (by: 1 | -1) => Promise<void>
  readonly forget: () => void
}

/** Reads the earlier questions when they are first asked for. */
export function createEarlierQuestions(): EarlierQuestions {
  let questions: readonly string[] | null = null
  let index = -1
  return {
    isWalking: () => typed() === '' || (questions !== null && typed() === questions[index]),
    async walk(by) {
      if (typed() === '') index = -1
      try {
        const read = questions ?? (await request('popup.earlier-questions', {}))
        questions = [...new Set(read.map((question) => question.trim()))].filter((question) => question !== '')
      } catch (error) {
        showFailure(error)
        return
      }
      index = Math.max(-1, Math.min(index + by, questions.length - 1))
      type(questions[index] ?? '')
    },
    forget() {
      questions = null
      index = -1
    },
  }
}
