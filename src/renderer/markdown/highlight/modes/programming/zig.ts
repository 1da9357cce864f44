import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

/** Zig: lines of text behind `\\`, built-in functions behind `@`. */
export const zig: Grammar = {
  mode: lexiconMode({
    rules: [
      [/\\\\.*/y, 'string'],
      [/'(?:[^'\\]|\\(?:x[\da-fA-F]{2}|u\{[\da-fA-F]+\}|.))'/uy, 'string'],
      [/@"(?:[^"\\]|\\.)*"/y, 'variable'],
      [/@\w+/y, 'builtin'],
      [/[iu]\d+\b/y, 'type'],
    ],
    lineComment: /\/\//y,
    strings: [{ open: /"/y, close: '"', escape: '\\' }],
    words: {
      keyword: `
        addrspace align allowzero and anyframe asm async await break callconv catch comptime const continue defer
        else enum errdefer error export extern fn for if inline linksection noalias noinline nosuspend opaque or
        orelse packed pub resume return struct suspend switch test threadlocal try union unreachable usingnamespace
        var volatile while
      `,
      type: `
        anyerror anyopaque anytype bool comptime_float comptime_int f16 f32 f64 f80 f128 isize noreturn type usize
        void c_int c_uint c_long c_char
      `,
      atom: 'true false null undefined',
    },
  }),
  calls: true,
  capitals: true,
}
