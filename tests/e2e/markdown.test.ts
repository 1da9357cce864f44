import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildPaintPage, startPaintPage } from '../support/markdown/start-paint-page'
import { tortureTexts } from '../support/markdown/torture-texts'
import { replyText } from '../perf/reply-text'

const folder = mkdtempSync(join(tmpdir(), 'runnel-paint-'))
beforeAll(() => buildPaintPage(folder))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A text cut at random places, the same for the same seed. */
function cut(text: string, longest: number, seed: number): readonly string[] {
  let state = seed
  const pieces: string[] = []
  for (let from = 0; from < text.length;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const length = 1 + Math.floor((state / 2 ** 32) * longest)
    pieces.push(text.slice(from, from + length))
    from += length
  }
  return pieces
}

async function startHeldPage(): Promise<Page> {
  const page = await startPaintPage(folder)
  await page.evaluate(() => window.paint.load())
  await page.evaluate(() => window.paint.frames.hold())
  return page
}

test('a text in pieces ends as the elements of the whole text, and what is finished is never painted again', async () => {
  const page = await startHeldPage()
  for (const [name, text] of Object.entries(tortureTexts)) {
    const whole = await page.evaluate((given) => window.paint.whole(given), text)
    // Every character alone where a text is short, random pieces everywhere.
    const longest = text.length < 1200 ? [1, 6, 40] : text.length < 4000 ? [9, 60] : [70, 900]
    for (const [index, most] of longest.entries()) {
      const pieces = most === 1 ? [...text] : cut(text, most, index + 1)
      const { html, moved } = await page.evaluate((given) => window.paint.inPieces(given), pieces)
      expect(moved, `${name}, pieces up to ${most}`).toBeNull()
      expect(html, `${name}, pieces up to ${most}`).toBe(whole)
    }
  }
})

test('a text that goes on after its end ends as the elements of the whole text', async () => {
  const page = await startHeldPage()
  for (const [name, text] of Object.entries(tortureTexts)) {
    const whole = await page.evaluate((given) => window.paint.whole(given), text)
    for (const seed of [1, 2, 3]) {
      const parts = cut(text, text.length, seed)
      expect(await page.evaluate((given) => window.paint.continued(given), parts), `${name}: ${seed}`).toBe(whole)
    }
  }
})

