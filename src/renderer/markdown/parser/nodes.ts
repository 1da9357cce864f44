// What a parsed reply is made of. The parser builds these nodes and lets them grow; everybody else only reads them.
//
// Three rules let a painter work in proportion to what came last, never to what stands already:
// 1. A block keeps its identity as long as it is the same block: a paragraph that grows stays one object.
// 2. Of a container's `children`, the first `settledChildren` never change again, nor does anything in them, except that
//    a list may become loose while it is open and that `takeReread` may name leaves in them. The count never falls.
// 3. Of a leaf's `inlines`, the first `settledInlines` never change again, unless `takeReread` names the leaf.
// What is not settled may be replaced at every push.

/** Running text and what stands in it. Plain data: a settled node never changes. */
export type Inline =
  /** May hold `\n` for a soft line break. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'emphasis' | 'strong' | 'strike'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  /** The address as written, entities and escapes resolved; nobody has checked it. */
  | { readonly kind: 'link'; readonly href: string; readonly title: string; readonly children: readonly Inline[] }
  | { readonly kind: 'image'; readonly src: string; readonly title: string; readonly alt: string }
  /** A tag, comment or the like, as written: shown as text. `<br>` is a `break`. */
  | { readonly kind: 'html'; readonly text: string }
  | { readonly kind: 'math'; readonly tex: string; readonly display: boolean }
  /** `number` counts from 1 in the order of first reference; `use` tells several references to one note apart, from 1. */
  | { readonly kind: 'footnote-reference'; readonly label: string; readonly number: number; readonly use: number }

/** Running text that grows at its end. */
export interface InlineText {
  readonly inlines: readonly Inline[]
  readonly settledInlines: number
}

/** A block that holds blocks. */
export interface Container {
  readonly children: readonly Block[]
  readonly settledChildren: number
}

export interface DocumentNode extends Container {
  readonly kind: 'document'
  /** Notes that are referred to, in the order of their numbers. */
  readonly footnotes: readonly Footnote[]
}

export interface Quote extends Container {
  readonly kind: 'quote'
  /** Set for `> [!NOTE]` and its like. */
  readonly alert: 'note' | 'tip' | 'important' | 'warning' | 'caution' | null
}

export interface List extends Container {
  readonly kind: 'list'
  /** Null: bullets. Else the number of the first item. */
  readonly start: number | null
  /** May turn true while the list is open, never back. A paragraph in an item of a tight list is drawn without margins. */
  readonly loose: boolean
  readonly children: readonly Item[]
}

export interface Item extends Container {
  readonly kind: 'item'
  /** Null: not a task. */
  readonly task: 'open' | 'done' | null
}

export interface Footnote extends Container {
  readonly kind: 'footnote'
  readonly label: string
  readonly number: number
}

export interface Paragraph extends InlineText {
  readonly kind: 'paragraph'
}

export interface Heading extends InlineText {
  readonly kind: 'heading'
  readonly level: 1 | 2 | 3 | 4 | 5 | 6
}

/** A fence, or code by indentation. */
export interface Code {
  readonly kind: 'code'
  /** What stands behind the fence, entities and escapes resolved; '' for none. May grow while the fence's own line does. */
  readonly info: string
  /** Whole lines, without their ends. Only grows. Blank lines at the end of indented code are not in it. */
  readonly lines: readonly string[]
  /** The line that is still being written, '' for none. While it may turn out to be the closing fence it is ''. */
  readonly openLine: string
  /** The closing fence came, or its container ended. */
  readonly closed: boolean
}

/** `\[ … \]` or `$$ … $$` as a block of its own. Drawn when closed; until then its source shows. */
export interface MathBlock {
  readonly kind: 'math'
  readonly tex: string
  readonly closed: boolean
}

/** Lines that CommonMark would pass through as HTML: shown as written. Only grows, at its end. */
export interface HtmlBlock {
  readonly kind: 'html'
  readonly text: string
}

export interface Rule {
  readonly kind: 'rule'
}

export interface Table {
  readonly kind: 'table'
  /** One entry a column. */
  readonly align: readonly ('left' | 'center' | 'right' | null)[]
  /** As many cells as columns. */
  readonly header: readonly InlineText[]
  /** Body rows, each with as many cells as columns. The first `settledRows` never change again. */
  readonly rows: readonly (readonly InlineText[])[]
  readonly settledRows: number
}

export type Block = Quote | List | Item | Paragraph | Heading | Code | MathBlock | HtmlBlock | Rule | Table

/** Blocks whose text is not read for markup have no inlines; these do (a table has many: header and cells). */
export type TextLeaf = Paragraph | Heading | Table

/**
 * Reads markdown that comes in pieces, each in time proportional to its length. However a text is cut, the finished
 * document is the same.
 */
export interface StreamingParser {
  readonly document: DocumentNode
  push(delta: string): void
  /** The text is complete: nothing is unsettled any more. */
  end(): void
  /**
   * Leaves that were settled and read differently now, because a reference or a footnote was defined after them. Emptied
   * by the call. Unsettled ones need not be named.
   */
  takeReread(): readonly TextLeaf[]
}
