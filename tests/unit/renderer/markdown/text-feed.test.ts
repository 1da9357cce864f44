import { describe, expect, it } from 'vitest'
import type { MarkdownView } from '../../../../src/renderer/markdown/paint/markdown-view'
import { TextFeed } from '../../../../src/renderer/markdown/text-feed'

/** A feed, and what its views were told, each view's calls in a list of its own. */
function setUp() {
  const views: string[][] = []
  const feed = new TextFeed((): MarkdownView => {
    const calls: string[] = []
    views.push(calls)
    return {
      push: (text) => void calls.push(`push ${text}`),
      end: async () => void calls.push('end'),
      resume: (text) => void calls.push(`resume ${text}`),
      showAtOnce: () => undefined,
      rest: () => undefined,
      wake: () => undefined,
      stop: () => void calls.push('stop'),
    }
  })
  return { feed, views }
}

describe('a text that grows', () => {
  it('is pushed piece by piece, and never again as a whole', () => {
    const { feed, views } = setUp()
    feed.reset('So far')
    feed.append(', and')
    feed.append(' more')
    feed.end()
    expect(views).toEqual([['push So far', 'push , and', 'push  more', 'end']])
  })

  it('is pushed from where it is known when pieces were missed', () => {
    const { feed, views } = setUp()
    feed.reset('one ')
    feed.append('two ')
    feed.reset('one two three ')
    feed.append('four')
    expect(views).toEqual([['push one ', 'push two ', 'push three ', 'push four']])
  })

  it.each(['one TWO ', 'one', ''])('is shown anew when it is another one (%j)', (text) => {
    const { feed, views } = setUp()
    feed.reset('one two ')
    feed.reset(text)
    expect(views).toEqual([['push one two ', 'stop'], text === '' ? [] : [`push ${text}`]])
  })
})

describe('a text that is complete', () => {
  it('leaves the view alone that has shown all of it', () => {
    const { feed, views } = setUp()
    feed.reset('All')
    feed.append(' of it')
    feed.end()
    feed.complete('All of it')
    feed.complete('All of it')
    expect(views).toEqual([['push All', 'push  of it', 'end']])
  })

  it('is known to be complete before its end was heard', () => {
    const { feed, views } = setUp()
    feed.reset('All')
    feed.complete('All of it')
    feed.end()
    expect(views).toEqual([['push All', 'push  of it', 'end']])
  })
})

describe('a text that goes on after its end', () => {
  it('goes on in the same view, when there is more', () => {
    const { feed, views } = setUp()
    feed.complete('First part')
    feed.reset('First part')
    expect(views).toEqual([['push First part', 'end']])
    feed.append(', second')
    feed.append(' part')
    feed.end()
    expect(views).toEqual([['push First part', 'end', 'resume First part, second', 'push  part', 'end']])
  })

  it('goes on at once when more has come already', () => {
    const { feed, views } = setUp()
    feed.complete('First part')
    feed.reset('First part, second')
    feed.complete('First part, second part')
    expect(views).toEqual([['push First part', 'end', 'resume First part, second', 'push  part', 'end']])
  })

  it('may end again with nothing new', () => {
    const { feed, views } = setUp()
    feed.complete('All')
    feed.reset('All')
    feed.end()
    feed.complete('All')
    expect(views).toEqual([['push All', 'end']])
  })
})
