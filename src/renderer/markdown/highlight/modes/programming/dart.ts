import { lexiconMode, type StringForm } from '../../lexicon'
import type { Grammar } from '../../mode'

const hole = /\$\{/y

const strings: readonly StringForm[] = ['"""', "'''", '"', "'"].flatMap((close) => {
  const multiline = close.length > 1
  return [
    { open: new RegExp(`r${close}`, 'y'), close, multiline },
    { open: new RegExp(close, 'y'), close, escape: '\\', multiline, hole },
  ]
})

/** Dart. */
export const dart: Grammar = {
  mode: lexiconMode({
    rules: [[/@[\w.]+/y, 'attribute']],
    lineComment: /\/\//y,
    blockComment: { open: '/*', close: '*/', nested: true },
    strings,
    words: {
      keyword: `
        abstract as assert async await base break case catch class const continue covariant default deferred do else
        enum export extends extension external factory final finally for get hide if implements import in interface is
        late library mixin new on operator part required rethrow return sealed set show static super switch sync this
        throw try typedef var when while with yield
      `,
      type: 'bool double dynamic int num void',
      atom: 'true false null',
    },
  }),
  calls: true,
  capitals: true,
}
