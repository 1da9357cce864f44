import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

/** CMake: commands, variables, lists of words. */
export const cmake: Grammar = {
  mode: lexiconMode({
    rules: [
      [
        /(?:else|elseif|endforeach|endfunction|endif|endmacro|endwhile|foreach|function|if|macro|return|while)(?=\s*\()/iy,
        'keyword',
      ],
      [/\w+(?=\s*\()/y, 'function'],
      [/\$(?:ENV)?\{[^{}]*\}|\$<[^<>\s]*>/y, 'type'],
      [/(?:AND|OR|NOT|STREQUAL|EQUAL|LESS|GREATER|MATCHES|DEFINED|EXISTS|TARGET|VERSION_\w+)\b/y, 'keyword'],
      [/(?:ON|OFF|TRUE|FALSE)\b/y, 'atom'],
      [/\d[\w.-]*/y, 'number'],
    ],
    lineComment: /#(?!\[=*\[)/y,
    blockComment: { open: '#[[', close: ']]' },
    strings: [
      { open: /\[(=*)\[/y, close: (opened) => `]${opened[1] ?? ''}]`, multiline: true },
      { open: /"/y, close: '"', escape: '\\', multiline: true },
    ],
    name: /[\w./:+-]+/y,
  }),
}
