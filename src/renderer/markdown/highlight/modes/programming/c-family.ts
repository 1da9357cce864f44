import { lexiconMode, type Lexicon } from '../../lexicon'
import type { Grammar } from '../../mode'

const cKeywords = `
  auto break case const continue default do else enum extern for goto if inline register restrict return sizeof static
  struct switch typedef union volatile while _Alignas _Alignof _Atomic _Generic _Noreturn _Static_assert _Thread_local
  alignas alignof constexpr static_assert thread_local typeof asm
`
const cppKeywords = `
  and bitand bitor catch class compl concept const_cast consteval constinit co_await co_return co_yield decltype delete
  dynamic_cast explicit export final friend import module mutable namespace new noexcept not operator or override private
  protected public reinterpret_cast requires static_cast template this throw try typeid typename using virtual xor
  __global__ __device__ __host__ __shared__
`

function lexicon(keywords: string): Lexicon {
  return {
    rules: [
      [/(?<=^\s*)#\s*\w+/y, 'meta'],
      [/(?<=^\s*#\s*include\s*)<[^>]*>/y, 'string'],
      [/(?:u8|[uUL])?'(?:[^'\\]|\\(?:x[\da-fA-F]+|[0-7]{1,3}|[uU][\da-fA-F]+|.))+'/uy, 'string'],
      [/\[\[[^\]]*\]\]/y, 'attribute'],
      [/[a-z]\w*_t\b/y, 'type'],
    ],
    lineComment: /\/\//y,
    blockComment: { open: '/*', close: '*/' },
    strings: [
      {
        open: /(?:u8|[uUL])?R"([^()\\\s]{0,16})\(/y,
        close: (opened) => `)${opened[1] ?? ''}"`,
        multiline: true,
      },
      { open: /(?:u8|[uUL])?"/y, close: '"', escape: '\\' },
    ],
    number:
      /0[xX][\da-fA-F']+(?:\.[\da-fA-F]*)?(?:[pP][+-]?\d+)?[uUlLzZ]*|0[bB][01']+[uUlLzZ]*|(?:\d[\d']*(?:\.[\d']*)?|\.\d[\d']*)(?:[eE][+-]?\d+)?[uUlLfFzZ]*/y,
    words: {
      keyword: keywords,
      type: 'bool char char8_t char16_t char32_t double float int long short signed unsigned void wchar_t _Bool _Complex',
      atom: 'true false nullptr NULL EXIT_SUCCESS EXIT_FAILURE EOF',
    },
  }
}

/** C. */
export const c: Grammar = { mode: lexiconMode(lexicon(cKeywords)), calls: true, capitals: true }

/** C++, CUDA and sketches for Arduino. */
export const cpp: Grammar = { mode: lexiconMode(lexicon(cKeywords + cppKeywords)), calls: true, capitals: true }
