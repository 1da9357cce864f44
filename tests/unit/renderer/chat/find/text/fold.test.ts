import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../../../../../src/renderer/chat/find/text/fold'

const folded = (text: string): string => fold(text).text

describe('what a reader takes for the same folds to the same', () => {
  it.each([
    ['case', 'Straße ÉVRY Σίσυφος', 'STRASSE évry ΣΊΣΥΦΟΣ'],
    ['Latin marks', 'crème brûlée, Łódź, smørrebrød', 'creme brulee, lodz, smorrebrod'],
    ['composed and decomposed', 'caf\u00e9 が й', 'cafe\u0301 \u304b\u3099 \u0438\u0306'],
    ['full width', 'ＲＵＮＮＥＬ　（１２３）', 'runnel (123)'],
    ['half width', 'ｶﾞｲﾄﾞ', 'ガイド'],
    ['ligatures', 'ﬁne œuvre', 'fine oeuvre'],
    ['quotes and hyphens', '“it’s” non‑stop', '"it\'s" non-stop'],
    ['what is not seen', 'soft\u00adhyphen zero\u200bwidth \u202eturned', 'softhyphen zerowidth turned'],
  ])('%s', (_name, one, other) => expect(folded(one)).toBe(folded(other)))
})

// A search for か must not stop at が, nor one for и at й: in these scripts a mark makes another letter.
it('a mark that makes another letter stays', () => {
  for (const [one, other] of [
    ['か', 'が'],
    ['カ', 'ガ'],
    ['и', 'й'],
    ['한', '하'],
    ['ו', 'וּ'],
  ] as const) {
    expect(folded(one)).not.toBe(folded(other))
  }
  expect(folded('が')).not.toContain('か')
  expect(folded('й')).not.toContain('и')
})

// A wrong map marks the letters beside the match, or cuts a character.
it('says where each part stands in the source', () => {
  const source = 'Ⅷ ﬁn ﬀ Straße 한국 ｶﾞ e\u0301nd'
  const { text, startOf, endOf } = fold(source)
  const original = (part: string): string => {
    const at = text.indexOf(part)
    return source.slice(startOf(at), endOf(at + part.length))
  }
  expect(['viii', 'fin', 'i', 'strasse', 'ass', '한국', 'ガ', 'end'].map(original)).toEqual([
    'Ⅷ',
    'ﬁn',
    'Ⅷ',
    'Straße',
    'aß',
    '한국',
    'ｶﾞ',
    'e\u0301nd',
  ])
})

it('maps every folded character into the source, in order, for any text', () => {
  const isMapped = (source: string): boolean => {
    const { text, startOf, endOf } = fold(source)
    const places = Array.from({ length: text.length }, (_, index) => [startOf(index), endOf(index + 1)] as const)
    return places.every(([start, end], index) => {
      const [before] = places[index - 1] ?? [0]
      return start >= before && end > start && end <= source.length
    })
  }
  const property = fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (source) => {
    expect(isMapped(source)).toBe(true)
  })
  fc.assert(property, { numRuns: 300 })
})

// A map that is walked from its start for each character takes minutes.
it('a text of half a megabyte takes no time that could be felt', () => {
  const startedAt = performance.now()
  const { text, endOf } = fold('Plain words, 中文，and more. '.repeat(20_000))
  expect(endOf(text.length)).toBe('Plain words, 中文，and more. '.length * 20_000)
  expect(performance.now() - startedAt).toBeLessThan(2000)
})
