import { describe, expect, it } from 'vitest'
import { offeredActions } from '../../../../../src/renderer/popup/asking/popup-actions'

const actions = ['Explain', 'Make a list'].map((name) => ({ key: name, name, prompt: '' }))
const contexts = [{ kind: 'selection', text: 'text' }] as const

describe('the actions that are offered', () => {
  it('are none for a question, with text beside it or without', () => {
    expect(offeredActions(actions, '', [])).toBeNull()
    expect(offeredActions(actions, 'Why?', contexts)).toBeNull()
  })

  it('are all while there is text and no question', () => {
    expect(offeredActions(actions, '', contexts)).toEqual(actions)
  })

  it('are those that are called that, after a slash', () => {
    expect(offeredActions(actions, '/', [])).toEqual(actions)
    expect(offeredActions(actions, '/ LIST', [])).toEqual([actions[1]])
    expect(offeredActions(actions, '/none', contexts)).toEqual([])
  })
})
