import type { MouseEvent, ReactNode } from 'react'
import { openLink } from './open-link'
import { isOpenable } from './paint/inlines/link'

interface LinkProps {
  readonly href: string
  readonly children: ReactNode
}

/** A link that a model gave, outside of its text. It says where it goes; main decides whether it is opened. */
export function Link({ href, children }: LinkProps) {
  if (!isOpenable(href)) {
    return (
      <span className="dead-link" title={href}>
        {children}
      </span>
    )
  }
  const follow = (event: MouseEvent): void => {
    if (event.button > 1) return
    event.preventDefault()
    void openLink(href)
  }
  return (
    <a href={href} title={href} onClick={follow} onAuxClick={follow}>
      {children}
    </a>
  )
}
