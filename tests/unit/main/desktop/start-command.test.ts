import { describe, expect, it } from 'vitest'
import { givenWords, linkCommand, popupCommand, startCommand } from '../../../../src/main/desktop/start-command'

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

describe('popupCommand', () => {
  it('is nothing unless the first word says so', () => {
    expect(popupCommand(['runnel', 'other', 'popup'], true)).toBeNull()
    expect(popupCommand(['runnel', 'ask', 'popup'], true)).toBeNull()
    expect(popupCommand(['electron', 'popup'], false)).toBeNull()
  })

  it.each([
    [[], { toggle: false, text: null }],
    [['--toggle'], { toggle: true, text: null }],
    [['--text', 'Why --toggle?'], { toggle: false, text: 'Why --toggle?' }],
    [['--text=a=b', '--toggle'], { toggle: true, text: 'a=b' }],
    [['what', 'is', 'this'], { toggle: false, text: 'what is this' }],
    [['--text', '  '], { toggle: false, text: null }],
    [['--unknown', '--text', 'x'], { toggle: false, text: 'x' }],
  ])('reads %j', (words, command) => {
    expect(popupCommand(['runnel', '--no-sandbox', 'popup', ...words], true)).toEqual(command)
    expect(popupCommand(['electron', '.', 'popup', ...words], false)).toEqual(command)
  })
})

it('takes the words of a second start as they were given, and nothing else for words', () => {
  expect(givenWords({ argv: ['runnel', 'popup', 7] })).toEqual(['runnel', 'popup'])
  for (const data of [null, undefined, 'popup', {}, { argv: 'popup' }]) expect(givenWords(data)).toBeNull()
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
