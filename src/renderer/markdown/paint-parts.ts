import { request } from '../bridge'
import { showFailure } from '../failures'
import { translate } from '../words'
import { clipboardHtml } from './copy/clipboard-html'
import { mountDiagram } from './diagrams/mount-diagram'
import { findLanguage } from './highlight/languages'
import { loadMath } from './math/load-math'
import type { PaintParts } from './paint/paint-parts'
import { openLink } from './open-link'
import { createParser } from './parser/parser'

/** What the window gives to painting. */
export const paintParts: PaintParts = {
  createParser,
  translate,
  openLink: (url) => void openLink(url),
  copy,
  // Nothing saves a file yet that a window made.
  save: null,
  toHtml: clipboardHtml,
  findLanguage,
  loadFormulas: loadMath,
  mountDiagram,
}

async function copy(text: string, html?: string): Promise<boolean> {
  try {
    await request('clipboard.write', html === undefined ? { text } : { text, html })
    return true
  } catch (error) {
    showFailure(error)
    return false
  }
}
