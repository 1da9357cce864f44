import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

/** Schemas of Prisma. */
export const prisma: Grammar = {
  mode: lexiconMode({
    rules: [
      [/@@?[\w.]+/y, 'attribute'],
      [/\w+(?=\s*=)/y, 'propertyName'],
    ],
    lineComment: /\/\//y,
    strings: [{ open: /"/y, close: '"', escape: '\\' }],
    words: { keyword: 'model enum datasource generator type view', atom: 'true false' },
  }),
  calls: true,
  capitals: true,
}
