import { expect, it } from 'vitest'
import { diagramAddress, isDiagramAddress } from '../../../../src/shared/diagrams/diagram-address'

it('gives each diagram a host of its own', () => {
  const addresses = [1, 2, 999_999_999].map(diagramAddress)
  expect(addresses.every(isDiagramAddress)).toBe(true)
  expect(new Set(addresses.map((address) => new URL(address).host)).size).toBe(3)
})
