import type { Translate } from '../../words'
import type { LineHighlighter } from '../highlight/tokens'
import type { DocumentNode, StreamingParser } from '../parser/nodes'

/** A language that code can be coloured in. */
export interface PaintedLanguage {
  readonly name: string
  /** Of a file in it, without the dot. */
  readonly extension: string
  /** Resolves to what makes a highlighter for one block. */
  load(): Promise<() => LineHighlighter>
}

/** Formulas as elements. */
export interface Formulas {
  render(tex: string, display: boolean): Element | { readonly error: string }
}

/** What painting needs from outside. */
export interface PaintParts {
  readonly createParser: () => StreamingParser
  readonly translate: Translate
  /** Lets the guarded door to the outside decide; nothing else follows an address. */
  readonly openLink: (url: string) => void
  /** Resolves to whether it is on the clipboard now. Tells the user of a failure itself. */
  readonly copy: (text: string, html?: string) => Promise<boolean>
  /** Asks where to, and saves. Null: nothing can be saved, and nothing offers it. */
  readonly save: ((fileName: string, text: string) => void) | null
  /** For the clipboard: with all it needs, and nothing of this page. */
  readonly toHtml: (document: DocumentNode) => Promise<string>
  /** By what stands behind a fence. */
  readonly findLanguage: (info: string) => PaintedLanguage | null
  readonly loadFormulas: () => Promise<Formulas>
  /** Draws a diagram into `host`, which must be in the page, until the returned undo. Null: its source shows. */
  readonly mountDiagram: ((host: HTMLElement, source: string, events: DiagramEvents) => () => void) | null
}

/** What becomes of a diagram. */
export interface DiagramEvents {
  /** What screen readers call it. */
  readonly label: string
  readonly onDrawn: () => void
  /** There will be no drawing. `detail` is one short line for those who can read source, '' for none. */
  readonly onFailed: (reason: 'broken' | 'too-large' | 'too-slow', detail: string) => void
}
