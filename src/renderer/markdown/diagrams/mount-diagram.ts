import { openDiagramFrame, type DiagramFrame } from './diagram-frame'
import { readLook, watchLook } from './diagram-look'
import { longestSource, type DiagramLook } from './diagram-messages'
import { oneAtATime } from './one-at-a-time'
import './diagrams.css'

// So far from the window, in its own heights, a diagram is drawn before it comes into view, and given back behind it.
const near = '100% 0px'
// Below this share of its natural size a drawing is scrolled sideways and made no smaller.
const leastScale = 0.65
const framesBeforeShown = 4
const longestWaitMs = 200

/**
 * Why there is no drawing: `broken` is no diagram that can be read, `too-large` is over the limits, `too-slow` was given
 * up.
 */
export type DiagramFailure = 'broken' | 'too-large' | 'too-slow'

/** What a caller may want to know and say. */
export interface DiagramOptions {
  /** What screen readers call the drawing. */
  readonly label?: string
  /** The drawing stands in the host now: the first time only. */
  readonly onDrawn?: () => void
  /** There is no drawing and will be none. `detail` is one short line in English, '' for none: text of a stranger. */
  readonly onFailed?: (reason: DiagramFailure, detail: string) => void
}

/**
 * Draws Mermaid source into a host, which must be in the page, as soon as it comes near the window. Until then, and when
 * that fails, the host has no height. Returns what ends it and empties the host.
 */
export function mountDiagram(host: HTMLElement, source: string, options: DiagramOptions = {}): () => void {
  const diagram = new MountedDiagram(host, source, options)
  return () => diagram.stop()
}

class MountedDiagram {
  private readonly view = element('diagram-view')
  private readonly sheet = element('diagram-sheet')
  private readonly undos: (() => void)[] = []
  private frame: DiagramFrame | null = null
  private isNear = false
  private hasFailed = false
  /** The look of what stands in the frame. */
  private drawn: DiagramLook | null = null
  private leaveQueue: () => void = () => undefined

  constructor(
    host: HTMLElement,
    private readonly source: string,
    private readonly options: DiagramOptions,
  ) {
    this.view.append(this.sheet)
    host.append(this.view)
    const observer = new IntersectionObserver((entries) => this.moved(entries.at(-1)?.isIntersecting === true), {
      rootMargin: near,
      scrollMargin: near,
    })
    observer.observe(this.view)
    this.undos.push(
      () => observer.disconnect(),
      watchLook(() => this.lookChanged()),
    )
  }

  stop(): void {
    this.end()
    this.view.remove()
  }

  private moved(isNear: boolean): void {
    this.isNear = isNear
    if (isNear) return this.plan()
    this.leaveQueue()
    this.closeFrame()
  }

  private plan(): void {
    this.leaveQueue()
    if (this.isNear && !this.hasFailed) this.leaveQueue = oneAtATime(() => this.draw())
  }

  private lookChanged(): void {
    // Until it is drawn again, light ink is made of dark ink and the other way round.
    this.view.classList.toggle('is-turned', this.drawn !== null && this.drawn.isDark !== readLook(this.view).isDark)
    this.plan()
  }

  private async draw(): Promise<void> {
    if (this.source.length > longestSource) return this.fail('too-large', '')
    const look = readLook(this.view)
    if (this.frame && JSON.stringify(this.drawn) === JSON.stringify(look)) return
    this.frame ??= openDiagramFrame(this.sheet, this.options.label ?? '')
    const answer = await this.frame.draw({ source: this.source, look })
    if (answer === 'removed') return
    if (answer === 'too-slow') return this.fail('too-slow', '')
    if ('error' in answer) return this.fail('broken', answer.error)
    this.drawn = look
    this.view.classList.remove('is-turned')
    this.sheet.style.aspectRatio = `${answer.width} / ${answer.height}`
    this.sheet.style.maxWidth = `${answer.width}px`
    this.sheet.style.minWidth = `${Math.round(answer.width * leastScale)}px`
    await this.reveal()
  }

  private async reveal(): Promise<void> {
    if (this.view.classList.contains('is-drawn')) return
    // Of its right size now, the frame is painted again before anybody sees it.
    this.view.classList.add('is-sized')
    await framesPainted(framesBeforeShown)
    if (!this.frame) return
    this.view.classList.add('is-drawn')
    this.options.onDrawn?.()
  }

  private fail(reason: DiagramFailure, detail: string): void {
    this.hasFailed = true
    this.end()
    this.view.classList.remove('is-drawn')
    this.options.onFailed?.(reason, detail)
  }

  private end(): void {
    for (const undo of this.undos.splice(0)) undo()
    this.isNear = false
    this.leaveQueue()
    this.closeFrame()
  }

  private closeFrame(): void {
    this.frame?.remove()
    this.frame = null
    this.drawn = null
  }
}

/** Resolves after so many frames of the window, or when none come, as in a hidden window. */
function framesPainted(count: number): Promise<void> {
  return new Promise((resolve) => {
    const next = (left: number): void => void requestAnimationFrame(() => (left <= 1 ? resolve() : next(left - 1)))
    next(count)
    setTimeout(resolve, longestWaitMs)
  })
}

function element(className: string): HTMLElement {
  const made = document.createElement('div')
  made.className = className
  return made
}
