import { expect, it } from 'vitest'
import { keepPlace, keptPlace, type Place } from '../../../../../../src/renderer/chat/transcript/reading/places'

const place: Place = { following: true, anchor: null, heights: new Map(), turnsFromEnd: 0 }

// Each place holds the heights of a conversation's turns: kept for ever, they grow with every conversation looked at.
it('keeps the places that were looked at last, and no more than fifty', () => {
  keepPlace('first', place)
  keepPlace('second', place)
  for (let number = 0; number < 48; number += 1) keepPlace(`other ${number}`, place)
  keepPlace('first', place)
  keepPlace('one more', place)
  expect(keptPlace('first')).toBe(place)
  expect(keptPlace('second')).toBeNull()
})
