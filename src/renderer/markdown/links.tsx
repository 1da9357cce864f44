import type { MouseEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../bridge'
import { showFailure } from '../failures'
import { showToast } from '../ui/overlays/toasts'
import { translate } from '../words'

const openable = /^(?:https?|mailto):/i
const shownAddressLength = 120

interface LinkProps {
  readonly href: string
  readonly title?: string | null | undefined
  readonly children: ReactNode
}

/** A link that a model wrote. Main decides whether it is opened; nothing is loaded before. */
export function Link({ href, title, children }: LinkProps) {
  const target = title ? `${title}\n${href}` : href
  if (!openable.test(href)) {
    return (
      <span className="dead-link" title={target}>
        {children}
      </span>
    )
  }
  return (
    <a
      href={href}
      title={target}
      onClick={(event) => void open(event, href)}
      onAuxClick={(event) => void open(event, href)}
    >
      {children}
    </a>
  )
}

async function open(event: MouseEvent, url: string): Promise<void> {
  if (event.button > 1) return
  event.preventDefault()
  try {
    const { opened } = await request('link.open', { url })
    // For `http:` main asks, and a no needs no message.
    if (!opened && !/^http:/i.test(url)) showToast({ text: translate('toasts.linkRefused') })
  } catch (error) {
    showFailure(error)
  }
}

interface ImageLinkProps {
  readonly href: string
  readonly alt: string
  readonly title?: string | null | undefined
}

/** Stands where a model put an image. It is not loaded: fetching it would tell its server that this was read. */
export function ImageLink({ href, alt, title }: ImageLinkProps) {
  const { t } = useTranslation()
  const address = href.length > shownAddressLength ? `${href.slice(0, shownAddressLength)}…` : href
  return (
    <span className="image-link">
      <span className="faint">{t('chat.imageNotLoaded')}</span>
      {alt !== '' && <span>{alt}</span>}
      <Link href={href} title={title}>
        {address}
      </Link>
    </span>
  )
}
