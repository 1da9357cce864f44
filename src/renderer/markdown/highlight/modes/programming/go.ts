import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

/** Go. */
export const go: Grammar = {
  mode: lexiconMode({
    rules: [[/'(?:[^'\\\n]|\\.[^']*)'/uy, 'string']],
    lineComment: /\/\//y,
    blockComment: { open: '/*', close: '*/' },
    strings: [
      { open: /`/y, close: '`', multiline: true },
      { open: /"/y, close: '"', escape: '\\' },
    ],
    number: /0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]+\b|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?i?/y,
    words: {
      keyword: `
        break case chan const continue default defer else fallthrough for func go goto if import interface map package
        range return select struct switch type var
      `,
      type: `
        any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint
        uint8 uint16 uint32 uint64 uintptr
      `,
      atom: 'true false nil iota',
    },
  }),
  calls: true,
  capitals: true,
}
