import { isDiagramAddress } from '../../shared/diagrams/diagram-address'
import type { WindowKind } from '../../shared/ipc'

/** The scheme that Runnel's own pages are served from, without the colon. */
export const ownScheme = 'runnel-app'

const pageFiles: Readonly<Record<WindowKind, string>> = {
  main: 'index.html',
  key: 'key.html',
  popup: 'popup.html',
}

const html = 'text/html; charset=utf-8'
const assetTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

// Addresses are matched as they stand. Nothing is decoded, so no escape, backslash or dot segment can become a separator.
const address = /^runnel-app:\/\/([a-z]+)(\/[^?#]*)(?:[?#]|$)/
const diagramPart = /^(runnel-app:\/\/d\d+\.diagram\/)(assets\/[^?#]*\.js)$/
const asset = /^\/?(assets\/(?:[\w-][\w.-]*\/)*[\w-][\w.-]*\.([a-z0-9]+))$/

/** A file of the built interface, relative to its folder, with all the headers of its answer. */
export interface OwnFile {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
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
  if (isDiagramAddress(url)) return { path: 'diagram/diagram.html', headers: headersFor(html, diagramPolicy) }
  const [, host = '', path = ''] = address.exec(url) ?? []
  if (!isWindowKind(host)) return diagramScript(url)
  if (path === '/') return { path: pageFiles[host], headers: headersFor(html, windowPolicy(host)) }
  const [, file = '', extension = ''] = asset.exec(path) ?? []
  const type = Object.hasOwn(assetTypes, extension) ? assetTypes[extension] : undefined
  return type === undefined ? null : { path: file, headers: headersFor(type, windowPolicy(host)) }
}

/** What goes with a refusal. */
export function refusalHeaders(): Readonly<Record<string, string>> {
  return securityHeaders(windowPolicy('key'))
}

/** A diagram's scripts lie in a folder of their own. Only a page without an origin, such as a diagram's, may load them. */
function diagramScript(url: string): OwnFile | null {
  const [, page = '', path = ''] = diagramPart.exec(url) ?? []
  const [, file] = asset.exec(path) ?? []
  if (file === undefined || !isDiagramAddress(page)) return null
  const headers = headersFor('text/javascript; charset=utf-8', diagramPolicy)
  return { path: `diagram/${file}`, headers: { ...headers, 'Access-Control-Allow-Origin': 'null' } }
}

function headersFor(type: string, policy: string): Readonly<Record<string, string>> {
  return { ...securityHeaders(policy), 'Content-Type': type }
}

function securityHeaders(policy: string): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': policy,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
  }
}

/** A window's page may run and show what came with the app, those with conversations may frame diagrams; nothing else is in reach. */
function windowPolicy(kind: WindowKind): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "worker-src 'none'",
    `frame-src ${kind === 'key' ? "'none'" : `${ownScheme}://*.diagram/`}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

/** A diagram's page may run its own scripts, without an origin, in a page with conversations. Mermaid writes styles into its drawings. */
const diagramPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "connect-src 'none'",
  "worker-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  `frame-ancestors ${ownScheme}://main ${ownScheme}://popup`,
  'sandbox allow-scripts',
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
export function withRootAttributes(page: string, url: string): string {
  const query = URL.parse(url)?.searchParams
  const attributes = Object.entries(rootAttributes).flatMap(([name, { attribute, values }]) => {
    const value = query?.get(name) ?? ''
    return values.includes(value) ? [`${attribute}="${value}"`] : []
  })
  const language = attributes.some((one) => one.startsWith('lang=')) ? [] : ['lang="en"']
  return page.replace('<html lang="en">', `<html ${[...language, ...attributes].join(' ')}>`)
}
