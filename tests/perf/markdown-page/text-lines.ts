import type { Renderer } from './renderer'

/** The floor: plain text, one element a line, appended. */
export function createTextLines(): Renderer {
  let host: HTMLElement
  let line: Text
  const startLine = (): void => {
    const element = document.createElement('div')
    line = element.appendChild(document.createTextNode(''))
    host.append(element)
  }
  return {
    mount(element) {
      host = element
      host.className = 'lines'
      startLine()
    },
    push(text) {
      const [first = '', ...lines] = text.split('\n')
      line.appendData(first)
      for (const next of lines) {
        startLine()
        line.appendData(next)
      }
    },
    end: () => undefined,
  }
}
