import { expect, test } from 'vitest'
import { Prefill } from '../../../../../src/main/providers/anthropic/prefill'

const rows: readonly (readonly [shown: string, written: string, joined: string])[] = [
  ['Once', ' upon', 'Once upon'],
  ['Once ', ' upon', 'Once upon'],
  ['Once ', 'upon', 'Once upon'],
  ['One.\n', '\n\nTwo', 'One.\n\nTwo'],
  ['One.\n\n', '\n\nTwo', 'One.\n\nTwo'],
  ['One.\n\n', 'Two', 'One.\n\nTwo'],
  ['One\n', ' two', 'One\ntwo'],
  ['if x:\n    ', '\n    return', 'if x:\n    return'],
  ['if x:\n', '\n    return', 'if x:\n    return'],
  ['- a\n', '\n  - b', '- a\n  - b'],
  ['Text', '  \n', 'Text  \n'],
  ['\n', '\nFirst', '\nFirst'],
]

test.each(rows)('%j and %j are %j, however the pieces are cut', (shown, written, joined) => {
  for (let cut = 0; cut <= written.length; cut += 1) {
    const prefill = new Prefill(shown)
    expect(prefill.text).toBe(shown.trimEnd())
    const pieces = [written.slice(0, cut), written.slice(cut)].map((piece) => prefill.push(piece))
    expect(shown + pieces.join(''), `cut at ${cut}`).toBe(joined)
  }
})

test('white space later on is the model’s', () => {
  const prefill = new Prefill('a \n')
  expect(['b', ' \n', ' \n'].map((piece) => prefill.push(piece))).toEqual(['b', ' \n', ' \n'])
})
