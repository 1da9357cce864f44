import { describe, expect, it } from 'vitest'
import { diagramAddress } from '../../../../src/shared/diagrams/diagram-address'
import {
  isOwnPage,
  ownFile,
  pageUrl,
  refusalHeaders,
  withRootAttributes,
} from '../../../../src/main/windows/page-policy'

describe('isOwnPage', () => {
  it.each([
    ['runnel-app://main/', 'main'],
    ['runnel-app://main/?theme=dark', 'main'],
    ['runnel-app://main/#top', 'main'],
    ['runnel-app://popup/?theme=dark', 'popup'],
    ['runnel-app://key/?provider=https%3A%2F%2Fevil.example', 'key'],
  ])('takes %s', (url, kind) => {
    expect(isOwnPage(url)).toBe(kind)
  })

  it.each([
    '',
    'about:blank',
    'runnel-app:main/',
    'runnel-app://main',
    'runnel-app://MAIN/',
    'Runnel-App://main/',
    'runnel-app://other/',
    'runnel-app://constructor/',
    'runnel-app://__proto__/',
    'runnel-app://main.evil.example/',
    'runnel-app://main:80/',
    'runnel-app://user@main/',
    'runnel-app://evil.example@main/',
    'runnel-app:///main/',
    'runnel-app://main//',
    'runnel-app://main/index.html',
    'runnel-app://main/key.html',
    'runnel-app://main/assets/a.svg',
    'runnel-app-x://main/',
    'xrunnel-app://main/',
    'https://main/',
    'https://example.com/?runnel-app://main/',
    'file:///runnel-app://main/',
    'blob:runnel-app://main/',
    'view-source:runnel-app://main/',
    ' runnel-app://main/',
    'data:text/html,runnel-app://main/',
    'runnel-app://d1.diagram/',
    'runnel-app://diagram/',
  ])('refuses %j', (url) => {
    expect(isOwnPage(url)).toBeNull()
  })
})

it('makes page addresses that it takes for its own, whatever the query holds', () => {
  expect(pageUrl('main')).toBe('runnel-app://main/')
  const url = pageUrl('key', { name: 'a&b=c#d/../\'"<>\0道' })
  expect(isOwnPage(url)).toBe('key')
  expect(new URL(url).searchParams.get('name')).toBe('a&b=c#d/../\'"<>\0道')
})

describe('ownFile', () => {
  it.each([
    ['runnel-app://main/', 'index.html', 'text/html; charset=utf-8'],
    ['runnel-app://key/?x=1', 'key.html', 'text/html; charset=utf-8'],
    ['runnel-app://main/assets/main-B3_x-9.js', 'assets/main-B3_x-9.js', 'text/javascript; charset=utf-8'],
    ['runnel-app://key/assets/deep/-a.b.css', 'assets/deep/-a.b.css', 'text/css; charset=utf-8'],
    ['runnel-app://main/assets/logo.svg?x#y', 'assets/logo.svg', 'image/svg+xml'],
    ['runnel-app://d1.diagram/', 'diagram/diagram.html', 'text/html; charset=utf-8'],
    ['runnel-app://d27.diagram/assets/a-B3_x.js', 'diagram/assets/a-B3_x.js', 'text/javascript; charset=utf-8'],
  ])('%s', (url, path, mimeType) => {
    expect(ownFile(url)).toMatchObject({ path, headers: { 'Content-Type': mimeType } })
  })

  it.each([
    'index.html',
    'key.html',
    'assets',
    'assets/',
    'assets/../index.html',
    'assets/../../main/index.js',
    'assets/..%2f..%2fmain%2findex.js',
    'assets/%2e%2e/index.js',
    'assets/..\\..\\main\\index.js',
    'assets/..%5cindex.js',
    'assets/a.js%00.css',
    'assets/a%00.js',
    'assets/a\0.js',
    'assets/a.js\n',
    'assets/a.js/',
    'assets//a.js',
    'assets/./a.js',
    'assets/.hidden.js',
    'assets/a.map',
    'assets/a.node',
    'assets/a.html',
    'assets/a.JS',
    'assets/a.constructor',
    'assets/a.__proto__',
    'assets/a',
    'assets/.js',
    'assets/a b.js',
    'assets/道.js',
    'assets/C:a.js',
    'Assets/a.js',
    '/etc/passwd.js',
    'main/index.js',
    'package.json',
  ])('is none for /%j', (path) => {
    expect(ownFile(`runnel-app://main/${path}`)).toBeNull()
  })

  it('is none for another host or scheme', () => {
    expect(ownFile('runnel-app://other/assets/a.js')).toBeNull()
    expect(ownFile('https://main/assets/a.js')).toBeNull()
  })

  it.each([
    'runnel-app://diagram/',
    'runnel-app://d0.diagram/',
    'runnel-app://d01.diagram/',
    'runnel-app://d1234567890.diagram/',
    'runnel-app://d-1.diagram/',
    'runnel-app://D1.diagram/',
    'runnel-app://d1.diagram.evil/',
    'runnel-app://d1.diagram:80/',
    'runnel-app://evil@d1.diagram/',
    'runnel-app://d1.diagram',
    'runnel-app://d1.diagram//',
    'runnel-app://d1.diagram/?x',
    'runnel-app://d1.diagram/#x',
    'runnel-app://d1.diagram/diagram.html',
    'runnel-app://d1.diagram/index.html',
    'runnel-app://d1.diagram/assets/',
    'runnel-app://d1.diagram/assets/a.css',
    'runnel-app://d1.diagram/assets/a.svg',
    'runnel-app://d1.diagram/assets/a.html',
    'runnel-app://d1.diagram/assets/a.js?x',
    'runnel-app://d1.diagram/assets/../a.js',
    'runnel-app://d1.diagram/assets/../../assets/main.js',
    'runnel-app://d1.diagram/assets/..%2f..%2fassets%2fmain.js',
    'runnel-app://d1.diagram/x/assets/a.js',
    'runnel-app://d0.diagram/assets/a.js',
    'runnel-app://main/diagram/diagram.html',
    'runnel-app://main/diagram/assets/a.js',
    'runnel-app://main/assets/../diagram/assets/a.js',
  ])('is none for %s: a diagram and a window have no file in common', (url) => {
    expect(ownFile(url)).toBeNull()
  })
})

