import type { WindowKind } from '../../shared/ipc'

/** The scheme that Runnel's own pages are served from, without the colon. */
export const ownScheme = 'runnel-app'

const pageFiles: Readonly<Record<WindowKind, string>> = { main: 'index.html', key: 'key.html' }

const mimeTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

// Addresses are matched as they stand. Nothing is decoded, so no escape, backslash or dot segment can become a separator.
const address = /^runnel-app:\/\/([a-z]+)(\/[^?#]*)(?:[?#]|$)/
const asset = /^\/(assets\/(?:[\w-][\w.-]*\/)*[\w-][\w.-]*\.([a-z0-9]+))$/

/** A file of the built interface, relative to its folder, with the MIME type to serve it as. */
export interface OwnFile {
  readonly path: string
  readonly mimeType: string
}

/** The address of a window's page. Each kind has a host of its own, so that Chromium gives each its own process. */
export function pageUrl(kind: WindowKind, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(query).toString()
  return `${ownScheme}://${kind}/${search ? `?${search}` : ''}`
}

/** Which kind of window this address is the page of; null for everything else, our other files included. */
export function isOwnPage(url: string): WindowKind | null {
  const [, host = '', path] = address.exec(url) ?? []
  return path === '/' && isWindowKind(host) ? host : null
}

/** The file that an address of ours stands for; null when it stands for none. Whether it exists is not asked. */
export function ownFile(url: string): OwnFile | null {
  const [, host = '', path = ''] = address.exec(url) ?? []
  if (!isWindowKind(host)) return null
  if (path === '/') return { path: pageFiles[host], mimeType: 'text/html; charset=utf-8' }
  const [, file = '', extension = ''] = asset.exec(path) ?? []
  const mimeType = Object.hasOwn(mimeTypes, extension) ? mimeTypes[extension] : undefined
  return mimeType === undefined ? null : { path: file, mimeType }
}

/** What a page of ours may do: run and show what came with the app, and reach nothing else. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "worker-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

function isWindowKind(host: string): host is WindowKind {
  return Object.hasOwn(pageFiles, host)
}

const rootAttributes: Readonly<Record<string, { readonly attribute: string; readonly values: readonly string[] }>> = {
  language: { attribute: 'lang', values: ['en', 'zh-CN'] },
  theme: { attribute: 'data-theme', values: ['light', 'dark'] },
  platform: { attribute: 'data-platform', values: ['mac', 'win', 'linux'] },
}

/** A page with the look that its address names on its root, so that its first paint has it, before any script runs. */
export function withRootAttributes(html: string, url: string): string {
  const query = URL.parse(url)?.searchParams
  const attributes = Object.entries(rootAttributes).flatMap(([name, { attribute, values }]) => {
    const value = query?.get(name) ?? ''
    return values.includes(value) ? [`${attribute}="${value}"`] : []
  })
  const language = attributes.some((one) => one.startsWith('lang=')) ? [] : ['lang="en"']
  return html.replace('<html lang="en">', `<html ${[...language, ...attributes].join(' ')}>`)
}
