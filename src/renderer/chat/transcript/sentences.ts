// A Latin stop ends a sentence only before a space, so that 3.5 and example.com are not cut; a Chinese one always does.
const sentenceEnd = /[.!?…]["')\]”’]*(?=\s)|[。！？][”’」』）]*|\n/g

/** What has become readable of a text since `from`, and up to where: whole sentences, or all of it when it has ended. */
export function newSentences(
  text: string,
  from: number,
  ended: boolean,
): { readonly spoken: string; readonly upTo: number } {
  const rest = text.slice(from)
  let end = ended ? rest.length : 0
  if (!ended) for (const match of rest.matchAll(sentenceEnd)) end = match.index + match[0].length
  return { spoken: withoutMarks(rest.slice(0, end)), upTo: from + end }
}

/** Markdown as it is read aloud: the words without the marks. */
function withoutMarks(markdown: string): string {
  return markdown
    .replaceAll(/^\s*(?:`{3,}|~{3,}).*$/gm, '')
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^\s*(?:#{1,6}|>|[-*+]|\d+[.)])\s+/gm, '')
    .replaceAll(/[*_`~|]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
