import { asRecord, asText, parseJson } from '../transport/json-values'

/** An event of a response that its server keeps: the stream can be taken up after it. */
export interface ResponseCursor {
  readonly responseId: string
  readonly sequence: number
  /** How many characters of the response's text have come up to there. */
  readonly textLength: number
}

/** As it stands in `ReplyRequest.cursor`. */
export function formatCursor({ responseId, sequence, textLength }: ResponseCursor): string {
  return JSON.stringify({ responseId, sequence, textLength })
}

/** Null when there is none, or when it is of another protocol. */
export function parseCursor(text: string | undefined): ResponseCursor | null {
  const cursor = asRecord(parseJson(text ?? ''))
  const responseId = asText(cursor?.['responseId'])
  const sequence = cursor?.['sequence']
  const textLength = cursor?.['textLength']
  if (responseId === '' || typeof sequence !== 'number' || typeof textLength !== 'number') return null
  return { responseId, sequence, textLength }
}
