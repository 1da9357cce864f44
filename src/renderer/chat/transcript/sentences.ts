// A Latin stop ends a sentence only before a space, so that 3.5 and example.com are not cut; a Chinese one always does.
const sentenceEnd = /[.!?…]["')\]”’]*(?=\s)|[。！？][”’」』）]*|\n/g

// Code or data may go on without any end of a sentence. Then it is read in parts, so that nothing is looked at again and again.
const longestSentence = 1000

/** What has become readable of a text since `from`, and up to where: whole sentences, or all of it when it has ended. */
export function newSentences(
  text: string,
  from: number,
  ended: boolean,
): { readonly spoken: string; readonly upTo: number } {
  const rest = text.slice(from)
  let end = ended ? rest.length : 0
  if (!ended) for (const match of rest.matchAll(sentenceEnd)) end = match.index + match[0].length
  if (!ended && end === 0 && rest.length > longestSentence) end = rest.lastIndexOf(' ') + 1 || rest.length
  return { spoken: withoutMarks(rest.slice(0, end)), upTo: from + end }
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
