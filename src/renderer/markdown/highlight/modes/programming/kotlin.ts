import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

const hole = /\$\{/y

/** Kotlin: comments in comments, templates in strings. */
export const kotlin: Grammar = {
  mode: lexiconMode({
    rules: [
      [/'(?:[^'\\]|\\(?:u[\da-fA-F]{4}|.))'/uy, 'string'],
      [/@(?:\w+:)?[\w.]+/y, 'attribute'],
      [/`[^`]+`/y, 'variable'],
      [/(?<=^\s*)(?:get|set)(?=\()/y, 'keyword'],
      [
        /(?:annotation|companion|data|enum|inner|sealed|value|open|abstract|actual|expect|external|final|infix|inline|lateinit|noinline|crossinline|operator|out|override|private|protected|public|internal|reified|suspend|tailrec|vararg|const|by|where|init|constructor|catch|finally|import)(?=\s+[\w@(`{]|\s*[({])(?!\s*\(\s*\))/y,
        'keyword',
      ],
    ],
    lineComment: /\/\//y,
    blockComment: { open: '/*', close: '*/', nested: true },
    strings: [
      { open: /"""/y, close: '"""', multiline: true, hole },
      { open: /"/y, close: '"', escape: '\\', hole },
    ],
    number: /0[xX][\da-fA-F_]+[uUL]*|0[bB][01_]+[uUL]*|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?[uUfFL]*/y,
    words: {
      keyword: `
        as break class continue do dynamic else for fun if in interface is object package return super this throw try
        typealias typeof val var when while import finally
      `,
      atom: 'true false null',
    },
  }),
  calls: true,
  capitals: true,
}
