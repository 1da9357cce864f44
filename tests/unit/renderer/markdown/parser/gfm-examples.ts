import { readFileSync } from 'node:fs'

/** One example of a specification in the format of `spec.txt`. */
export interface Example {
  /** Counts from 1, examples that are turned off left out. */
  readonly number: number
  readonly markdown: string
  readonly html: string
}

const example = /^`{32} example([^\n]*)\n([^]*?)^\.\n([^]*?)^`{32}$/gm

/** The examples of the specification that lies at `path`. */
export function readExamples(path: string): readonly Example[] {
  const text = readFileSync(path, 'utf8').replaceAll('→', '\t')
  return [...text.matchAll(example)]
    .filter(([, name = '']) => name.trim() !== 'disabled')
    .map(([, , markdown = '', html = ''], index) => ({ number: index + 1, markdown, html }))
}
