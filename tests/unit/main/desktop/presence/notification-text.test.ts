import { describe, expect, it } from 'vitest'
import { notificationText, previewOf } from '../../../../../src/main/desktop/presence/notification-text'
import { en } from '../../../../../src/shared/locales/en'
import { emptyReply } from '../../../../../src/shared/reply'

const ended = { ...emptyReply, finish: { unified: 'stop', raw: 'stop' }, timing: { totalMs: 24_400 } } as const

describe('notificationText', () => {
  it('says how long it took and how the reply begins', () => {
    const reply = { ...ended, text: '# We keep\n\n**no** copy.' }
    expect(notificationText('Privacy', reply, 'Test', en)).toEqual({
      title: 'Privacy',
      body: 'Done in 24 s. We keep no copy.',
    })
    expect(notificationText('Privacy', { ...ended, timing: { totalMs: 90 } }, 'Test', en).body).toBe('Done in 1 s.')
  })

  it('says what went wrong, by name, and that what came is kept', () => {
    const error = { code: 'network', detail: '' } as const
    const failed = { ...ended, finish: { unified: 'error', raw: null }, error } as const
    expect(notificationText('t', failed, 'Test', en).body).toBe('Test cannot be reached.')
    expect(notificationText('t', { ...failed, text: 'Half' }, 'Test', en).body).toBe(
      'Test cannot be reached. What came is kept.',
    )
  })
})

describe('previewOf', () => {
  it.each([
    ['- one\n- two', 'one two'],
    ['> quoted `code` here', 'quoted code here'],
    ['```ts\nconst a = 1\n```', 'const a = 1'],
    ['| a | b |\n| --- | --- |\n| 1 | 2 |', 'a | b | 1 | 2 |'],
    ['2 * 3 and snake_case', '2 * 3 and snake_case'],
    ['x'.repeat(130), `${'x'.repeat(120)}…`],
    [`${'x'.repeat(119)}👩‍👩‍👧yz`, `${'x'.repeat(119)}👩‍👩‍👧…`],
    ['', ''],
  ])('%j reads %j', (markdown, line) => {
    expect(previewOf(markdown)).toBe(line)
  })
})
