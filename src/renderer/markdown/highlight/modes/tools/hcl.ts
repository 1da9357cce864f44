import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

/** The language of Terraform and its relatives: blocks, attributes, text with `${…}` in it. */
export const hcl: Grammar = {
  mode: lexiconMode({
    rules: [
      [/(?<=^\s*)[\w-]+(?=\s+(?:"[^"]*"\s*)*(?:[\w-]+\s*)?\{)|(?<=^\s*)[\w-]+(?=\s*\{)/y, 'keyword'],
      [/[\w-]+(?=\s*=(?![=>]))/y, 'propertyName'],
    ],
    lineComment: /#|\/\//y,
    blockComment: { open: '/*', close: '*/' },
    strings: [
      {
        open: /<<[-~]?(\w+)/y,
        close: (opened) => opened[1] ?? '',
        multiline: true,
        closesLine: true,
        hole: /[$%]\{/y,
      },
      { open: /"/y, close: '"', escape: '\\', hole: /(?<!\$)[$%]\{/y },
    ],
    name: /[\p{L}_][\p{L}\p{N}_-]*/uy,
    words: {
      keyword: 'for in if else endif endfor var local module data each self path count',
      type: 'string number bool list map set object tuple any',
      atom: 'true false null',
    },
  }),
  calls: true,
}
