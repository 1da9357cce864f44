// A Latin stop ends a sentence only before a space, so that 3.5 and example.com are not cut; a Chinese one always does.
const sentenceEnd = /[.!?…]["')\]”’]*(?=\s)|[。！？][”’」』）]*|\n/g

// A region with much more takes long to lay out. Code or data may go on without any end of a sentence: it is read in parts,
// so that nothing is looked at again and again.
const mostAtOnce = 1000

/** Of a text that comes bit by bit: what of it can be read out, in whole sentences, and what waits for more. */
export interface Sentences {
  readonly spoken: string
  readonly rest: string
}

/** Takes whole sentences from the start of a text, a thousand characters at most; the last one as it is when the text has ended. */
export function takeSentences(text: string, ended: boolean): Sentences {
  const part = text.slice(0, mostAtOnce)
  const end = endIn(part, part.length === text.length, ended)
  return { spoken: withoutMarks(part.slice(0, end)), rest: text.slice(end) }
}

function endIn(part: string, isAll: boolean, ended: boolean): number {
  if (ended && isAll) return part.length
  let end = 0
  for (const match of part.matchAll(sentenceEnd)) end = match.index + match[0].length
  return end === 0 && !isAll ? part.lastIndexOf(' ') + 1 || part.length : end
}

/** Markdown as it is read aloud: the words without the marks. No pattern may look further than it has to, whatever is written. */
function withoutMarks(markdown: string): string {
  return markdown
    .replaceAll(/^[ \t]*(?:`{3,}|~{3,}).*$/gm, '')
    .replaceAll(/!?\[([^[\]\n]*)\]\([^()\n]*\)/g, '$1')
    .replaceAll(/^[ \t]*(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+/gm, '')
    .replaceAll(/[*_`~|]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
