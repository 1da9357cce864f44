/** A text as lines that are quoted, without the blank lines around it. '' for one that says nothing. */
export function quoted(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, '\n').split('\n')
  const isWord = (line: string): boolean => line.trim() !== ''
  const first = lines.findIndex(isWord)
  return lines
    .slice(Math.max(0, first), lines.findLastIndex(isWord) + 1)
    .map((line) => (isWord(line) ? `> ${line.trimEnd()}` : '>'))
    .join('\n')
}

/** What to put between two parts of a draft so that the quote stands by itself and one can go on writing under it. */
export function quoteBetween(before: string, quote: string, after: string): string {
  const lead = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  const tail = after.startsWith('\n\n') ? '' : after.startsWith('\n') ? '\n' : '\n\n'
  return `${lead}${quote}${tail}`
}
