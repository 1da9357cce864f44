import { lexiconMode, type Lexicon, type StringForm } from '../../lexicon'
import type { Grammar } from '../../mode'

/** An opening brace of an f-string; a doubled one stands for itself. */
const hole = /(?<!\{)\{(?!\{)/y

const strings: readonly StringForm[] = ['"""', "'''", '"', "'"].flatMap((close) => {
  const multiline = close.length > 1
  return [
    { open: new RegExp(`[ft]${close}`, 'iy'), close, escape: '\\', multiline, hole },
    { open: new RegExp(`(?:[ft]r|r[ft])${close}`, 'iy'), close, escape: '\\', multiline, hole },
    // A raw string keeps its backslashes, yet they still guard a quote.
    { open: new RegExp(`(?:[rbu]|br|rb)?${close}`, 'iy'), close, escape: '\\', multiline },
  ]
})

function lexicon(moreKeywords = '', moreTypes = ''): Lexicon {
  return {
    rules: [
      [/(?<=^\s*)@[\w.]+/y, 'attribute'],
      [/(?<=^\s*)(?:match|case|type)(?=\s+[\w'"[({*-])(?!\s+(?:in|is|and|or|if)\b)/y, 'keyword'],
      [/(?:self|cls)\b/y, 'self'],
    ],
    lineComment: /#/y,
    strings,
    number: /0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?/y,
    words: {
      keyword: `
        and as assert async await break class continue def del elif else except finally for from global if import in is
        lambda nonlocal not or pass raise return try while with yield ${moreKeywords}
      `,
      type: `
        int str float bool bytes bytearray complex list dict set frozenset tuple object memoryview ${moreTypes}
      `,
      atom: 'True False None NotImplemented Ellipsis __name__ __file__',
    },
  }
}

/** Python. */
export const python: Grammar = { mode: lexiconMode(lexicon()), calls: true, capitals: true }

/** Python with the declarations of Cython. */
export const cython: Grammar = {
  mode: lexiconMode(
    lexicon(
      'cdef cpdef ctypedef cimport struct enum union extern nogil gil inline public readonly api include',
      'char double long short size_t unsigned void bint Py_ssize_t',
    ),
  ),
  calls: true,
  capitals: true,
}
