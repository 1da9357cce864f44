import { describe, expect, test } from 'vitest'
import { askWords } from '../../../../src/main/desktop/ask-words'

describe('askWords', () => {
  test.each([
    [['electron', '.', 'ask', 'hello'], false, ['hello']],
    [['electron', '--no-sandbox', '--log-level=3', '.', 'ask', '--json', 'hello'], false, ['--json', 'hello']],
    [['electron', '.'], false, null],
    [['electron', 'ask'], false, null],
    [['runnel', 'ask', 'hello'], true, ['hello']],
    [['runnel', '--ozone-platform=headless', 'ask', 'hello'], true, ['hello']],
    [['runnel'], true, null],
    [['runnel', 'open', 'ask'], true, null],
  ])('%j packaged %s', (argv, packaged, words) => {
    expect(askWords(argv, packaged)).toEqual(words)
  })
})
