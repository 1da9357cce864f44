import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

const hole = /(?<!\{)\{(?!\{)/y
const quotesOf = (opened: RegExpExecArray) => opened[1] ?? ''

/** C#: verbatim, raw and interpolated strings, clauses of queries. */
export const csharp: Grammar = {
  mode: lexiconMode({
    rules: [
      [/(?<=^\s*)#\s*\w+/y, 'meta'],
      [/'(?:[^'\\]|\\(?:x[\da-fA-F]+|[uU][\da-fA-F]+|.))'/uy, 'string'],
      [/(?<!\.)(?:from|select|orderby|group|by|into|join|on|equals|ascending|descending|let)(?=\s+[\w(@])/y, 'keyword'],
      [/@[a-zA-Z_]\w*/y, 'variable'],
    ],
    lineComment: /\/\//y,
    blockComment: { open: '/*', close: '*/' },
    strings: [
      { open: /\$+("{3,})/y, close: quotesOf, multiline: true, hole },
      { open: /("{3,})(?!\))/y, close: quotesOf, multiline: true },
      { open: /(?:\$@|@\$)"/y, close: '"', doubled: true, multiline: true, hole },
      { open: /@"/y, close: '"', doubled: true, multiline: true },
      { open: /\$"/y, close: '"', escape: '\\', hole },
      { open: /"/y, close: '"', escape: '\\' },
    ],
    number:
      /0[xX][\da-fA-F_]+[uUlL]*|0[bB][01_]+[uUlL]*|(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?[uUlLfFdDmM]*/y,
    words: {
      keyword: `
        abstract and as async await base break case catch checked class const continue default delegate do else enum
        event explicit extern file finally fixed for foreach get global goto if implicit in init interface internal is
        lock namespace new not operator or out override params partial private protected public readonly record ref
        required return sealed set sizeof stackalloc static struct switch this throw try typeof unchecked unsafe using
        var virtual volatile when where while with yield nameof
      `,
      type: `
        bool byte char decimal double dynamic float int long nint nuint object sbyte short string uint ulong ushort void
      `,
      atom: 'true false null',
    },
  }),
  calls: true,
  capitals: true,
}
