import { lexiconMode, type Lexicon, type LexiconState } from '../lexicon'
import type { Grammar, Mode } from '../mode'
import type { StringStream } from '../string-stream'
import { markupMode, type MarkupState } from './markup'

const lexicon: Lexicon = {
  rules: [
    // A comment of one line ends where PHP does.
    [/(?:\/\/|#(?!\[)).*?(?=\?>|$)/y, 'comment'],
    [/\$[\p{L}_][\p{L}\p{N}_]*/uy, null],
    [/#\[[^\]]*\]?/y, 'attribute'],
    [/<\?(?:php|=)?/y, 'meta'],
  ],
  blockComment: { open: '/*', close: '*/' },
  strings: [
    { open: /<<<\s*'(\w+)'/y, close: (opened) => opened[1] ?? '', multiline: true, closesLine: true },
    {
      open: /<<<\s*"?(\w+)"?/y,
      close: (opened) => opened[1] ?? '',
      multiline: true,
      closesLine: true,
      hole: /\{(?=\$)/y,
    },
    { open: /"/y, close: '"', escape: '\\', multiline: true, hole: /\{(?=\$)/y },
    { open: /'/y, close: "'", escape: '\\', multiline: true },
  ],
  words: {
    keyword: `abstract and as break callable case catch class clone const continue declare default do echo else elseif
      enddeclare endfor endforeach endif endswitch endwhile enum extends final finally fn for foreach function global goto
      if implements include include_once instanceof insteadof interface match namespace new or print private protected
      public readonly require require_once return static switch throw trait try unset use var while xor yield from self
      parent isset empty exit die list array`,
    type: 'int float string bool void mixed iterable object never',
    atom: 'true false null TRUE FALSE NULL __DIR__ __FILE__ __LINE__ __CLASS__ __FUNCTION__ __METHOD__ __NAMESPACE__',
  },
}

interface PhpState {
  /** Null until the first character that counts says what the text begins with. */
  in: 'php' | 'html' | null
  php: LexiconState
  html: MarkupState
}

const inner = lexiconMode(lexicon)
const outer = markupMode('html')

/** PHP with the HTML around it. A text that does not begin with a tag is PHP from the start, as in most replies. */
const mode: Mode<PhpState> = {
  startState: () => ({ in: null, php: inner.startState!(2), html: outer.startState!(2) }),
  copyState: (state) => ({
    in: state.in,
    php: { ...state.php, frames: state.php.frames.slice() },
    html: outer.copyState!(state.html),
  }),
  token: (stream, state) => {
    if (state.in === null && /\S/.test(stream.string)) state.in = /^\s*<(?![?<])/.test(stream.string) ? 'html' : 'php'
    if (state.in === 'html') return readHtml(stream, state)
    if (state.php.frames.length === 0 && stream.match('?>')) {
      state.in = 'html'
      state.php = inner.startState!(2)
      return 'meta'
    }
    return inner.token(stream, state.php)
  },
}

export const php: Grammar = { mode, calls: true, capitals: true }

function readHtml(stream: StringStream, state: PhpState): string | null {
  const whole = stream.string
  const found = whole.indexOf('<?', stream.pos)
  if (found === stream.pos) {
    state.in = 'php'
    return null
  }
  if (found >= 0) stream.string = whole.slice(0, found)
  try {
    return outer.token(stream, state.html)
  } finally {
    stream.string = whole
  }
}
