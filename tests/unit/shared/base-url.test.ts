import { expect, test } from 'vitest'
import { normalizeBaseUrl } from '../../../src/shared/base-url'
import { AppError } from '../../../src/shared/errors'

test.each([
  ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
  ['  https://api.openai.com/v1/  ', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1///', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/chat/completions/', 'https://api.openai.com/v1'],
  ['https://api.openai.com/chat/completions', 'https://api.openai.com'],
  ['https://api.openai.com/v1?api-version=1#top', 'https://api.openai.com/v1'],
  ['HTTPS://API.OpenAI.com/V1', 'https://api.openai.com/V1'],
  ['https://openrouter.ai/api/v1', 'https://openrouter.ai/api/v1'],
  ['https://chat.example/completions', 'https://chat.example/completions'],
  ['http://example.com/v1', 'http://example.com/v1'],
  ['https://example.com:8443/v1', 'https://example.com:8443/v1'],
  ['https://模型.example/v1', 'https://xn--xgs754b.example/v1'],
  ['api.deepseek.com', 'https://api.deepseek.com'],
  ['api.deepseek.com:8443/v1', 'https://api.deepseek.com:8443/v1'],
  ['example.com:80/v1', 'https://example.com:80/v1'],
  ['localhost:11434/v1', 'http://localhost:11434/v1'],
  ['localhost', 'http://localhost'],
  ['models.localhost:8080', 'http://models.localhost:8080'],
  ['mybox.local:1234/v1', 'http://mybox.local:1234/v1'],
  ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['0.0.0.0:8080', 'http://0.0.0.0:8080'],
  ['10.1.2.3/v1', 'http://10.1.2.3/v1'],
  ['172.16.0.9:1234', 'http://172.16.0.9:1234'],
  ['172.32.0.9:1234', 'https://172.32.0.9:1234'],
  ['192.168.1.20:11434/v1/', 'http://192.168.1.20:11434/v1'],
  ['[::1]:8080/v1', 'http://[::1]:8080/v1'],
  ['[fd00::1]:8080', 'http://[fd00::1]:8080'],
  ['[fe80::1]:8080', 'http://[fe80::1]:8080'],
  ['[2001:db8::1]/v1', 'https://[2001:db8::1]/v1'],
  ['10.example.com', 'https://10.example.com'],
  ['localhost.example.com', 'https://localhost.example.com'],
])('%s → %s', (text, expected) => {
  expect(normalizeBaseUrl(text)).toBe(expected)
  expect(normalizeBaseUrl(expected)).toBe(expected)
})

test.each([
  '',
  '   ',
  'ftp://example.com',
  'file:///etc/passwd',
  'ws://example.com/v1',
  'https:',
  'https:example.com',
  'https:/example.com',
  'https://',
  'https://?x',
  'https://user@example.com/v1',
  'https://user:secret@example.com/v1',
  'user:secret@example.com',
  'https://exa mple.com',
  'https://example.com/v 1',
  'https:\\\\example.com',
  'https://example.com:99999',
  'javascript:alert(1)',
  'https://[::1',
  'http://',
])('%j is refused', (text) => {
  expect(() => normalizeBaseUrl(text)).toThrow(AppError)
  expect(() => normalizeBaseUrl(text)).toThrow(
    expect.objectContaining({ data: expect.objectContaining({ code: 'invalid-request', reason: 'base-url' }) }),
  )
})

test('a refusal never repeats a password', () => {
  expect(() => normalizeBaseUrl('https://user:hunter2@example.com')).toThrow(/^((?!hunter2).)*$/)
})
