import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findLanguage, languages } from '../../../../../src/renderer/markdown/highlight/languages'
import { highlighterFor, mark, readSamples } from './samples'

const samples = readSamples()
const idOf = (info: string) => findLanguage(info)?.id ?? null

// A mode that is slow goes plain. How slow the machine is that runs the tests says nothing of a mode.
beforeAll(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterAll(() => void vi.useRealTimers())

describe('languages', () => {
  it('has a sample of each', () => {
    const seen = new Set(samples.map(({ info }) => idOf(info)))
    expect(languages.filter(({ id }) => !seen.has(id)).map(({ id }) => id)).toEqual([])
    expect(languages.length).toBeGreaterThanOrEqual(90)
  })

  it.each(samples)('colours $info', async ({ info, code, marked }) => {
    const highlighter = await highlighterFor(info)
    const lines = code.split('\n').map((line) => mark(line, highlighter.line(line)))
    expect(lines.join('\n')).toBe(marked)
  })

  it('is not led astray by a line that grows', async () => {
    for (const { info, code, marked } of samples) {
      const highlighter = await highlighterFor(info)
      const lines = code.split('\n').map((line) => {
        for (let end = 1; end < line.length; end += 3) highlighter.openLine(line.slice(0, end))
        const open = mark(line, highlighter.openLine(line))
        const whole = mark(line, highlighter.line(line))
        expect(open).toBe(whole)
        return whole
      })
      expect(lines.join('\n'), info).toBe(marked)
    }
  })

  it('survives what nobody writes', async () => {
    const pieces = [
      '(',
      '{{',
      '"',
      "'",
      '`',
      '\\',
      '/',
      '/*',
      '${',
      '<<',
      '<a ',
      '</',
      '<?',
      '--',
      '[',
      '0x',
      'a.',
      '\ud800',
    ]
    for (const { id } of languages) {
      const highlighter = await highlighterFor(id)
      for (const piece of pieces) {
        const line = piece.repeat(120)
        const tokens = highlighter.line(line)
        expect(tokens.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(line.length)
        expect(tokens.every(({ length }) => length > 0)).toBe(true)
      }
    }
  })
})

describe('findLanguage', () => {
  it.each([
    ['ts', 'typescript'],
    ['TypeScript', 'typescript'],
    ['js title="a.js" {1,3}', 'javascript'],
    ['jsonc', 'json'],
    ['c++', 'cpp'],
    ['C#', 'csharp'],
    ['f#', 'fsharp'],
    ['obj-c', 'objective-c'],
    ['Objective-C', 'objective-c'],
    ['h', 'c'],
    ['m', 'objective-c'],
    ['py', 'python'],
    ['zsh', 'shell'],
    ['shell-session', 'console'],
    ['ps1', 'powershell'],
    ['yml', 'yaml'],
    ['Dockerfile', 'dockerfile'],
    ['make', 'makefile'],
    ['patch', 'diff'],
    ['tex', 'latex'],
    ['jl', 'julia'],
    ['kt', 'kotlin'],
    ['rs', 'rust'],
    ['vb.net', 'visual-basic'],
    ['pl/sql', 'plsql'],
    ['{.python .numberLines}', 'python'],
    ['{r}', 'r'],
    ['language-css', 'css'],
    ['js,ignore', 'javascript'],
    ['rust:src/main.rs', 'rust'],
    ['12:40:src/app.tsx', 'tsx'],
    ['src/deploy/Dockerfile', 'dockerfile'],
    ['CMakeLists.txt', 'cmake'],
    ['package.json', 'json'],
  ])('knows %s', (info, id) => expect(idOf(info)).toBe(id))

  it.each(['', ' ', 'text', 'plaintext', 'mermaid', 'constructor', '__proto__', 'toString', '.', ':', '/', '=', '{'])(
    'knows no %j',
    (info) => expect(findLanguage(info)).toBeNull(),
  )

  it('says how people write it and what its files end in', () => {
    expect(findLanguage('cpp')).toMatchObject({ name: 'C++', extension: 'cpp' })
    expect(languages.filter(({ extension }) => !/^\w+$/.test(extension))).toEqual([])
    expect(new Set(languages.map(({ id }) => id)).size).toBe(languages.length)
  })
})
