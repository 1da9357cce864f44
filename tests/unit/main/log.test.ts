import { expect, test } from 'vitest'
import { redact } from '../../../src/main/log'

test.each([
  ['Authorization: Bearer abcdef123456', 'Authorization: Bearer …'],
  ['key sk-proj-abcdefghijklmnop1234 refused', 'key …1234 refused'],
  ['AIzaSyA1234567890abcdefgh', '…efgh'],
  ['nothing secret here: 12 tokens', 'nothing secret here: 12 tokens'],
])('%s', (line, shown) => {
  expect(redact(line)).toBe(shown)
})
