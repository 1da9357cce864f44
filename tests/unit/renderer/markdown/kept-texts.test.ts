import { describe, expect, it } from 'vitest'
import { KeptTexts } from '../../../../src/renderer/markdown/kept-texts'

/** Texts that are kept, and the names of those that have been stopped. */
function setUp(most: { texts: number; characters: number }) {
  const stopped: string[] = []
  const make = (name: string, length: number) => ({ length, stop: () => void stopped.push(name) })
  return { kept: new KeptTexts<ReturnType<typeof make>>(most), make, stopped }
}

describe('texts that have left the page', () => {
  it('come back once', () => {
    const { kept, make, stopped } = setUp({ texts: 2, characters: 100 })
    const text = make('a', 10)
    kept.keep('a', text)
    expect(kept.take('a')).toBe(text)
    expect(kept.take('a')).toBeNull()
    expect(stopped).toEqual([])
  })

  // Nobody else would end its listeners.
  it('are stopped when another one has the same key', () => {
    const { kept, make, stopped } = setUp({ texts: 2, characters: 100 })
    kept.keep('a', make('first', 10))
    kept.keep('a', make('second', 10))
    expect(stopped).toEqual(['first'])
  })

  it('go, those first that left longest ago, when there are too many', () => {
    const { kept, make, stopped } = setUp({ texts: 2, characters: 100 })
    for (const name of ['a', 'b']) kept.keep(name, make(name, 10))
    kept.keep('a', kept.take('a') ?? make('none', 0))
    kept.keep('c', make('c', 10))
    expect(stopped).toEqual(['b'])
  })

  // What is counted wrong once is wrong for as long as the window lives: then nothing, or everything, is kept.
  it('go when they are too long together, as many as it takes, but never the last one', () => {
    const { kept, make, stopped } = setUp({ texts: 9, characters: 100 })
    for (let time = 0; time < 20; time += 1) {
      kept.keep('a', make('a', 60))
      kept.take('a')
    }
    for (const name of ['b', 'c', 'd']) kept.keep(name, make(name, 33))
    expect(stopped).toEqual([])
    kept.keep('long', make('long', 500))
    expect(stopped).toEqual(['b', 'c', 'd'])
    expect(kept.take('long')).not.toBeNull()
  })
})
