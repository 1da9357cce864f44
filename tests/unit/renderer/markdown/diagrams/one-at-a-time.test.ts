import { expect, it } from 'vitest'
import { oneAtATime } from '../../../../../src/renderer/markdown/diagrams/one-at-a-time'

it('runs one task after the other, in their order, without those that were taken out', async () => {
  const said: string[] = []
  const gates = new Map<string, () => void>()
  const add = (name: string) =>
    oneAtATime(async () => {
      said.push(`${name} starts`)
      await new Promise<void>((resolve) => gates.set(name, resolve))
      said.push(`${name} ends`)
    })
  add('a')
  const takeOut = add('b')
  add('c')
  const takeOutRunning = add('d')
  takeOut()
  expect(said).toEqual(['a starts'])
  gates.get('a')?.()
  await expect.poll(() => said).toEqual(['a starts', 'a ends', 'c starts'])
  gates.get('c')?.()
  await expect.poll(() => said.at(-1)).toBe('d starts')
  takeOutRunning()
  gates.get('d')?.()
  await expect.poll(() => said.at(-1)).toBe('d ends')
  add('e')
  expect(said.at(-1)).toBe('e starts')
  gates.get('e')?.()
})
