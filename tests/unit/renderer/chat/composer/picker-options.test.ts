import { describe, expect, it } from 'vitest'
import { filterGroups, pickerGroups } from '../../../../../src/renderer/chat/composer/picker-options'
import { guideChoice, type LocalServer, type ProviderInfo } from '../../../../../src/shared/providers'

const base = {
  protocol: 'openai-chat',
  origin: 'settings',
  baseUrl: '',
  needsKey: true,
  key: null,
  presetId: null,
  connection: null,
} as const
const guide: ProviderInfo = {
  ...base,
  id: 'guide',
  name: 'Guide',
  protocol: 'guide',
  origin: 'built-in',
  needsKey: false,
  models: ['guide'],
}
const openai: ProviderInfo = {
  ...base,
  id: 'openai',
  name: 'OpenAI',
  key: { lastFour: 'x7Qa', storage: 'keyring' },
  models: ['gpt-5.1', 'gpt-5.1-mini'],
}
const groq: ProviderInfo = { ...base, id: 'groq', name: 'Groq', models: ['llama'] }
const ollama: ProviderInfo = {
  ...base,
  id: 'ollama',
  name: 'Ollama',
  origin: 'local',
  needsKey: false,
  models: ['qwen3:8b'],
}
const running: LocalServer = {
  providerId: 'ollama',
  name: 'Ollama',
  port: 11434,
  models: [{ id: 'qwen3:8b', sizeBytes: 5.2e9 }, { id: 'gemma3:4b' }],
}
const off: LocalServer = { providerId: 'lm-studio', name: 'LM Studio', port: 1234, models: null }

const groupsOf = (providers: readonly ProviderInfo[], localServers: readonly LocalServer[] | null) =>
  pickerGroups({ providers, localServers, choice: guideChoice })

describe('the groups', () => {
  it('stand in the order of how soon they can answer', () => {
    const keys = groupsOf([groq, openai, guide, ollama], [running, off]).map((group) => group.key)
    expect(keys).toEqual(['guide', 'openai', 'ollama', 'not-running', 'groq'])
  })

  it('offer a key, and no model, for a provider that has none', () => {
    const group = groupsOf([groq], []).find((one) => one.key === 'groq')
    expect(group?.options.map((option) => option.action)).toEqual([{ type: 'add-key', providerId: 'groq' }])
  })

  it('offer to ask a provider for its models when it has none yet, once at a time', () => {
    const providers = [{ ...openai, models: [] }]
    const shown = (listing: readonly string[]) =>
      pickerGroups({ providers, localServers: [], choice: guideChoice, listing })
        .find((one) => one.key === 'openai')
        ?.options.map((option) => [option.action?.type, option.note.type])
    expect(shown([])).toEqual([['list-models', 'no-models']])
    expect(shown(['openai'])).toEqual([[undefined, 'looking']])
  })

  it('mark the choice', () => {
    const choice = { providerId: 'openai', model: 'gpt-5.1-mini' }
    const options = pickerGroups({ providers: [guide, openai], localServers: [], choice }).flatMap((one) => one.options)
    expect(options.filter((option) => option.selected).map((option) => option.name)).toEqual(['gpt-5.1-mini'])
  })
})

describe('this computer', () => {
  it('shows what was stored until it has been searched, and promises nothing about the rest', () => {
    const groups = groupsOf([guide, ollama], null)
    expect(groups.find((group) => group.key === 'ollama')?.options.map((option) => option.name)).toEqual(['qwen3:8b'])
    const waiting = groups.find((group) => group.key === 'not-running')?.options
    expect(waiting?.map((option) => [option.key, option.note.type, option.action])).toEqual([
      ['lm-studio', 'looking', null],
      ['llama-cpp', 'looking', null],
    ])
  })

  it('takes a server into use for a model that it does not offer yet', () => {
    const options = groupsOf([guide, ollama], [running]).find((group) => group.key === 'ollama')?.options
    expect(options?.map((option) => option.action?.type)).toEqual(['choose', 'use-local'])
  })

  it('offers no model of a server that has stopped, though it is in use', () => {
    const groups = groupsOf([guide, ollama], [{ ...running, models: null }])
    expect(groups.find((group) => group.key === 'ollama')).toBeUndefined()
  })

  it('says where to get a model when a server has none', () => {
    const options = groupsOf([guide], [{ ...running, models: [] }]).find((group) => group.key === 'ollama')?.options
    expect(options?.map((option) => [option.action, option.note.type])).toEqual([[null, 'download']])
  })
})

describe('the filter', () => {
  it('needs every word, in the name or the heading, in any case', () => {
    const groups = groupsOf([guide, openai], [running, off])
    const names = (filter: string) =>
      filterGroups(groups, filter).flatMap((group) => group.options.map((one) => one.name))
    expect(names('MINI openai')).toEqual(['gpt-5.1-mini'])
    expect(names('ollama 4b')).toEqual(['gemma3:4b'])
    expect(names('lm studio')).toEqual([])
    expect(names('nothing')).toEqual([])
  })
})
