import { describe, expect, it } from 'vitest'
import { linkCommand, startCommand } from '../../../../src/main/desktop/start-command'

describe('startCommand', () => {
  it('is nothing for a plain start', () => {
    expect(startCommand(['/usr/lib/runnel/runnel-app', '--no-sandbox', '.'])).toBeNull()
  })

  it('finds the switch and the link wherever Chromium has put them', () => {
    expect(startCommand(['runnel', '--new-conversation', '--x'])).toEqual({ name: 'new-conversation' })
    expect(startCommand(['runnel', '--x', 'runnel://conversation/a-1'])).toEqual({
      name: 'open-conversation',
      conversationId: 'a-1',
    })
  })
})

describe('linkCommand', () => {
  it('fills a question, decoded once', () => {
    expect(linkCommand('runnel://ask?text=50%25%20of%20%E4%BD%A0')).toEqual({
      name: 'fill-question',
      text: '50% of 你',
    })
    expect(linkCommand('runnel://ask/?text=%2525')).toEqual({ name: 'fill-question', text: '%25' })
  })

  it.each([
    'runnel://settings?theme=dark',
    'runnel://ask',
    'runnel://ask?text=%20%0A',
    'runnel://conversation/',
    'runnel://conversation/../../etc/passwd',
    'runnel://conversation/a/b',
    'runnel-app://main/',
    'https://ask/?text=hello',
    'runnel:',
    '',
  ])('asks for nothing with %j', (link) => {
    expect(linkCommand(link)).toBeNull()
  })

  it('bounds what it fills in, and leaves no half characters', () => {
    const command = linkCommand(`runnel://ask?text=${encodeURIComponent(`${'x'.repeat(99_999)}😀`)}`)
    expect(command).toEqual({ name: 'fill-question', text: `${'x'.repeat(99_999)}\ufffd` })
  })
})
