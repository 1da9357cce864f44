import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

/** Java. */
export const java: Grammar = {
  mode: lexiconMode({
    rules: [
      [/'(?:[^'\\]|\\(?:u+[\da-fA-F]{4}|[0-7]{1,3}|.))'/uy, 'string'],
      [/@(?!interface\b)[\w.]+/y, 'attribute'],
      [/(?:record|sealed|permits|yield|when|module|exports|requires|opens)(?=\s+[\w(])|non-sealed\b/y, 'keyword'],
    ],
    lineComment: /\/\//y,
    blockComment: { open: '/*', close: '*/' },
    strings: [
      { open: /"""/y, close: '"""', escape: '\\', multiline: true },
      { open: /"/y, close: '"', escape: '\\' },
    ],
    number: /0[xX][\da-fA-F_]+[lL]?|0[bB][01_]+[lL]?|(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?[lLfFdD]?/y,
    words: {
      keyword: `
        abstract assert break case catch class const continue default do else enum extends final finally for goto if
        implements import instanceof interface native new package private protected public return static strictfp super
        switch synchronized this throw throws transient try var volatile while
      `,
      type: 'boolean byte char double float int long short void',
      atom: 'true false null',
    },
  }),
  calls: true,
  capitals: true,
}
