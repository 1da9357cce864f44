import { lastWords, replyText } from './reply-text'

/** `reply` is markdown as models write it; `code` a fence in a language; each other one is a single giant block. */
export type TextName = 'reply' | 'list' | 'table' | 'paragraph' | 'fence' | 'nesting' | 'code'

/** A text and the words at its end, which stand nowhere else in it. */
export interface Text {
  readonly content: string
  readonly ending: string
}

interface Maker {
  readonly start: string
  part(index: number): string
  readonly end: string
}

const words =
  'every frame paints only what is new so a finished block stays as it is while the reader follows the stream of words'.split(
    ' ',
  )

/** So many words, others for each number. */
function some(count: number, from: number): string {
  return Array.from({ length: count }, (_, index) => words[(from * 7 + index * 5) % words.length]).join(' ')
}

const deepest = 40

/** Lists and quotes in one another: each line a level deeper than the one before, then again from the first. */
function nested(index: number): string {
  const depth = index % deepest
  const isQuote = (level: number): boolean => level % 4 === 3
  const marks = Array.from({ length: depth }, (_, level) => (isQuote(level) ? '> ' : '  ')).join('')
  return `${marks}${isQuote(depth) ? '> ' : '- '}${some(5, index)}\n`
}

const codeLines = [
  "import { readFile } from 'node:fs/promises'",
  '',
  '/** Reads what stands in a file, line by line, and gives the longest. */',
  'export async function longestLine(path: string, limit = 80): Promise<string | null> {',
  "  const text = await readFile(path, 'utf8')",
  '  let longest: string | null = null',
  "  for (const line of text.split('\\n')) {",
  '    // A line that is too long counts as none.',
  '    if (line.length > limit || line.length <= (longest?.length ?? -1)) continue',
  '    longest = `${line.trimEnd()} (${line.length})`',
  '  }',
  '  return longest',
  '}',
]

const makers: Readonly<Record<Exclude<TextName, 'reply'>, Maker>> = {
  list: {
    start: '',
    part: (index) => `- ${some(6, index)} **${some(2, index)}** and \`code ${index}\` ${some(4, index)}\n`,
    end: `- ${lastWords}\n`,
  },
  table: {
    start: '| Part | Name | ms | What it does |\n| --- | :---: | ---: | --- |\n',
    part: (index) => `| ${some(1, index)} | \`${some(1, index + 1)}\` | ${index}.5 | ${some(5, index)} |\n`,
    end: `| ${lastWords} | | | |\n`,
  },
  paragraph: {
    start: '',
    part: (index) => `${some(9, index)}, *${some(2, index)}* and [a link](https://example.com/${index}) `,
    end: `${lastWords}\n`,
  },
  fence: {
    start: '```text\n',
    part: (index) => `${'  '.repeat(index % 4)}const value${index} = ${some(4, index).replaceAll(' ', '.')}()\n`,
    end: `${lastWords}\n\`\`\`\n`,
  },
  nesting: { start: '', part: nested, end: `\n${lastWords}\n` },
  code: {
    start: '```ts\n',
    part: (index) => `${codeLines[index % codeLines.length] ?? ''}\n`,
    end: `// ${lastWords}\n\`\`\`\n`,
  },
}

/**
 * What models write less often, one before each heading in turn. Neither notes nor definitions of links: with one of them
 * Streamdown reads and draws the whole text again for each piece.
 */
const rarer: readonly ((index: number) => string)[] = [
  (index) =>
    `- [x] ${some(6, index)}\n- [ ] ${some(5, index + 1)}, see https://example.com/tasks/${index}\n- [ ] ${some(7, index)}`,
  (index) => `${some(8, index)} www.example.com/${index} ${some(6, index)}, ~~${some(2, index)}~~, mail@example.com.`,
  (index) => `> [!NOTE]\n> ${some(14, index)} **${some(2, index)}**.`,
  (index) =>
    `1. ${some(4, index)}:\n\n   \`\`\`bash\n   npm run ${some(1, index)}\n   \`\`\`\n\n2. ${some(6, index)}\n   > ${some(8, index)}`,
  (index) =>
    `${some(9, index)}\\\n${some(7, index)} [as said](https://example.com/note/${index} 'A note') &mdash; ![a plot](https://example.com/${index}.png)`,
  (index) => `***${some(3, index)}*** ${some(8, index)} 👩‍💻 **“${some(2, index)}”**，${some(4, index)}。\n\n---`,
]
/** How much longer they make a text. */
const rarerShare = 1.05

/** A reply with all of GFM in it, and formulas. */
function fullReply(characters: number): string {
  const sections = replyText(Math.round(characters / rarerShare)).split(/\n\n(?=#{2,3} )/)
  return sections
    .flatMap((section, index) => (index === 0 ? [section] : [rarer[index % rarer.length]?.(index) ?? '', section]))
    .join('\n\n')
}

/** A text of about so many characters, the same each time. */
export function makeText(name: TextName, characters: number): Text {
  if (name === 'reply') return { content: fullReply(characters), ending: lastWords }
  const { start, part, end } = makers[name]
  const parts = [start]
  for (let length = start.length, index = 0; length < characters - end.length; index++) {
    const next = part(index)
    parts.push(next)
    length += next.length
  }
  parts.push(end)
  // One flat string: a lazily joined one would be put together in the first frame that takes of it.
  return { content: parts.join(''), ending: lastWords }
}
