// A Latin stop ends a sentence only before a space, so that 3.5 and example.com are not cut; a Chinese one always does.
const sentenceEnd = /[.!?…]["')\]”’]*(?=\s)|[。！？][”’」』）]*|\n/g

// Code or data may go on without any end of a sentence. Then it is read in parts, so that nothing is looked at again and again.
const longestSentence = 1000

/** Of a text that comes bit by bit: what of it can be read out, in whole sentences, and what waits for more. */
export interface Sentences {
  readonly spoken: string
  readonly rest: string
}

/** Takes the whole sentences from the start of a text; all of it when it has ended. */
export function takeSentences(text: string, ended: boolean): Sentences {
  let end = ended ? text.length : 0
  if (!ended) for (const match of text.matchAll(sentenceEnd)) end = match.index + match[0].length
  if (!ended && end === 0 && text.length > longestSentence) end = text.lastIndexOf(' ') + 1 || text.length
  return { spoken: withoutMarks(text.slice(0, end)), rest: text.slice(end) }
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
