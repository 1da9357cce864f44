import { memo, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { paintParts } from './paint-parts'
import { createMarkdownView } from './paint/markdown-view'
import { TextFeed, type FollowText } from './text-feed'
import './markdown.css'
import './code.css'
import './table.css'

interface MarkdownProps {
  /** Tells this text from others, so that what a reader has unfolded in it stays so. */
  readonly id: string
  /** The text when it is complete; while it grows, what tells of it. A view lives on from one to the other. */
  readonly text: string | FollowText
}

/** What has grown before the reader's eyes, and what the reader has unfolded, is not folded when it comes again. */
const unfolded = new Map<string, Set<string> | 'all'>()

/** Markdown as elements, without any HTML of the text itself. React draws the element around it and nothing in it. */
export const Markdown = memo(function Markdown({ id, text }: MarkdownProps) {
  const { i18n } = useTranslation()
  const { language } = i18n
  const host = useRef<HTMLDivElement>(null)
  const feed = useRef<TextFeed>(null)
  useLayoutEffect(() => {
    const element = host.current
    if (!element) return
    const one = new TextFeed(() => {
      element.replaceChildren()
      return createMarkdownView(element, paintParts, {
        isUnfolded: (key) => isUnfolded(id, key),
        onUnfold: (key) => unfold(id, key),
      })
    })
    feed.current = one
    return () => {
      one.stop()
      feed.current = null
    }
  }, [id, language])
  useLayoutEffect(() => {
    const one = feed.current
    if (!one) return
    if (typeof text === 'string') {
      one.complete(text)
      return
    }
    unfolded.set(id, 'all')
    return text(one)
  }, [id, language, text])
  return <div ref={host} className="markdown" />
})

function isUnfolded(id: string, key: string): boolean {
  const known = unfolded.get(id)
  return known === 'all' || known?.has(key) === true
}

function unfold(id: string, key: string): void {
  const known = unfolded.get(id)
  if (known instanceof Set) known.add(key)
  else if (!known) unfolded.set(id, new Set([key]))
}
