import { Fragment, type ReactNode } from 'react'
import type { MarkedToken, Token } from 'marked'
import { decodeEntities } from './entities'
import { ImageLink, Link } from './links'

/** Deeper than this, text shows as it was written: no document is, and drawing descends once for each level. */
export const deepest = 40

// Code up to this length fits into the narrowest column and is not broken.
const unbrokenLength = 36

/** Inline tokens as elements. */
export function inline(tokens: readonly Token[] | undefined, depth: number): ReactNode {
  return tokens?.map((token, index) => <Fragment key={index}>{one(token as MarkedToken, depth)}</Fragment>)
}

function one(token: MarkedToken, depth: number): ReactNode {
  if (depth > deepest) return token.raw
  switch (token.type) {
    case 'strong':
      return <strong>{inline(token.tokens, depth + 1)}</strong>
    case 'em':
      return <em>{inline(token.tokens, depth + 1)}</em>
    case 'del':
      return <del>{inline(token.tokens, depth + 1)}</del>
    case 'codespan':
      return <code className={token.text.length > unbrokenLength ? 'is-long' : undefined}>{token.text}</code>
    case 'br':
      return <br />
    case 'link':
      return (
        <Link
          href={token.autolink ? token.href : decodeEntities(token.href)}
          title={token.title && decodeEntities(token.title)}
        >
          {inline(token.tokens, depth + 1)}
        </Link>
      )
    case 'image':
      return (
        <ImageLink
          href={decodeEntities(token.href)}
          alt={decodeEntities(token.text)}
          title={token.title && decodeEntities(token.title)}
        />
      )
    case 'html':
      // A line break is the one tag that models mean; all others show as they were written.
      return /^<br\s*\/?>$/i.test(token.text) ? <br /> : token.text
    case 'escape':
      return token.text
    case 'text':
      return token.tokens ? inline(token.tokens, depth + 1) : decodeEntities(token.text)
    case 'checkbox':
      return null
    default:
      return token.raw
  }
}
