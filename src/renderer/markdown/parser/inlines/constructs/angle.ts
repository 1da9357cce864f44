import { type Finder, findClosing, type Section } from '../finder'
import { constructReach, type Found } from './found'
import { scanTag, specialEnd } from './html-tags'

const address = /<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[!-;=?-~\u0080-\u{10ffff}]*)>/uy
const mail =
  /<([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)>/y
const partial =
  /<(?:[a-zA-Z][a-zA-Z0-9+.-]{0,31}(?::[!-;=?-~\u0080-\u{10ffff}]*)?|[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]*(?:@[a-zA-Z0-9.-]*)?)$/uy

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** `<address>`, `<mail>`, or a piece of HTML, whose `<` stands at `at`. */
export function readAngle(finder: Finder, section: Section, at: number, isFinal: boolean): Found {
  const { text } = section
  const link = matchAt(address, text, at) ?? matchAt(mail, text, at)
  if (link && link[0].length <= constructReach) return autolink(link)
  const html = readHtml(finder, section, at)
  if (html !== null && html !== 'more') return html
  const isOpen = !isFinal && text.length - at <= constructReach
  return isOpen && (html === 'more' || matchAt(partial, text, at) !== null) ? 'more' : null
}

function autolink(match: RegExpExecArray): Found {
  const [whole, target = ''] = match
  const href = mailLike.test(target) ? `mailto:${target}` : target
  const node = { kind: 'link', href, title: '', children: [{ kind: 'text', text: target }] } as const
  return { node, end: match.index + whole.length }
}

const mailLike = /^[^:]+@/

function readHtml(finder: Finder, section: Section, at: number): Found {
  const { text } = section
  const special = specialEnd(text, at)
  if (special === 'more') return 'more'
  const end = special === null ? scanTag(text, at) : endOfSpecial(finder, section, special)
  if (typeof end !== 'number') return end
  if (end - at > constructReach) return null
  const source = text.slice(at, end)
  return { node: /^<br[ \t\n]*\/?>$/i.test(source) ? { kind: 'break' } : { kind: 'html', text: source }, end }
}

function endOfSpecial(
  finder: Finder,
  section: Section,
  special: { readonly closing: string; readonly from: number },
): number | 'more' {
  const end = findClosing(finder, section, special.closing, special.from)
  return end < 0 ? 'more' : end + special.closing.length
}
