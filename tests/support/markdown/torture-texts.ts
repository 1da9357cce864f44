import { replyText } from '../../perf/reply-text'

const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('')

/** Texts with what is hard to paint while it comes: each turns into something else somewhere, or is large. */
export const tortureTexts: Readonly<Record<string, string>> = {
  everything: `# Title *with* \`code\`

Text with **strong *and* nested**, ~~gone~~, a [link](https://example.com/a_b "Title"), <https://auto.example>,
a soft
break and a hard\\
one, an ![image *alt*](https://example.com/i.png "T"), \`\`code with \` tick\`\`, 1 < 2 &amp; &copy; <b>html</b>.

Setext
======

- one
- two
  - nested
    1. deep
    2. deeper

  loose now
- [x] done
- [ ] open

7. seven
8. eight

> quote
lazy line
> > deeper
>
> - list in it

> [!WARNING]
> Take **care**.

\`\`\`ts title="a.ts"
const a = '\\n\\n'

  const b = \`x\` // \u202e comment
\`\`\`

    indented

    code

| a | b | c |
|:--|--:|:-:|
| 1 | **2** | \`3\` |
| x \\| y | | [r] |

---

<div>
html *block*
</div>

$$
x = \\frac{a}{b}
$$

\\[ y^2 \\] and \\( z \\) and $5 and $6.

Notes[^1], again[^1] and another[^long].

[^1]: The first.
[^long]: The second.

    With two paragraphs.

[r]: https://example.com/reference "R"

The end, [r], **open`,
  'references that come late': `See [one] and [two], again [one].

| [one] | b |
|---|---|
| [two] | c |

- [two] in a list

  > [one] in a quote

More.

[one]: https://example.com/1
text

[two]: https://example.com/2 'T'

[one]: https://example.com/other`,
  'notes that come late':
    'A[^b] b[^a] c[^b].\n\n- x[^a]\n\n[^a]: First\n\n[^b]: Second\n  lazy\n\n    more\n\nEnd[^a] [^none]\n',
  'many notes, and text behind them': `${many(12, (index) => `Text[^${index}]. `)}\n\n${many(6, (index) => `[^${index}]: Note *${index}*\n`)}
More[^11] text.

${many(6, (index) => `[^${index + 6}]: Note[^${index}]\n\n    - more\n\n`)}End[^2].
`,
  'lines that become something else':
    'a\n-\nb\n=\n\na | b\n--|--\n1 | 2\n\n- a\n**bold** on\n\n1. x\n2) y\n\n***\n* * *\n- - -\n\n```\nfence\n``\n````\n\n~~~ js\n```\n~~~\n',
  'windows line ends': 'one\r\ntwo\r\n\r\n- a\r\n- b\r\n\r\n```\r\ncode\r\n```\r\nend\r',
  'a fence that never ends': '- item\n\n  ```js\n  const a = 1\n\n    more\n  ',
  'emoji and surrogates': '**👩‍👩‍👧‍👦**🇩🇪 *é́*\n\n`😀`😀[😀](x)\n\n| 😀 | 🏳️‍🌈 |\n|--|--|\n| 一 | **二** |\n',
  'right to left': 'שלום **עולם** `code` abc\n\n- مرحبا\n- hello\n\n> שלום\n\n| א | b |\n|--|--|\n| ב | c |\n',
  'deep nesting': many(30, (index) => `${'> '.repeat(index)}- level ${index}\n`),
  'many items': many(
    130,
    (index) => `${index + 1}. item ${index} with **strong** text\n${index % 7 === 0 ? '   - inner\n' : ''}`,
  ),
  'a list that gets loose late': `${many(60, (index) => `- item ${index}\n`)}\n- loose\n`,
  'many rows': `| a | b | c |\n|---|---|---|\n${many(130, (index) => `| ${index} | some words **${index}** | \`${index}\` |\n`)}`,
  'many lines': `\`\`\`python\n${many(170, (index) => `${'  '.repeat(index % 3)}value_${index} = compute("${index}") # note\n`)}\`\`\`\nafter\n`,
  'many blocks': many(
    90,
    (index) => `${index % 5 === 0 ? `## Heading ${index}\n\n` : ''}Paragraph ${index} with *some* words.\n\n`,
  ),
  'a line that is too long': `\`\`\`\n${'abcdefgh'.repeat(1500)}\nshort\n\`\`\`\n\n${'words without end '.repeat(600)}\n`,
  'a table with too many columns': `|${' a |'.repeat(120)}\n|${'-|'.repeat(120)}\n|${' b |'.repeat(120)}\n|${' c |'.repeat(120)}\n`,
  'a reply': replyText(9000),
}
