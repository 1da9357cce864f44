import { describe, expect, it } from 'vitest'
import {
  keepOrder,
  orderModels,
  shownModels,
  toggleModel,
} from '../../../../../src/renderer/settings/providers/model-list'

const models = (...ids: string[]) => ids.map((id) => ({ id }))
const many = models(...Array.from({ length: 46 }, (_, index) => `model-${index + 1}`))

describe('orderModels', () => {
  it('puts what is offered first, in its own order, and the rest by name with numbers as numbers', () => {
    const order = orderModels(['z-mine', 'gpt-9'], models('gpt-10', 'gpt-9', 'gpt-2', 'Alpha'))
    expect(order.ids).toEqual(['z-mine', 'gpt-9', 'Alpha', 'gpt-2', 'gpt-10'])
  })

  it('shows a model once, however often the provider lists it', () => {
    expect(orderModels(['a', 'a'], models('a', 'b', 'b')).ids).toEqual(['a', 'b'])
  })
})

describe('shownModels', () => {
  it('shows a short list whole, even when it is folded and something stands in the filter', () => {
    expect(shownModels(orderModels([], models('a', 'b')), false, 'x')).toEqual(['a', 'b'])
  })

  it('folds a long list to what was offered when it was ordered, at least four rows', () => {
    expect(shownModels(orderModels(['model-40'], many), false, '')).toEqual([
      'model-40',
      'model-1',
      'model-2',
      'model-3',
    ])
    expect(
      shownModels(
        orderModels(
          many.slice(0, 6).map(({ id }) => id),
          many,
        ),
        false,
        '',
      ),
    ).toHaveLength(6)
  })

  it('finds every word of the filter anywhere in the id, whatever its case', () => {
    const order = orderModels([], [...many, { id: 'meta/Llama-4-70B-instruct' }])
    expect(shownModels(order, true, ' 70b  llama ')).toEqual(['meta/Llama-4-70B-instruct'])
    expect(shownModels(order, true, '')).toHaveLength(47)
    expect(shownModels(order, true, 'nothing')).toEqual([])
  })
})

describe('keepOrder', () => {
  it('moves no row and hides none when models are ticked and unticked', () => {
    const order = orderModels(['model-3', 'model-4', 'model-5', 'model-6', 'model-7'], many)
    expect(keepOrder(order, ['model-3'])).toBe(order)
    expect(keepOrder(order, ['model-3', 'model-40'])).toBe(order)
  })

  it('keeps a model that was added by hand in sight of a folded list', () => {
    const order = keepOrder(orderModels(['model-1'], many), ['model-1', 'typed-by-hand'])
    expect(shownModels(order, false, '')).toEqual(['model-1', 'model-2', 'model-3', 'model-4', 'typed-by-hand'])
    expect(order.ids).toHaveLength(47)
  })
})

describe('toggleModel', () => {
  it('adds at the end and takes away, leaving the others where they are', () => {
    expect(toggleModel(['a', 'b'], 'c')).toEqual(['a', 'b', 'c'])
    expect(toggleModel(['a', 'b', 'c'], 'b')).toEqual(['a', 'c'])
  })
})