describe('what a reader can do', () => {
  async function shown(text: string, options: { readonly folds?: boolean } = {}): Promise<Page> {
    const page = await startPaintPage(folder)
    await page.evaluate(
      async ([given, folds]) => {
        const { view } = window.paint.show({ isUnfolded: () => !folds })
        view.push(given)
        await view.end()
      },
      [text, options.folds === true] as const,
    )
    return page
  }
  const asked = (page: Page) => page.evaluate(() => window.paint.asked)
  const tool = (page: Page, name: string) => page.getByRole('button', { name })

  test('copies, saves, wraps and numbers code, exactly as it was written', async () => {
    const code = 'if (a && b) {\n\n\t// \u202etrick\n  return "x"\n}'
    const page = await shown(`\`\`\`ts\n${code}\n\`\`\``)
    await tool(page, 'Copy code').click()
    await tool(page, 'Copied').waitFor()
    await tool(page, 'Save as a file').click()
    expect(await asked(page)).toEqual([`copy ${code}`, `save code.ts: ${code}\n`])

    const lines = page.locator('figure .line')
    await tool(page, 'Number lines').click()
    expect(await lines.count()).toBe(5)
    expect(await lines.evaluateAll((all) => all.map((line) => line.getAttribute('data-number')))).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
    ])
    expect(await page.locator('figure code').textContent()).toBe(code)
    await tool(page, 'Number lines').click()
    expect(await lines.count()).toBe(0)
    expect(await page.locator('figure code').textContent()).toBe(code)

    await tool(page, 'Wrap lines').click()
    expect(await tool(page, 'Wrap lines').getAttribute('aria-pressed')).toBe('true')
  })

  test('selects code as it was written, over lines, colours and numbers', async () => {
    const code = Array.from({ length: 120 }, (_, index) => `const value${index} = ${index} // note`).join('\n')
    const page = await shown(`\`\`\`js\n${code}\n\`\`\``)
    const selected = () =>
      page.evaluate(() => {
        const selection = document.getSelection()
        selection?.selectAllChildren(document.querySelector('figure code') as Element)
        return String(selection)
      })
    expect(await selected()).toBe(code)
    await tool(page, 'Number lines').click()
    expect(await selected()).toBe(code)
  })

  test('sees controls that turn the direction of code, and copies them', async () => {
    const page = await shown('Code `a\u202eb`.\n\n```\nx \u2066y\n```')
    const marks = await page.locator('.bidi-mark').evaluateAll((all) => all.map((one) => one.getAttribute('data-name')))
    expect(marks).toEqual(['RLO', 'LRI'])
    expect(await page.locator('p code').textContent()).toBe('a\u202eb')
  })

  test('unfolds long code that came as a whole, and code that grew here is never folded', async () => {
    const code = `\`\`\`\n${'line\n'.repeat(60)}\`\`\`\n`
    const page = await shown(code, { folds: true })
    const figure = page.locator('figure')
    const folded = (await figure.boundingBox())?.height ?? 0
    expect(folded).toBeLessThan(60 * 20)
    await tool(page, 'Show all 60 lines').click()
    expect((await figure.boundingBox())?.height).toBeGreaterThan(60 * 20)

    await page.evaluate(async (given) => {
      const { view } = window.paint.show({ isUnfolded: () => false })
      view.push(given.slice(0, 50))
      await new Promise((resolve) => requestAnimationFrame(resolve))
      view.push(given.slice(50))
      await view.end()
    }, code)
    expect(await page.locator('.is-folded').count()).toBe(0)
  })

  test('copies a table in three ways', async () => {
    const page = await shown('| a | b |\n|:--|--:|\n| 1,5 | **x** |\n')
    await page.locator('.table-block').hover()
    for (const name of ['Copy', 'Markdown', 'CSV']) await page.getByRole('button', { name, exact: true }).click()
    const [rich, markdown, csv] = await asked(page)
    expect(rich).toMatch(/^copy a\tb\n1,5\tx as <table>.*<strong>x<\/strong>/s)
    expect(markdown).toBe('copy | a | b |\n| :--- | ---: |\n| 1,5 | **x** |\n')
    expect(csv).toBe('copy a,b\r\n"1,5",x\r\n')
  })

  test('leaves by the one door only, and no picture is fetched', async () => {
    const page = await shown(
      '[go](https://example.com/a "Title") [bad](javascript:alert(1)) ![chart](https://spy.example/p.png)\n\n' +
        '![dot](data:image/gif;base64,R0lGODlhAQABAAAAACw=) ![svg](data:image/svg+xml,x)\n',
    )
    const link = page.getByRole('link', { name: 'go' })
    expect(await link.getAttribute('title')).toBe('Title\nhttps://example.com/a')
    await link.click()
    await link.click({ button: 'middle' })
    await page.getByText('bad').click()
    await tool(page, 'Open in the browser').click()
    expect(await asked(page)).toEqual([
      'open https://example.com/a',
      'open https://example.com/a',
      'open https://spy.example/p.png',
    ])
    expect(await page.locator('img').evaluateAll((all) => all.map((one) => one.getAttribute('alt')))).toEqual(['dot'])
    expect(await page.locator('.image').first().textContent()).toContain('https://spy.example/p.png')
  })

  test('goes to a note and back to where it was read, and nowhere else', async () => {
    const page = await shown(
      `One[^a].\n\n${'Text.\n\n'.repeat(80)}Two[^a].\n\n${'Text.\n\n'.repeat(80)}[^a]: The note.\n`,
    )
    const address = page.url()
    const top = () => page.locator('.transcript').evaluate((box) => box.scrollTop)
    // What is out of sight is not laid out, so no pointer finds it; a key that moves the focus does.
    await tool(page, 'Note 1')
      .nth(1)
      .evaluate((button) => (button as HTMLElement).click())
    await expect.poll(top).toBeGreaterThan(1000)
    const note = await top()
    await tool(page, 'Back to the text of note 1').click()
    await expect.poll(top).toBeLessThan(note - 500)
    expect(
      await tool(page, 'Note 1')
        .nth(1)
        .evaluate((button) => button === document.activeElement),
    ).toBe(true)
    expect(page.url()).toBe(address)
  })

  test('sees notes once the text has come to them, and never below text that grows', async () => {
    const page = await startHeldPage()
    const labels = Array.from({ length: 40 }, (_, index) => `n${index}`)
    const text = `${labels.map((label) => `Text[^${label}].`).join(' ')}\n\n`
    const notes = labels.map((label) => `[^${label}]: ${'A note. '.repeat(30)}\n`).join('')
    const counts = await page.evaluate(
      (parts) => {
        const { host, view } = window.paint.show()
        const shown = parts.map((part) => {
          view.push(part)
          window.paint.frames.runWaiting()
          return host.querySelectorAll('.notes li').length
        })
        const caret = host.querySelector('[data-caret]')?.closest('.notes') !== null
        void view.end()
        window.paint.frames.runWaiting()
        return { shown, caret, end: host.querySelectorAll('.notes li').length }
      },
      [text, '[^n0]: One.\n', '\nMore text.\n', ...notes.split(/(?<=\n)/).slice(1, 4), '\nAnd more', '\n\n', notes],
    )
    expect(counts).toEqual({ shown: [0, 0, 0, 0, 0, 4, 0, 0, 40], caret: true, end: 40 })
  })

  test('reads each text in its own direction', async () => {
    const page = await shown('Latin\n\nשלום `code`\n\n- مرحبا\n- hello\n\n1. one\n\n   שלום\n\n> שלום\n>\n> Latin\n')
    const directions = await page
      .locator('.markdown p')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).direction))
    expect(directions).toEqual(['ltr', 'rtl', 'rtl', 'ltr', 'ltr', 'rtl', 'rtl', 'ltr'])
    const marks = await page
      .locator('.markdown li')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).direction))
    expect(marks).toEqual(['rtl', 'ltr', 'ltr'])
  })
})

