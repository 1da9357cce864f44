import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

/** Protocol Buffers. */
export const protobuf: Grammar = {
  mode: lexiconMode({
    lineComment: /\/\//y,
    blockComment: { open: '/*', close: '*/' },
    strings: [
      { open: /"/y, close: '"', escape: '\\' },
      { open: /'/y, close: "'", escape: '\\' },
    ],
    words: {
      keyword: `
        edition enum extend extensions group import map max message oneof option optional package public repeated
        required reserved returns rpc service stream syntax to weak
      `,
      type: `
        bool bytes double fixed32 fixed64 float int32 int64 sfixed32 sfixed64 sint32 sint64 string uint32 uint64
      `,
      atom: 'true false inf nan',
    },
  }),
  calls: true,
  capitals: true,
}
