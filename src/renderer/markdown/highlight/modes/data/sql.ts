import { lexiconMode, type Lexicon } from '../../lexicon'
import type { Grammar } from '../../mode'

const words = {
  keyword: `
    add after all alter analyze and any array as asc attach auto_increment autoincrement before begin between both by
    call cascade case cast check cluster collate column comment commit concurrently conflict constraint create cross
    cube current cursor database declare default deferrable delete delimiter desc describe distinct do drop each else
    elseif elsif end engine escape except exec execute exists exit explain extension fetch filter first following for
    foreign from full function generated go grant group grouping having identity if ignore ilike in increment index
    inner insert instead intersect into is join key language last lateral leave left like limit lock loop materialized
    merge minus natural next no not nothing nulls of off offset on only option or order outer over partition perform
    pivot plan policy pragma preceding primary procedure qualify raise range recursive references regexp release rename
    replace reset restrict return returning returns revoke right rlike role rollback rollup row rows savepoint schema
    select separator sequence set sets show signal similar some start stored table temp temporary then to top
    transaction trigger truncate unbounded union unique unlogged unnest unpivot unsigned until update use user using
    vacuum values view virtual when where while window with within without work xor zerofill
  `,
  type: `
    bigint bigserial binary bit blob bool boolean bytea char character cidr clob date datetime datetime2 decimal double
    float inet int int2 int4 int8 integer interval json jsonb long longtext mediumint mediumtext money nchar ntext
    number numeric nvarchar nvarchar2 oid point precision real record serial smallint smallserial text time timestamp
    timestamptz tinyint tinytext tsquery tsvector uniqueidentifier uuid varbinary varchar varchar2 varying vector xml
    year
  `,
  atom: 'true false null unknown current_date current_time current_timestamp sysdate',
}

function lexicon(change: Required<Pick<Lexicon, 'lineComment' | 'strings'>>): Lexicon {
  return {
    rules: [
      // The body of a function is code between these.
      [/\$\w*\$(?=\s*$)|(?<=^\s*)\$\w*\$/y, null],
      [/(?<!:):\w+|[$@]\w+|\?/y, null],
      [/"[^"]*"|`[^`]*`|\[\w[^\]]*\]/y, null],
    ],
    blockComment: { open: '/*', close: '*/' },
    number: /0x[\da-f]+|(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?/iy,
    name: /[\p{L}_#][\p{L}\p{N}_$#]*/uy,
    words,
    ignoreCase: true,
    ...change,
  }
}

const dollar = {
  open: /\$(\w*)\$/y,
  close: (opened: RegExpExecArray) => opened[0],
  multiline: true,
} as const
const apostrophe = { open: /'/y, close: "'", doubled: true, multiline: true } as const

/** SQL as most databases know it. */
export const sql: Grammar = {
  mode: lexiconMode(
    lexicon({
      lineComment: /--|(?<=^\s*)#/y,
      strings: [
        dollar,
        { open: /e'/iy, close: "'", escape: '\\', multiline: true },
        { open: /n'/iy, close: "'" },
        apostrophe,
      ],
    }),
  ),
  calls: true,
}

/** SQL of MySQL, where a backslash guards a quote and `#` begins a comment. */
export const mySql: Grammar = {
  mode: lexiconMode(
    lexicon({
      lineComment: /-- |--$|#/y,
      strings: [
        { open: /'/y, close: "'", escape: '\\', doubled: true, multiline: true },
        { open: /"/y, close: '"', escape: '\\', doubled: true, multiline: true },
      ],
    }),
  ),
  calls: true,
}
