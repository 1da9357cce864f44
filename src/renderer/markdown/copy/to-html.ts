import type { Block, DocumentNode, Footnote, Inline, InlineText, Item, List, Quote, Table } from '../parser/nodes'

export interface HtmlOptions {
  /** Markup for a formula. Without it a formula is its source in `<code>`. */
  readonly math?: (tex: string, display: boolean) => string
  /** Lets HTML in the text through as it was written. Only for comparisons: what a model writes is not to be trusted. */
  readonly passHtml?: boolean
}

/** The document as semantic HTML without classes or styles, for the clipboard: Word, mail and editors understand it. */
export function toHtml(document: DocumentNode, options: HtmlOptions = {}): string {
  const writer = new HtmlWriter(options)
  return writer.blocks(document.children, false) + writer.footnotes(document.footnotes)
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => escapes[character] ?? character)
}

/** An address as an attribute: characters that may not stand in one are percent-encoded. */
function address(href: string): string {
  const encoded = href.replaceAll(/%(?![0-9a-f]{2})|[^\w!#$%&'()*+,./:;=?@~-]/giu, encodeURIComponent)
  return escape(encoded)
}

const tags = { emphasis: 'em', strong: 'strong', strike: 'del' } as const

class HtmlWriter {
  readonly #options: HtmlOptions

  constructor(options: HtmlOptions) {
    this.#options = options
  }

  blocks(blocks: readonly Block[], isTight: boolean): string {
    return blocks.map((block) => this.#block(block, isTight)).join('')
  }

  #block(block: Block, isTight: boolean): string {
    switch (block.kind) {
      case 'paragraph':
        return isTight ? `${this.#text(block)}\n` : `<p>${this.#text(block)}</p>\n`
      case 'heading':
        return `<h${block.level}>${this.#text(block)}</h${block.level}>\n`
      case 'rule':
        return '<hr />\n'
      case 'html':
        return this.#options.passHtml ? `${block.text}\n` : `<pre>${escape(block.text)}\n</pre>\n`
      case 'math':
        return `<p>${this.#math(block.tex, true)}</p>\n`
      case 'code':
        return code(block.info, block.openLine === '' ? block.lines : [...block.lines, block.openLine])
      case 'quote':
        return this.#quote(block)
      case 'list':
        return this.#list(block)
      case 'item':
        return this.#item(block, isTight)
      case 'table':
        return this.#table(block)
    }
  }

  #quote(quote: Quote): string {
    const title = quote.alert === null ? '' : `<p><strong>${capitalized(quote.alert)}</strong></p>\n`
    return `<blockquote>\n${title}${this.blocks(quote.children, false)}</blockquote>\n`
  }

  #list(list: List): string {
    const tag = list.start === null ? 'ul' : 'ol'
    const start = list.start === null || list.start === 1 ? '' : ` start="${list.start}"`
    return `<${tag}${start}>\n${this.blocks(list.children, !list.loose)}</${tag}>\n`
  }

  #item(item: Item, isTight: boolean): string {
    const content = this.blocks(item.children, isTight)
    if (item.task === null) return `<li>\n${content}</li>\n`
    const box = `<input type="checkbox" disabled=""${item.task === 'done' ? ' checked=""' : ''} /> `
    return `<li>${content.startsWith('<p>') ? `<p>${box}${content.slice(3)}` : box + content}</li>\n`
  }

  #table(table: Table): string {
    const body = table.rows.map((row) => this.#row(table, row, 'td')).join('')
    const head = `<thead>\n${this.#row(table, table.header, 'th')}</thead>\n`
    return `<table>\n${head}${body === '' ? '' : `<tbody>\n${body}</tbody>\n`}</table>\n`
  }

  #row(table: Table, cells: readonly InlineText[], tag: 'td' | 'th'): string {
    const written = cells.map((cell, column) => {
      const align = table.align[column]
      return `<${tag}${align ? ` align="${align}"` : ''}>${this.#text(cell)}</${tag}>\n`
    })
    return `<tr>\n${written.join('')}</tr>\n`
  }

  footnotes(footnotes: readonly Footnote[]): string {
    if (footnotes.length === 0) return ''
    const notes = footnotes.map((note) => `<li>\n${this.blocks(note.children, false)}</li>\n`)
    return `<hr />\n<ol>\n${notes.join('')}</ol>\n`
  }

  #text(text: InlineText): string {
    return this.#inlines(text.inlines)
  }

  #inlines(inlines: readonly Inline[]): string {
    return inlines.map((inline) => this.#inline(inline)).join('')
  }

  #inline(inline: Inline): string {
    switch (inline.kind) {
      case 'text':
        return escape(inline.text)
      case 'break':
        return '<br />\n'
      case 'code':
        return `<code>${escape(inline.text)}</code>`
      case 'html':
        return this.#options.passHtml ? inline.text : escape(inline.text)
      case 'math':
        return this.#math(inline.tex, inline.display)
      case 'footnote-reference':
        return `<sup>${inline.number}</sup>`
      case 'link':
        return `<a href="${address(inline.href)}"${title(inline.title)}>${this.#inlines(inline.children)}</a>`
      case 'image':
        return `<img src="${address(inline.src)}" alt="${escape(inline.alt)}"${title(inline.title)} />`
      default:
        return `<${tags[inline.kind]}>${this.#inlines(inline.children)}</${tags[inline.kind]}>`
    }
  }

  #math(tex: string, display: boolean): string {
    return this.#options.math?.(tex, display) ?? `<code>${escape(tex)}</code>`
  }
}

function code(info: string, lines: readonly string[]): string {
  const language = /^\S+/.exec(info)?.[0]
  const name = language ? ` class="language-${escape(language)}"` : ''
  return `<pre><code${name}>${escape(lines.map((line) => `${line}\n`).join(''))}</code></pre>\n`
}

function title(text: string): string {
  return text === '' ? '' : ` title="${escape(text)}"`
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
