import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

/** TOML: sections, keys, dates, strings over several lines. */
export const toml: Grammar = {
  mode: lexiconMode({
    rules: [
      [/(?<=^\s*)\[\[?[\w."' -]+\]\]?(?=\s*(?:#|$))/y, 'type'],
      [/(?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*(?=\s*=)/y, 'propertyName'],
      [/\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?|\d\d:\d\d:\d\d(?:\.\d+)?/y, 'number'],
      [/(?:true|false)\b|[+-]?(?:inf|nan)\b/y, 'atom'],
    ],
    lineComment: /#/y,
    strings: [
      { open: /"""/y, close: '"""', escape: '\\', multiline: true },
      { open: /'''/y, close: "'''", multiline: true },
      { open: /"/y, close: '"', escape: '\\' },
      { open: /'/y, close: "'" },
    ],
    number: /[+-]?(?:0x[\da-fA-F_]+|0o[0-7_]+|0b[01_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?)\b/y,
  }),
}
