/** The words with which every reply text ends, and which stand nowhere else in it. */
export const lastWords = 'End-of-reply-7f3a9c.'

/** Numbers from 0 to 1, the same for the same seed. */
type Random = () => number

function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const words =
  'the reply grows while the reader follows a stream of tokens that arrives in small pieces and every frame paints only what is new so finished blocks stay as they are and memory stays flat because a cache holds offsets not copies of the text'.split(
    ' ',
  )
const chinese = [
  '回复一边生成一边显示，已经完成的段落不会再变。',
  '每一帧只处理新到的文字，所以长回复也不会变慢。',
  '缓存里保存的是偏移量，而不是文本的副本。',
  '停止之后，已经收到的内容会完整保留。',
]
const fences = [
  [
    'ts',
    [
      'export function fold(state: State, event: Event): State {',
      "  if (event.type === 'delta') return { ...state, text: state.text + event.text }",
      '  const next = queue.shift()',
      '  return next === undefined ? state : fold(state, next)',
      '}',
    ],
  ],
  [
    'python',
    [
      'def windows(items, size):',
      '    for start in range(0, len(items), size):',
      '        yield items[start:start + size]',
    ],
  ],
  ['bash', ['set -euo pipefail', 'for file in src/**/*.ts; do', '  wc -l "$file" | sort -n', 'done']],
  [
    'json',
    [
      '{',
      '  "model": "stand-in",',
      '  "stream": true,',
      '  "messages": [{ "role": "user", "content": "<hi> & bye" }]',
      '}',
    ],
  ],
] as const

/** Markdown as a model writes it: headings, lists, tables, fences, math, links, Chinese. The same text for the same seed. */
export function replyText(characters: number, seed = 1): string {
  const random = createRandom(seed)
  const ending = `\n\n${lastWords}`
  let text = '# How a streaming reply is drawn\n\n'
  while (text.length < characters) text += `${pick(random, makers)(random)}\n\n`
  // A cut in the middle of a block is what a length limit does; then the last words would stand inside of it.
  const cut = text.lastIndexOf('\n\n', characters - ending.length - 80)
  const body = text.slice(0, cut)
  const filling = sentence(random, 200).slice(0, characters - ending.length - body.length - 2)
  return `${body}\n\n${filling.trimEnd().padEnd(characters - ending.length - body.length - 2, '.')}${ending}`
}

/** A text in pieces of so many characters. */
export function toDeltas(text: string, characters = 4): readonly string[] {
  return Array.from({ length: Math.ceil(text.length / characters) }, (_, index) =>
    text.slice(index * characters, (index + 1) * characters),
  )
}

function pick<Value>(random: Random, values: readonly Value[]): Value {
  return values[Math.floor(random() * values.length)] as Value
}

function sentence(random: Random, length: number): string {
  const some = Array.from({ length }, () => pick(random, words)).join(' ')
  return `${some.charAt(0).toUpperCase()}${some.slice(1)}.`
}

function inline(random: Random): string {
  const plain = sentence(random, 6 + Math.floor(random() * 14))
  const marks = [
    `**${sentence(random, 2)}**`,
    `*${sentence(random, 3)}*`,
    `\`state.text += delta\``,
    `[the notes on ${pick(random, words)}](https://example.com/notes/${Math.floor(random() * 1000)})`,
    `$x_{${Math.floor(random() * 9)}} = \\frac{a}{b}$`,
    '~~an old way~~',
  ]
  return `${plain} ${pick(random, marks)} ${sentence(random, 4 + Math.floor(random() * 8))}`
}

const paragraph = (random: Random): string =>
  Array.from({ length: 1 + Math.floor(random() * 3) }, () => inline(random)).join(' ')

function list(random: Random): string {
  const isOrdered = random() < 0.4
  return Array.from({ length: 3 + Math.floor(random() * 4) }, (_, index) => {
    const inner = random() < 0.25 ? `\n   - ${sentence(random, 5)}\n   - ${inline(random)}` : ''
    return `${isOrdered ? `${index + 1}.` : '-'} ${inline(random)}${inner}`
  }).join('\n')
}

function table(random: Random): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rows = Array.from({ length: 3 + Math.floor(random() * 4) }, () =>
    row([pick(random, words), `\`${pick(random, words)}\``, (random() * 100).toFixed(2), sentence(random, 4)]),
  )
  return [row(['Part', 'Name', 'ms', 'What it does']), '| --- | :---: | ---: | --- |', ...rows].join('\n')
}

function fence(random: Random): string {
  const [language, lines] = pick(random, fences)
  const repeated = Array.from({ length: 1 + Math.floor(random() * 3) }, () => lines.join('\n')).join('\n\n')
  return `\`\`\`${language}\n${repeated}\n\`\`\``
}

const makers: readonly ((random: Random) => string)[] = [
  paragraph,
  paragraph,
  paragraph,
  (random) => `${'#'.repeat(2 + Math.floor(random() * 2))} ${sentence(random, 4)}`,
  list,
  list,
  table,
  fence,
  (random) => `$$\n\\sum_{i=1}^{${Math.floor(random() * 99)}} x_i^2 = \\int_0^1 f(t)\\,dt\n$$`,
  (random) => `> ${inline(random)}\n> ${sentence(random, 8)}`,
  (random) => Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(random, chinese)).join(''),
]
