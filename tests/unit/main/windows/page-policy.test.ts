import { describe, expect, it } from 'vitest'
import {
  contentSecurityPolicy,
  isOwnPage,
  ownFile,
  pageUrl,
  withRootAttributes,
} from '../../../../src/main/windows/page-policy'

describe('isOwnPage', () => {
  it.each([
    ['runnel-app://main/', 'main'],
    ['runnel-app://main/?theme=dark', 'main'],
    ['runnel-app://main/#top', 'main'],
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
  ])('%s', (url, path, mimeType) => {
    expect(ownFile(url)).toEqual({ path, mimeType })
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
})

it('allows scripts and styles from files of ours only, and no connection', () => {
  const directives = new Map(contentSecurityPolicy.split('; ').map((line) => [line.split(' ')[0], line]))
  expect(directives.get('default-src')).toBe("default-src 'none'")
  expect(directives.get('script-src')).toBe("script-src 'self'")
  expect(directives.get('style-src')).toBe("style-src 'self'")
  expect(directives.get('connect-src')).toBe("connect-src 'none'")
  expect(directives.get('base-uri')).toBe("base-uri 'none'")
  expect(directives.get('form-action')).toBe("form-action 'none'")
  expect(directives.get('frame-ancestors')).toBe("frame-ancestors 'none'")
  expect(directives.get('require-trusted-types-for')).toBe("require-trusted-types-for 'script'")
  expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:|blob:|filesystem:/)
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
