import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

/** JSON, with the comments, quotes and bare keys that its relatives allow. */
export const json: Grammar = {
  mode: lexiconMode({
    rules: [
      [/"(?:[^"\\]|\\.)*"(?=\s*:)|'(?:[^'\\]|\\.)*'(?=\s*:)|[\p{L}_$][\p{L}\p{N}_$-]*(?=\s*:)/uy, 'propertyName'],
      [/(?:true|false|null|NaN|[-+]?Infinity)\b/y, 'atom'],
    ],
    lineComment: /\/\//y,
    blockComment: { open: '/*', close: '*/' },
    strings: [
      { open: /"/y, close: '"', escape: '\\' },
      { open: /'/y, close: "'", escape: '\\' },
    ],
    number: /[-+]?(?:0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y,
  }),
}
