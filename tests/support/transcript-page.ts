import type { ElectronApplication, Page } from 'playwright'
import { startWithServer } from './chat-window'

// What tests see of the transcript. Everything is measured after a frame has been painted, as a reader sees it.

/** What scrolls. */
export const transcript = (page: Page) => page.locator('section.transcript')

/** Starts the app and waits until questions can be asked. */
export async function startShown(...setting: Parameters<typeof startWithServer>) {
  const running = await startWithServer(...setting)
  await running.page.locator('.composer .who').waitFor()
  return running
}

/** Opens a stored conversation and waits until it stands still. */
export async function openStored(page: Page, title: string): Promise<void> {
  await page.locator('.sidebar nav').getByText(title).click()
  await page.locator('article.reply').last().waitFor()
  await atRest(page)
}

/** How far the page is from its end, in pixels. */
export function fromEnd(page: Page): Promise<number> {
  return page.evaluate(() => {
    const box = document.querySelector('section.transcript')
    return box ? box.scrollHeight - box.clientHeight - box.scrollTop : Number.NaN
  })
}

/** How many turns are mounted. */
export function mountedTurns(page: Page): Promise<number> {
  return page.locator('section.transcript [data-slot]').count()
}

/** Begins to note, after each painted frame, how far the page is from its end and how far the marked element has moved. */
export async function watchFrames(page: Page): Promise<() => Promise<FrameNotes>> {
  await page.evaluate(() => {
    const notes: { fromEnd: number[]; moved: number[]; mounted: number[] } = { fromEnd: [], moved: [], mounted: [] }
    const watched = window as unknown as { marked?: () => number; notes?: typeof notes }
    const start = watched.marked?.() ?? 0
    watched.notes = notes
    const channel = new MessageChannel()
    channel.port1.addEventListener('message', () => {
      const box = document.querySelector('section.transcript')
      if (box) notes.fromEnd.push(box.scrollHeight - box.clientHeight - box.scrollTop)
      if (watched.marked) notes.moved.push(Math.abs(watched.marked() - start))
      notes.mounted.push(document.querySelectorAll('section.transcript [data-slot]').length)
    })
    channel.port1.start()
    const frame = (): void => {
      if (watched.notes !== notes) return
      channel.port2.postMessage(null)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  return () =>
    page.evaluate(() => {
      const watched = window as unknown as { notes?: FrameNotes }
      const { notes } = watched
      delete watched.notes
      return notes ?? { fromEnd: [], moved: [], mounted: [] }
    })
}

/** One entry for each frame. */
export interface FrameNotes {
  readonly fromEnd: readonly number[]
  /** How far the marked character is from where it was when the watch began. */
  readonly moved: readonly number[]
  readonly mounted: readonly number[]
}

/** Marks the first character of the line at the top edge of what is in sight: that is where somebody reads. Answers with its place. */
export function markReadingEdge(page: Page): Promise<number> {
  return page.evaluate(() => {
    const box = document.querySelector('section.transcript')
    const column = box?.querySelector('.column')
    if (!box || !column) return Number.NaN
    const { top } = box.getBoundingClientRect()
    const { left } = column.getBoundingClientRect()
    for (let down = 6; down < 300; down += 6) {
      const caret = document.caretPositionFromPoint(left + 2, top + down)
      const node = caret?.offsetNode
      if (!caret || !(node instanceof Text) || !column.contains(node)) continue
      // The head of a table or of code sticks to the edge.
      if (node.parentElement?.closest('th, header')) continue
      const range = document.createRange()
      const at = Math.min(caret.offset, node.length - 1)
      range.setStart(node, at)
      range.setEnd(node, at + 1)
      const place = (): number => (range.getClientRects()[0]?.top ?? Number.NaN) - box.getBoundingClientRect().top
      Object.assign(window, { marked: place })
      return place()
    }
    return Number.NaN
  })
}

/** How far what was marked is below the top edge now, in pixels. */
export function markedPlace(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { marked: () => number }).marked())
}

/** What stands at the edge where somebody reads: the text, and how far its line is below the top of what is in sight. */
export interface ReadLine {
  readonly text: string
  readonly top: number
}

/** Notes what is read in the conversation in the window, after each painted frame that shows it. Answers with all notes so far. */
export async function watchReading(page: Page): Promise<() => Promise<readonly ReadLine[]>> {
  await page.evaluate(() => {
    const lines: { text: string; top: number }[] = []
    Object.assign(window, { lines })
    const turnIds = (): (string | undefined)[] =>
      [...document.querySelectorAll<HTMLElement>('section.transcript [data-slot]')].map(
        ({ dataset }) => dataset['slot'],
      )
    const readAt = (down: number): { text: string; top: number } => {
      const box = document.querySelector('section.transcript')
      const { top = 0 } = box?.getBoundingClientRect() ?? {}
      const { left = 0 } = box?.querySelector('.column')?.getBoundingClientRect() ?? {}
      const caret = document.caretPositionFromPoint(left + 60, top + down)
      const node = caret?.offsetNode
      if (!caret || !(node instanceof Text) || !box?.contains(node)) return { text: '', top: 0 }
      const range = document.createRange()
      range.setStart(node, Math.min(caret.offset, node.length - 1))
      range.setEnd(node, range.startOffset + 1)
      return { text: node.data, top: (range.getClientRects()[0]?.top ?? 0) - top }
    }
    const known = new Set(turnIds())
    let down = 6
    while (down < 300 && readAt(down).text.length < 20) down += 6
    const channel = new MessageChannel()
    let framed: Element | null = null
    channel.port1.addEventListener('message', () => {
      // One that has come since the frame began has not been painted in it.
      const isPainted = framed === document.querySelector('section.transcript')
      if (isPainted && turnIds().some((id) => known.has(id))) lines.push(readAt(down))
    })
    channel.port1.start()
    const frame = (): void => {
      framed = document.querySelector('section.transcript')
      channel.port2.postMessage(null)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  await page.waitForFunction(() => (window as unknown as { lines: readonly unknown[] }).lines.length > 0)
  return () => page.evaluate(() => (window as unknown as { lines: readonly ReadLine[] }).lines)
}

/** Resolves when all of the text is painted and nothing in the transcript has changed its place for some frames. */
export function atRest(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const box = document.querySelector('section.transcript')
        let still = 0
        let before = ''
        const frame = (): void => {
          const now = `${box?.scrollTop} ${box?.scrollHeight} ${box?.clientHeight} ${box?.querySelectorAll('[data-slot]').length}`
          // While much of a text waits, what is there of it is hidden; and its turn is held at the height that it had.
          const isPainting = box?.querySelector('.group[hidden], [data-slot][style*="min-height"]') != null
          still = now === before && !isPainting ? still + 1 : 0
          before = now
          if (still > 30) resolve()
          else requestAnimationFrame(frame)
        }
        frame()
      }),
  )
}

/** Chooses an item of the application menu, as its key does. */
export async function chooseInMenu(app: ElectronApplication, label: string): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    const all = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? []
    const item = all.find((one) => one.label === wanted)
    if (!item) throw new Error(`There is no item ${wanted}.`)
    item.click()
  }, label)
}

/** The texts that are marked as found, and the one that is being looked at. */
export function foundMarks(
  page: Page,
): Promise<{ readonly all: readonly string[]; readonly current: readonly string[] }> {
  return page.evaluate(() => {
    const texts = (name: string): string[] =>
      [...(CSS.highlights.get(name) ?? [])].map((range) => {
        const live = document.createRange()
        live.setStart(range.startContainer, range.startOffset)
        live.setEnd(range.endContainer, range.endOffset)
        return live.toString()
      })
    return { all: texts('found'), current: texts('found-current') }
  })
}

/** Where the match that is being looked at is, in pixels. `top` is from the top of what is in sight, which is `view` high. */
export function currentMatch(page: Page) {
  return page.evaluate(() => {
    const [range] = [...(CSS.highlights.get('found-current') ?? [])]
    const box = document.querySelector('section.transcript')
    if (!range || !box) return null
    const live = document.createRange()
    live.setStart(range.startContainer, range.startOffset)
    live.setEnd(range.endContainer, range.endOffset)
    const { top, left, right } = live.getBoundingClientRect()
    const frame = box.getBoundingClientRect()
    return { top: top - frame.top, view: box.clientHeight, left, right, boxRight: frame.right }
  })
}
