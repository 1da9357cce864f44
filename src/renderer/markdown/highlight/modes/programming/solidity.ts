import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

/** Solidity. */
export const solidity: Grammar = {
  mode: lexiconMode({
    rules: [
      [/(?:u?int|bytes)\d*\b|(?:address|bool|string|mapping|u?fixed\d*x?\d*)\b/y, 'type'],
      [/(?<=\bpragma\s+\w+\s+)[^;]+/y, 'number'],
      [/(?:hex|unicode)(?=["'])/y, 'string'],
    ],
    lineComment: /\/\//y,
    blockComment: { open: '/*', close: '*/' },
    strings: [
      { open: /"/y, close: '"', escape: '\\' },
      { open: /'/y, close: "'", escape: '\\' },
    ],
    words: {
      keyword: `
        abstract anonymous as assembly break calldata case catch constant constructor continue contract default
        delete do else emit enum error event external fallback final for function if immutable import indexed
        interface internal is library let memory modifier new override payable pragma private public pure receive
        return returns storage struct super switch this throw transient try type unchecked using var view virtual
        while wei gwei ether seconds minutes hours days weeks
      `,
      atom: 'true false',
    },
  }),
  calls: true,
  capitals: true,
}