/** What is served for an address says of itself, by directive. */
function policy(headers: Readonly<Record<string, string>> | undefined): ReadonlyMap<string | undefined, string> {
  const directives = headers?.['Content-Security-Policy']?.split('; ') ?? []
  return new Map(directives.map((line) => [line.split(' ')[0], line]))
}

const everywhere = {
  'default-src': "default-src 'none'",
  'connect-src': "connect-src 'none'",
  'worker-src': "worker-src 'none'",
  'object-src': "object-src 'none'",
  'base-uri': "base-uri 'none'",
  'form-action': "form-action 'none'",
}

describe('the content policy', () => {
  it.each([
    ['the main window', ownFile(pageUrl('main'))?.headers],
    ['the key window', ownFile(pageUrl('key'))?.headers],
    ['an asset', ownFile('runnel-app://main/assets/a.js')?.headers],
    ['a refusal', refusalHeaders()],
  ])('of %s allows scripts and styles from files of ours only, and no connection', (_name, headers) => {
    expect(Object.fromEntries(policy(headers))).toMatchObject({
      ...everywhere,
      'script-src': "script-src 'self'",
      'style-src': "style-src 'self'",
      'frame-ancestors': "frame-ancestors 'none'",
      'require-trusted-types-for': "require-trusted-types-for 'script'",
      'trusted-types': "trusted-types 'none'",
    })
    expect([...policy(headers).values()].join()).not.toMatch(/unsafe|https?:|blob:|filesystem:/)
    expect(headers).not.toHaveProperty('Access-Control-Allow-Origin')
  })

  it('lets the main page frame diagrams and nothing else, and no other page frame anything', () => {
    const frames = (url: string) => policy(ownFile(url)?.headers).get('frame-src')
    expect(frames(pageUrl('main'))).toBe('frame-src runnel-app://*.diagram/')
    expect(frames(pageUrl('popup'))).toBe('frame-src runnel-app://*.diagram/')
    expect(frames(pageUrl('key'))).toBe("frame-src 'none'")
    expect(frames(diagramAddress(1))).toBe("frame-src 'none'")
  })

  it('puts a diagram in a sandbox, without an origin, and lets only pages with conversations frame it', () => {
    const page = policy(ownFile(diagramAddress(1))?.headers)
    expect(Object.fromEntries(page)).toMatchObject({
      ...everywhere,
      'script-src': "script-src 'self'",
      'style-src': "style-src 'unsafe-inline'",
      'img-src': 'img-src data:',
      'frame-ancestors': 'frame-ancestors runnel-app://main runnel-app://popup',
      sandbox: 'sandbox allow-scripts',
    })
    expect(page.has('font-src')).toBe(false)
    expect([...page.values()].join()).not.toMatch(/unsafe-(?!inline)|allow-same-origin|\*|https?:|blob:/)
  })

  it("gives a diagram's scripts to pages without an origin only, and nothing else to any", () => {
    const allowed = (url: string) => ownFile(url)?.headers['Access-Control-Allow-Origin']
    expect(allowed('runnel-app://d1.diagram/assets/a.js')).toBe('null')
    expect(allowed(diagramAddress(1))).toBeUndefined()
    expect(allowed('runnel-app://main/assets/a.js')).toBeUndefined()
  })
})

describe('the root of a page', () => {
  const html = '<!doctype html>\n<html lang="en">\n<body></body>'

  it('carries the look that the address names, for the first paint', () => {
    const url = 'runnel-app://main/?theme=dark&language=zh-CN&platform=linux&sidebar=1'
    expect(withRootAttributes(html, url)).toContain('<html lang="zh-CN" data-theme="dark" data-platform="linux">')
  })

  it.each([
    'runnel-app://main/',
    'runnel-app://main/?theme=system',
    'runnel-app://main/?theme="><script>1</script>&language=xx&platform=dark',
  ])('takes nothing else from %s', (url) => {
    expect(withRootAttributes(html, url)).toBe(html)
  })
})