describe('much text at once', () => {
  const times = (text: string, length: number) => text.repeat(Math.ceil(length / text.length)).slice(0, length)
  const texts: Readonly<Record<string, () => string>> = {
    'a reply of five million characters': () => times(`${replyText(50_000)}\n\n`, 5_000_000),
    'one line of a million characters': () => times('words without an end ', 1_000_000),
    'one word of a million characters': () => 'x'.repeat(1_000_000),
    'code of four million characters': () => `\`\`\`html\n${times('<div class="x">some text</div>\n', 4_000_000)}`,
    'one line of code of a million characters': () => `\`\`\`js\n${times('const a = 1; ', 1_000_000)}`,
    'a list of thirty thousand items': () => times('- an **item** of a list\n', 700_000),
    'a table of ten thousand rows': () => `| a | b |\n|---|---|\n${times('| some cell | **other** |\n', 250_000)}`,
    'a table of two thousand columns': () =>
      `|${' a |'.repeat(2000)}\n|${'-|'.repeat(2000)}\n|${' b |'.repeat(2000)}\n`,
    'quotes in quotes, a thousand deep': () => `${'> '.repeat(1000)}x\n`,
  }

  test.each(Object.entries(texts))('%s: each frame adds a little, and nothing sticks out', async (_name, make) => {
    const page = await startPaintPage(folder)
    const text = make()
    const seen = await page.evaluate(async (given) => {
      const { view, host } = window.paint.show()
      const workMs = window.paint.frames.watch()
      view.push(given)
      await view.end()
      const box = document.querySelector('.transcript') as Element
      return { workMs, length: host.textContent.length, wide: box.scrollWidth - box.clientWidth }
    }, text)
    expect(seen.length).toBeGreaterThan(text.length / 2)
    expect(seen.wide).toBe(0)
    // In the longest ones the machine did something else: work ends by the clock.
    const longest = seen.workMs.toSorted((one, other) => other - one)
    expect(longest[Math.ceil(longest.length / 10)] ?? 0).toBeLessThan(50)
  })
})

describe('the place of a reader', () => {
  test('stays while text grows below', async () => {
    const page = await startPaintPage(folder)
    const moved = await page.evaluate(async (text) => {
      await window.paint.load()
      const box = document.querySelector('.transcript') as HTMLElement
      const { view, host } = window.paint.show()
      view.push(text.slice(0, 20_000))
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      while (host.textContent.length < 10_000) await frame()
      box.scrollTop = 3000
      for (let settled = 0; settled < 20; settled += 1) await frame()
      const read = [...host.querySelectorAll('p, li')].find((one) => one.getBoundingClientRect().top > 100) as Element
      const before = read.getBoundingClientRect().top
      const moves: number[] = []
      for (let from = 20_000; from < text.length; from += 200) {
        view.push(text.slice(from, from + 200))
        await frame()
        moves.push(Math.abs(read.getBoundingClientRect().top - before))
      }
      return Math.max(...moves)
    }, replyText(50_000))
    expect(moved).toBeLessThanOrEqual(2)
  })

  test('moves as far as it is scrolled, on the way back through a long reply', async () => {
    const page = await startPaintPage(folder)
    const drift = await page.evaluate(async (text) => {
      await window.paint.load()
      const box = document.querySelector('.transcript') as HTMLElement
      const { view, host } = window.paint.show()
      view.push(text)
      await view.end()
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      for (let settled = 0; settled < 20; settled += 1) {
        box.scrollTop = box.scrollHeight
        await frame()
      }
      let worst = 0
      const inView = (one: Element) => one.checkVisibility({ contentVisibilityAuto: true }) && isInside(one)
      const isInside = (one: Element) => {
        const { top } = one.getBoundingClientRect()
        return top > 50 && top < 400
      }
      while (box.scrollTop > 500) {
        const read = [...host.querySelectorAll('p, li, tr, pre')].findLast(inView)
        const before = read?.getBoundingClientRect().top ?? 0
        box.scrollTop -= 200
        await frame()
        await frame()
        if (read) worst = Math.max(worst, Math.abs(read.getBoundingClientRect().top - before - 200))
      }
      return worst
    }, replyText(60_000))
    expect(drift).toBeLessThanOrEqual(2)
  })
})
