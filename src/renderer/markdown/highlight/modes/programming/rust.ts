import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

/** Rust: comments in comments, raw strings, lifetimes beside characters, macros. */
export const rust: Grammar = {
  mode: lexiconMode({
    rules: [
      [/b?'(?:[^'\\]|\\(?:x[\da-fA-F]{2}|u\{[\da-fA-F_]+\}|.))'/uy, 'string'],
      [/'[a-zA-Z_]\w*/y, 'type'],
      [/#!?\[(?:[^\]"]|"(?:[^"\\]|\\.)*")*\]?/y, 'attribute'],
      [/[a-zA-Z_]\w*!(?=\s*[([{])/y, 'macroName'],
      [/r#[a-zA-Z_]\w*/y, 'variable'],
    ],
    lineComment: /\/\//y,
    blockComment: { open: '/*', close: '*/', nested: true },
    strings: [
      { open: /[bc]?r(#*)"/y, close: (opened) => `"${opened[1] ?? ''}`, multiline: true },
      { open: /[bc]?"/y, close: '"', escape: '\\', multiline: true },
    ],
    number:
      /0[xX][\da-fA-F_]+(?:[iu](?:8|16|32|64|128|size))?|0b[01_]+(?:[iu]\w+)?|0o[0-7_]+(?:[iu]\w+)?|\d[\d_]*(?:\.\d[\d_]*|\.(?![.\w]))?(?:[eE][+-]?[\d_]+)?(?:[iuf](?:8|16|32|64|128|size))?/y,
    words: {
      keyword: `
        as async await break const continue crate dyn else enum extern fn for if impl in let loop macro_rules match
        mod move mut pub ref return self static struct super trait type unsafe use where while yield
      `,
      type: 'Self bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize',
      atom: 'true false',
    },
  }),
  calls: true,
  capitals: true,
}
