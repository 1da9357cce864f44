// What a hostile model would write, in every way that a markdown reader or a browser might be led astray by.
import { formulaCases } from './formulas'
import { hostileDiagrams } from './hostile-diagrams'
import { elements } from './html-elements'
import { handlers } from './html-handlers'
import { styles } from './html-styles'
import { linkCases } from './links'
import { textCases } from './texts'
import { ranMark, type HostileCase, type MakeCase, type Traces } from './traces'

/** Every case. What asks for something asks `origin`, at a path with the case's number; what runs leaves it in `ranMark`. */
export function hostileMarkdown(origin: string): readonly HostileCase[] {
  const makers = [...linkCases(), ...htmlCases(), ...textCases(), ...formulaCases(), ...diagramCases()]
  return makers.map((make, index) => make({ script: `top.${ranMark}=${index + 1}`, origin: `${origin}/${index + 1}` }))
}

function htmlCases(): readonly MakeCase[] {
  const byHandler = handlers.map(([name, write]) => [name, ({ script }: Traces) => write(script)] as const)
  return [...byHandler, ...elements, ...styles].map(([name, write]) => (traces) => {
    const html = write(traces)
    return { name, markdown: html, html }
  })
}

/** A few; `diagram.test.ts` draws them all. */
const diagrams = [
  'image with a handler',
  'link that is script',
  'loosened security',
  'theme that is CSS',
  'callback',
  'wide',
]

function diagramCases(): readonly MakeCase[] {
  return diagrams.map((name) => (traces) => {
    const source = (hostileDiagrams(traces.origin)[name] ?? '').replaceAll(`one.${ranMark} = true`, traces.script)
    return {
      name: `diagram: ${name}`,
      markdown: `\`\`\`mermaid\n${source}\n\`\`\``,
      html: `<pre class="mermaid">${source}</pre>`,
    }
  })
}
