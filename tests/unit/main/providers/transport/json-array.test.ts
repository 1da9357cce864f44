import { expect, test } from 'vitest'
import { JsonArrayElements } from '../../../../../src/main/providers/transport/json-array'
import { AppError } from '../../../../../src/shared/errors'

const values = [{ a: '],["{\\' }, [1, [2, { b: null }]], 'text, "quoted" \\', 3, true, null, {}, []]

test('gives each element whole, wherever the text is cut', () => {
  const text = `\uFEFF \r\n${JSON.stringify(values, null, 1)}\n trailing ] [ 7`
  for (let cut = 0; cut <= text.length; cut += 1) {
    const elements = new JsonArrayElements(1000)
    const given = [text.slice(0, cut), text.slice(cut)].flatMap((part) => elements.push(part))
    expect(
      given.map((element) => JSON.parse(element) as unknown),
      `cut at ${cut}`,
    ).toEqual(values)
    expect(elements.closed).toBe(true)
  }
})

test('an element is given when its end is there, not before', () => {
  const elements = new JsonArrayElements(1000)
  expect(elements.push('[{"a":1}')).toEqual([])
  expect(elements.push(',{"b"')).toEqual(['{"a":1}'])
  expect(elements.push(':2}]')).toEqual(['{"b":2}'])
})

test('nothing between the brackets, and no end', () => {
  const elements = new JsonArrayElements(1000)
  expect(elements.push('[ , ')).toEqual([])
  expect(elements.closed).toBe(false)
  expect(elements.push(' ]')).toEqual([])
  expect(elements.closed).toBe(true)
})

test('one that grows beyond the limit is refused', () => {
  const elements = new JsonArrayElements(10)
  elements.push('["1234",')
  expect(() => elements.push('"0123456789')).toThrow(AppError)
})
