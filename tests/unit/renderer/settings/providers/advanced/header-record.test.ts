import { expect, it } from 'vitest'
import {
  isHeaderName,
  withHeader,
  withoutHeader,
} from '../../../../../../src/renderer/settings/providers/advanced/header-record'

it.each(['X-Title', 'api-key', 'a', 'x_y.z'])('takes %s as a name', (name) => {
  expect(isHeaderName(name)).toBe(true)
})

it.each(['', 'X Title', 'X-Title:', 'Ключ', 'a\nb'])('refuses %j as a name', (name) => {
  expect(isHeaderName(name)).toBe(false)
})

it('has one header under names that differ in case alone', () => {
  expect(withHeader({ 'X-Title': 'old', Other: '1' }, 'x-title', 'new')).toEqual({ Other: '1', 'x-title': 'new' })
  expect(withoutHeader({ 'X-Title': 'old' }, 'x-TITLE')).toEqual({})
})
