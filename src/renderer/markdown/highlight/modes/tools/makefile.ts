import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

/** Targets, variables, conditions and recipes of make. */
export const makefile: Grammar = {
  mode: lexiconMode({
    rules: [
      [/\\#/y, null],
      [/\$\$\w*/y, null],
      [/\$[({][^(){}$]*[)}]|\$[@<^?*%+|]/y, 'type'],
      [/\$[({]/y, 'type'],
      [
        /(?<=^\s*)(?:-include|s?include|ifn?eq|ifn?def|else|endif|define|endef|export|unexport|override|vpath)\b/y,
        'keyword',
      ],
      [/(?<=^(?:export |override )?)[\w.-]+(?=\s*(?:::?|[+?!])?=)/y, 'propertyName'],
      [/(?<=^)(?![\t#])[^\s:=$]+(?:\s+[^\s:=$]+)*(?=\s*::?(?!=))/y, 'function'],
    ],
    lineComment: /#/y,
    strings: [
      { open: /"/y, close: '"', escape: '\\' },
      { open: /'/y, close: "'" },
    ],
    number: /(?<![\w.-])\d+(?![\w.-])/y,
    name: /[\w./%*-]+/y,
  }),
}
