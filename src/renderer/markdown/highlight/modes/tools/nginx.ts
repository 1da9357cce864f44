import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

/** Settings of nginx: a directive is the first word of its statement. */
export const nginx: Grammar = {
  mode: lexiconMode({
    rules: [
      [/(?<=(?:^|[{};])\s*)[a-z_]\w*/y, 'keyword'],
      [/\$\w+|\$\{\w+\}/y, 'type'],
      [/(?<=\s~\*?\s+)\S+(?=\s*\{)/y, 'string'],
      [/\d+(?:ms|[kmgsdwyh])?(?=[\s;])/iy, 'number'],
      [/(?:on|off)(?=[\s;])/y, 'atom'],
    ],
    lineComment: /#/y,
    strings: [
      { open: /"/y, close: '"', escape: '\\', multiline: true },
      { open: /'/y, close: "'", escape: '\\', multiline: true },
    ],
    number: /(?!)/y,
    name: /[^\s;{}$"'#]+/y,
  }),
}
