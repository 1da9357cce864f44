import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

/** GraphQL: schemas and queries. */
export const graphql: Grammar = {
  mode: lexiconMode({
    rules: [
      [/\$\w+/y, 'atom'],
      [/@\w+/y, 'attribute'],
      [/(?<=\b(?:query|mutation|subscription|fragment)\s+)\w+/y, 'def'],
      [/\w+(?=\s*:)/y, 'propertyName'],
    ],
    lineComment: /#/y,
    strings: [
      { open: /"""/y, close: '"""', escape: '\\', multiline: true },
      { open: /"/y, close: '"', escape: '\\' },
    ],
    number: /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y,
    words: {
      keyword: `
        query mutation subscription fragment on type interface union enum input scalar schema directive extend
        implements repeatable
      `,
      type: 'ID Int Float String Boolean',
      atom: 'true false null',
    },
  }),
  calls: true,
  capitals: true,
}
