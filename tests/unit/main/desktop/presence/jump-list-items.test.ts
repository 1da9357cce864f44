import { describe, expect, it, vi } from 'vitest'
import { dockMenu, jumpList } from '../../../../../src/main/desktop/presence/jump-list-items'
import { startCommand } from '../../../../../src/main/desktop/start-command'
import { en } from '../../../../../src/shared/locales/en'

const recent = [{ id: 'a-1', title: 'A & B' }]

describe('jumpList', () => {
  it('leads where its titles say, through the arguments of a further start', () => {
    const items = jumpList(recent, en.tray, 'C:\\Runnel\\Runnel.exe').flatMap(
      ({ items: ofCategory }) => ofCategory ?? [],
    )
    expect(items.map(({ title, args }) => [title, startCommand([args ?? ''])])).toEqual([
      ['A & B', { name: 'open-conversation', conversationId: 'a-1' }],
      ['New Conversation', { name: 'new-conversation' }],
    ])
  })

  it('has no empty category, which Windows would refuse', () => {
    expect(jumpList([], en.tray, 'x').map(({ type }) => type)).toEqual(['tasks'])
  })
})

describe('dockMenu', () => {
  it('opens conversations and a new one', () => {
    const actions = { openConversation: vi.fn<(id: string) => void>(), newConversation: vi.fn<() => void>() }
    const items = dockMenu(recent, en.tray, actions)
    expect(items.map(({ label, type }) => label ?? type)).toEqual(['New Conversation', 'separator', 'A && B'])
    const [first, , third] = items.map(({ click }) => click as (() => void) | undefined)
    first?.()
    third?.()
    expect(actions.newConversation).toHaveBeenCalledOnce()
    expect(actions.openConversation).toHaveBeenCalledExactlyOnceWith('a-1')
  })
})
