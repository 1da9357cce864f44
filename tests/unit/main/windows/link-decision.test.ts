import { describe, expect, it } from 'vitest'
import { linkDecision } from '../../../../src/main/windows/link-decision'

describe('what opens at once', () => {
  it.each([
    ['https://example.com', 'https://example.com/'],
    ['https://example.com/a b?q=x y#z', 'https://example.com/a%20b?q=x%20y#z'],
    ['https://例え.jp/道', 'https://xn--r8jz45g.jp/%E9%81%93'],
    [
      'https://example.com:8443/?next=https://other.example/@me',
      'https://example.com:8443/?next=https://other.example/@me',
    ],
    ['https://example.com/"quoted"', 'https://example.com/%22quoted%22'],
    ['mailto:a@b.example', 'mailto:a@b.example'],
    ['mailto:a@b.example,c@d.example?subject=Hi there', 'mailto:a@b.example,c@d.example?subject=Hi%20there'],
    ['mailto:a@b.example?body=one%0D%0Atwo', 'mailto:a@b.example?body=one%0D%0Atwo'],
    ['mailto:a@b.example?SUBJECT=%22x%22', 'mailto:a@b.example?subject=%22x%22'],
    ['mailto:?subject=x', 'mailto:?subject=x'],
  ])('%s', (url, opened) => {
    expect(linkDecision(url)).toEqual({ action: 'open', url: opened })
  })
})

it('asks before a link that is not encrypted', () => {
  expect(linkDecision('http://example.com/x')).toEqual({ action: 'ask', url: 'http://example.com/x' })
})

it('takes 2,048 characters and not one more, also when encoding makes them more', () => {
  const start = 'https://example.com/'
  expect(linkDecision(start + 'a'.repeat(2048 - start.length)).action).toBe('open')
  expect(linkDecision(start + 'a'.repeat(2049 - start.length)).action).toBe('refuse')
  expect(linkDecision(start + '道'.repeat(1000)).action).toBe('refuse')
  expect(linkDecision(`mailto:a@b.example?body=${'道'.repeat(1000)}`).action).toBe('refuse')
})

describe('what is refused', () => {
  it.each([
    // Schemes that run, read or hand over something.
    '',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'file://server/share/run.exe',
    'blob:https://example.com/1',
    'about:blank',
    'view-source:https://example.com',
    'chrome://settings',
    'devtools://devtools/bundled/inspector.html',
    'runnel-app://main/',
    'ms-msdt:/id PCWDiagnostic',
    'search-ms:query=x&crumb=location:\\\\server',
    'ms-officecmd:{}',
    'ms-settings:display',
    'vscode://file/etc/passwd',
    'ssh://host',
    'smb://server/share',
    'ftp://example.com',
    'tel:+123',
    'sms:+123',
    'intent://x#Intent;scheme=http;end',
    'itms-services://?action=x',
    'ws://example.com',
    // Not an absolute link, or not spelled as one.
    'example.com',
    '//example.com',
    '/etc/passwd',
    'C:\\Windows\\System32\\calc.exe',
    '\\\\server\\share',
    '--version',
    'https:example.com',
    'https:/example.com',
    'https:///example.com',
    'https://',
    'https://?x',
    'HTTPS://example.com',
    'https:\\\\example.com',
    'https://example.com\\@evil.example',
    // Credentials, and what looks like them.
    'https://user@example.com',
    'https://user:password@example.com',
    'https://example.com:443@evil.example',
    'https://@evil.example',
    'http://:@evil.example',
    // Characters that a reader does not see.
    ' https://example.com',
    'https://example.com\n',
    'https://exa\tmple.com',
    'https://example.com/\0',
    'https://example.com/\u007f',
    'https://example.com/\u0085',
    'https://example.com/\u2028x',
    'https://example.com/\u202Egpj.exe',
    'https://example.com/\u2066x',
    'https://example.com/\ud800',
    // Hosts that are none.
    'https://exa mple.com',
    'https://[::1',
    'https://example.com:99999',
    'https://%00.example.com',
    // Mail that carries files, headers or options.
    'MAILTO:a@b.example',
    'mailto:a@b.example?attach=/etc/passwd',
    'mailto:a@b.example?attachment=/etc/passwd',
    'mailto:a@b.example?ATTACH=x',
    'mailto:a@b.example?att%61ch=/etc/passwd',
    'mailto:a@b.example?subject=x%0D%0ABcc:%20c@d.example',
    'mailto:a@b.example?subject=x%00',
    'mailto:a@b.example?body=x%1Bx',
    'mailto:a@b.example?cc=c%0Ad@e.example',
    'mailto:a@b.example?subject=%E0%A4%A',
    'mailto:-attach=/etc/passwd@b.example',
    'mailto:"a"@b.example',
    'mailto:a b@c.example',
    'mailto:a@b.example?subject=x?attach=y',
    'mailto:a@b.example#x',
    'mailto:a@b.example?subject=x#attach=y',
    'mailto:a@b.example?toString=x',
    'mailto://a@b.example',
    'mailto:a@b.example%0A--attach',
  ])('%j', (url) => {
    expect(linkDecision(url)).toEqual({ action: 'refuse' })
  })
})
