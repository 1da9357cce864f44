import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

const hole = /\\\(/y
const endOf = (opened: RegExpExecArray) => `"${opened[1] ?? ''}`

/** Swift: comments in comments, `\(…)` in strings, raw strings. */
export const swift: Grammar = {
  mode: lexiconMode({
    rules: [
      [/@\w+/y, 'attribute'],
      [/#(?!["#])\w+/y, 'keyword'],
      [/`\w+`/y, 'variable'],
    ],
    lineComment: /\/\//y,
    blockComment: { open: '/*', close: '*/', nested: true },
    strings: [
      { open: /(#+)"""/y, close: (opened) => `"""${opened[1] ?? ''}`, multiline: true },
      { open: /(#+)"/y, close: endOf },
      { open: /"""/y, close: '"""', escape: '\\', multiline: true, hole },
      { open: /"/y, close: '"', escape: '\\', hole },
    ],
    number:
      /0x[\da-fA-F_]+(?:\.[\da-fA-F_]+)?(?:p[+-]?\d+)?|0b[01_]+|0o[0-7_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?/y,
    words: {
      keyword: `
        actor any as associatedtype async await break case catch class consuming continue convenience default defer
        deinit didSet do dynamic else enum extension fallthrough fileprivate final for func get guard if import in
        indirect infix init inout internal is isolated lazy let macro mutating nonisolated nonmutating open operator
        optional override package postfix precedencegroup prefix private protocol public repeat required rethrows return
        self set sending some static struct subscript super switch throw throws try typealias unowned var weak where
        while willSet
      `,
      type: 'Self',
      atom: 'true false nil',
    },
  }),
  calls: true,
  capitals: true,
}
