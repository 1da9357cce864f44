/** How far a page is scrolled, in pixels. */
export interface ScrollPlace {
  readonly top: number
  /** Of the whole content. */
  readonly height: number
  /** Of the part in sight. */
  readonly view: number
}

// Fractions of pixels on scaled displays.
const endSlackPx = 2
// Of what is in sight, a longer question leaves too little for its reply.
const questionShare = 0.4
const aboveQuestionPx = 24

/** How far an element is scrolled now. */
export function placeOf({ scrollTop, scrollHeight, clientHeight }: HTMLElement): ScrollPlace {
  return { top: scrollTop, height: scrollHeight, view: clientHeight }
}

/** Whether the page is at its end, fractions of a pixel aside. */
export function isAtEnd({ top, height, view }: ScrollPlace): boolean {
  return height - view - top <= endSlackPx
}

/** Whether the page follows its end after it was scrolled: any way up detaches at once, arriving at the end attaches. */
export function followsAfterScroll(following: boolean, before: ScrollPlace, after: ScrollPlace): boolean {
  const atEnd = isAtEnd(after)
  if (after.top > before.top) return following || atEnd
  // Content that got shorter moves the page up too; then it is still at its end.
  if (after.top < before.top) return following && atEnd
  return following
}

/** Where a question and what is after it stand, from the top of what is in sight. */
export interface QuestionPlace {
  readonly top: number
  readonly bottom: number
}

/**
 * How far down a page may follow so that the question stays in sight: when it has reached the top, or, being long itself,
 * when only its last lines are. As a `scrollTop`.
 */
export function questionLimit(place: ScrollPlace, question: QuestionPlace): number {
  const room = place.view * questionShare
  const isLong = question.bottom - question.top > room
  const above = isLong ? question.bottom - room : question.top - aboveQuestionPx
  return Math.max(0, place.top + above)
}
