import type { Inline } from '../../nodes'
import {
  characterAt,
  characterBefore,
  isAsciiPunctuation,
  isCjk,
  isDigit,
  isLetter,
  isUnicodeWhitespace,
} from '../../text/characters'
import { constructReach, type Found } from './found'

// Full-width punctuation ends an address: a sentence in Chinese goes on behind it without a space.
const addressEnd = /[\s<\u3000-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/g

/** Whether a bare address with `www.` may begin behind this character. */
function mayPrecede(character: string): boolean {
  return isUnicodeWhitespace(character) || '*_~('.includes(character) || isCjk(character)
}

/** How many characters before the `:` at `at` are `http` or `https` and begin an address; 0 for none. */
export function schemeLength(text: string, at: number): number {
  const scheme = /https?$/i.exec(text.slice(Math.max(0, at - 5), at))
  if (!scheme) return 0
  const length = scheme[0].length
  return /[a-z]/i.test(characterBefore(text, at - length)) ? 0 : length
}

/** Whether `www` stands before the `.` at `at` and begins an address. */
export function isWebBefore(text: string, at: number): boolean {
  return /^www$/i.test(text.slice(Math.max(0, at - 3), at)) && mayPrecede(characterBefore(text, at - 3))
}

function isHostCharacter(character: string): boolean {
  if (character === '-' || character === '_') return true
  return character.charCodeAt(0) < 128 ? /[a-z0-9]/i.test(character) : !/[\s\p{P}]/u.test(character)
}

/** Where the host name ends that starts at `at`. */
function hostEnd(text: string, at: number): number {
  let index = at
  while (index < text.length) {
    const character = characterAt(text, index)
    if (character !== '.' && !isHostCharacter(character)) break
    index += character.length
  }
  return index
}

function isHost(host: string, needsDot: boolean): boolean {
  const segments = host.split('.')
  if (needsDot && segments.length < 2) return false
  return /^[^._-]/.test(host) && !segments.slice(-2).some((segment) => segment.includes('_'))
}

/** Takes punctuation off the end of an address that belongs to the sentence around it. */
function trimmedEnd(text: string, start: number, end: number): number {
  let last = end
  let surplus: number | undefined
  while (last > start) {
    const character = text.charAt(last - 1)
    if ('?!.,:*_~\'"]'.includes(character)) last -= 1
    else if (character === ';') last = withoutReference(text, start, last)
    else if (character === ')') {
      surplus ??= surplusOfClosing(text, start, last)
      if (surplus <= 0) break
      surplus -= 1
      last -= 1
    } else break
  }
  return last
}

function surplusOfClosing(text: string, start: number, end: number): number {
  let surplus = 0
  for (let index = start; index < end; index += 1) {
    if (text.charAt(index) === ')') surplus += 1
    else if (text.charAt(index) === '(') surplus -= 1
  }
  return surplus
}

function withoutReference(text: string, start: number, end: number): number {
  let index = end - 2
  while (index > start && /[a-z0-9]/i.test(text.charAt(index))) index -= 1
  return index < end - 2 && text.charAt(index) === '&' ? index : end - 1
}

/** An address whose scheme or `www` starts at `start`; its host at `host`. */
export function readAddress(text: string, start: number, host: number, isFinal: boolean): Found {
  addressEnd.lastIndex = host
  const stop = addressEnd.exec(text)?.index ?? text.length
  const isWeb = host === start
  const nameEnd = Math.min(hostEnd(text, host), stop)
  const end = trimmedEnd(text, start, stop)
  const isOpen = stop === text.length && !isFinal
  if (isOpen) return stop - start > constructReach ? null : 'more'
  const name = text.slice(host, Math.min(nameEnd, end))
  if (!isHost(name, isWeb) || end <= host || stop - start > constructReach) return null
  return { node: bareLink(text.slice(start, end)), end }
}

/** The link that a bare address or mail address makes. */
export function bareLink(text: string): Inline {
  const prefix = /^https?:/i.test(text) ? '' : /^www\./i.test(text) ? 'http://' : 'mailto:'
  return { kind: 'link', href: `${prefix}${text}`, title: '', children: [{ kind: 'text', text }] }
}

const mailHost = /[a-zA-Z0-9_-]+(?:\.[a-zA-Z0-9][a-zA-Z0-9_-]*)*/y
const maximumMailbox = 64

function isMailboxCharacter(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 46 || code === 43 || code === 95 || code === 45
}

/** How many characters before `end` may name a mailbox; 0 for none. */
export function mailboxLength(text: string, end: number): number {
  let start = end
  while (start > 0 && end - start <= maximumMailbox && isMailboxCharacter(text.charCodeAt(start - 1))) start -= 1
  const before = text.charAt(start - 1)
  const isEscaped = before === '\\' && isAsciiPunctuation(text.charCodeAt(start))
  return end - start > maximumMailbox || before === '/' || isEscaped ? 0 : end - start
}

/** Where the mail address ends whose `@` stands at `at`; null: it is none. */
export function scanMailHost(text: string, at: number, isFinal: boolean): number | 'more' | null {
  mailHost.lastIndex = at + 1
  const end = at + 1 + (mailHost.exec(text)?.[0].length ?? 0)
  const isAtEnd = end === text.length || (end === text.length - 1 && text.endsWith('.'))
  if (isAtEnd && !isFinal) return text.length - at > 300 ? null : 'more'
  const host = text.slice(at + 1, end)
  return host.includes('.') && /[a-zA-Z]$/.test(host) && end - at <= 300 ? end : null
}
