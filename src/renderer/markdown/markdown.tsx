import { memo, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { enterText, leaveText, unfoldAll } from './painted-text'
import type { FollowText, TextFeed } from './text-feed'
import './markdown.css'
import './code.css'
import './table.css'

interface MarkdownProps {
  /** Tells this text from others: when it comes back to the page, it is as it was. One at a time has this id. */
  readonly id: string
  /** The text when it is complete; while it grows, what tells of it. A view lives on from one to the other. */
  readonly text: string | FollowText
}

/** Markdown as elements, without any HTML of the text itself. React draws the element around it and nothing in it. */
export const Markdown = memo(function Markdown({ id, text }: MarkdownProps) {
  const { i18n } = useTranslation()
  const { language } = i18n
  const host = useRef<HTMLDivElement>(null)
  const feed = useRef<TextFeed>(null)
  useLayoutEffect(() => {
    const element = host.current
    if (!element) return
    const painted = enterText(element, id, language)
    feed.current = painted.feed
    return () => {
      feed.current = null
      leaveText(id, painted)
    }
  }, [id, language])
  useLayoutEffect(() => {
    const one = feed.current
    if (!one) return
    if (typeof text === 'string') {
      one.complete(text)
      return
    }
    unfoldAll(id)
    return text(one)
  }, [id, language, text])
  return <div ref={host} className="markdown" />
})
