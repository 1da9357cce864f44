import { describe, expect, it } from 'vitest'
import { fillPrompt, namedContexts, typedPart, withContexts } from '../../../../src/shared/popup/popup-question'

const selection = { kind: 'selection', text: '  some\ntext ' } as const
const clipboard = { kind: 'clipboard', text: 'copied $& $1' } as const

describe('a question with text beside it', () => {
  it('is what was typed, then each text in a tag of its own', () => {
    expect(withContexts(' Why? ', [selection, clipboard])).toBe(
      'Why?\n\n<selection>\nsome\ntext\n</selection>\n\n<clipboard>\ncopied $& $1\n</clipboard>',
    )
    expect(withContexts('Why?', [])).toBe('Why?')
  })

  it('gives back what was typed', () => {
    expect(typedPart(withContexts('Why?\n\nAnd how?', [selection]))).toBe('Why?\n\nAnd how?')
    expect(typedPart(withContexts('', [selection]))).toBe('')
    expect(typedPart('What is a <selection> tag?')).toBe('What is a <selection> tag?')
  })
})

describe('a prompt', () => {
  it('gets its places filled as they stand, and the texts that it does not name after it', () => {
    expect(fillPrompt('In {language}: {clipboard}!', [selection, clipboard], 'English')).toBe(
      'In English: copied $& $1!\n\n<selection>\nsome\ntext\n</selection>',
    )
  })

  it('fills nothing in what it was filled with', () => {
    const nested = { kind: 'selection', text: '{clipboard} {language}' } as const
    expect(fillPrompt('{selection}', [nested, clipboard], 'English')).toContain('{clipboard} {language}')
  })

  it('says which texts it needs', () => {
    expect(namedContexts('{clipboard} and {selection}')).toEqual(['selection', 'clipboard'])
    expect(namedContexts('{other}')).toEqual([])
  })
})
