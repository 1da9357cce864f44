import { lookTokens, type DiagramLook } from './diagram-messages'

type LookToken = (typeof lookTokens)[number]

/** The app's look as it stands on the page now, for a drawing in this element. */
export function readLook(element: Element): DiagramLook {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  const theme = document.documentElement.dataset['theme']
  const isOnPage = groundOf(element) === groundOf(document.body)
  const [ground, fill] = isOnPage ? ['surface', 'surface-sunken'] : ['surface-sunken', 'surface']
  const tokens = Object.fromEntries(lookTokens.map((name) => [name, token(name)])) as Record<LookToken, string>
  return {
    isDark: theme ? theme === 'dark' : darkPreferred().matches,
    font: token('font-ui'),
    colours: { ...tokens, ground: token(ground), fill: token(fill) },
  }
}

function groundOf(element: Element): string {
  const { backgroundColor } = getComputedStyle(element)
  const isClear = backgroundColor === 'rgba(0, 0, 0, 0)'
  return isClear && element.parentElement ? groundOf(element.parentElement) : backgroundColor
}

/** Tells of each change that may change the look. Returns its undo. */
export function watchLook(onChange: () => void): () => void {
  const preference = darkPreferred()
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'lang'] })
  preference.addEventListener('change', onChange)
  return () => {
    observer.disconnect()
    preference.removeEventListener('change', onChange)
  }
}

function darkPreferred(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)')
}
