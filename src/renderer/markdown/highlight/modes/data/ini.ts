import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

/** Settings by line: sections, `key = value` or `key: value`, as in .ini, .properties and .env files. */
export const ini: Grammar = {
  mode: lexiconMode({
    rules: [
      [/(?<=^\s*)[;#!].*/y, 'comment'],
      [/(?<=^\s*)\[[^\]]*\]/y, 'type'],
      [/(?<=^\s*)export\b/y, 'keyword'],
      [/(?<=^\s*(?:export\s+)?)[^\s=:[;#]+(?:[ \t]+[^\s=:]+)*(?=\s*[=:])/y, 'propertyName'],
      [/\$\{[^}]*\}|\$\w+|%\([^)]*\)s?/y, 'type'],
      [/(?<=[=:]\s*)(?:true|false|yes|no|on|off|null)(?=\s*$)/iy, 'atom'],
      [/(?<=[=:]\s*)[-+]?\d[\d.]*(?=\s*$)/y, 'number'],
      [/(?<=\s)[;#].*/y, 'comment'],
    ],
    strings: [
      { open: /(?<=[=:]\s*)"/y, close: '"', escape: '\\', multiline: true },
      { open: /(?<=[=:]\s*)'/y, close: "'", multiline: true },
    ],
    number: /(?!)/y,
    name: /[^\s$%;#"']+/y,
  }),
}
