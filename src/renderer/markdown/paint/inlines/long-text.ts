/** A text up to this length is painted as one node. */
export const longestPart = 2000
const shortestPart = 1500

/** A longer text in parts, each up to the first space behind a number of characters. Where it is cut depends on the text alone. */
export function cutLongText(text: string): readonly string[] {
  const parts: string[] = []
  let from = 0
  while (text.length - from > longestPart) {
    const space = text.indexOf(' ', from + shortestPart - 1)
    const end = space >= 0 && space < from + longestPart ? space + 1 : wholeCharacter(text, from + longestPart)
    parts.push(text.slice(from, end))
    from = end
  }
  parts.push(text.slice(from))
  return parts
}

/** This place, or the one before it if it is in the middle of a surrogate pair. */
function wholeCharacter(text: string, place: number): number {
  const code = text.charCodeAt(place)
  return code >= 0xdc00 && code <= 0xdfff ? place - 1 : place
}
