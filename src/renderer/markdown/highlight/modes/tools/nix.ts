import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

const hole = /\$\{/y

/** Nix: attributes, text with `${…}` in it, paths. */
export const nix: Grammar = {
  mode: lexiconMode({
    rules: [
      [/(?:[\w.-]*|~)\/[\w./+-]+|<[\w./-]+>/y, 'string'],
      [/[a-zA-Z_][\w'-]*(?:\.[a-zA-Z_][\w'-]*)*(?=\s*=(?!=))/y, 'propertyName'],
    ],
    lineComment: /#/y,
    blockComment: { open: '/*', close: '*/' },
    strings: [
      { open: /''/y, close: "''", multiline: true, hole },
      { open: /"/y, close: '"', escape: '\\', multiline: true, hole },
    ],
    name: /[a-zA-Z_][\w'-]*/y,
    words: {
      keyword: 'let in with rec inherit if then else assert or',
      builtin: 'import builtins derivation map toString throw abort fetchurl fetchTarball',
      atom: 'true false null',
    },
  }),
}
