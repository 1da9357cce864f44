import type { MakeCase, Traces } from './traces'

/** TeX that leads away, runs, loads, styles or never ends. */
const formulas: readonly ((traces: Traces) => string)[] = [
  ({ script }) => `\\href{javascript:${script}}{x}`,
  ({ origin }) => `\\href{${origin}}{x}`,
  ({ script }) => `\\url{javascript:${script}}`,
  ({ origin }) => `\\includegraphics[width=100cm,height=100cm]{${origin}}`,
  ({ script }) => `\\htmlData{onclick=${script}}{x}\\htmlId{root}{x}\\htmlClass{composer}{x}`,
  () => '\\htmlStyle{position:fixed;inset:0;z-index:9999;background:red}{x}',
  ({ origin }) => `\\style{background:url(${origin});position:fixed}{x}\\class{composer}{x}\\id{root}{x}`,
  ({ script }) => `\\text{<img src=x: onerror=${script}>}\\mathrm{</math><script>${script}</script>}`,
  ({ script }) =>
    `\\color{red;background:url(javascript:${script})}{x}\\textcolor{"onclick=${script}"}{x}\\colorbox{x}{y}`,
  () => '\\rule{9999em}{9999em}\\hspace{-9999em}\\raisebox{-999em}{x}\\kern{999em}',
  () => '\\Huge\\Huge{\\Huge x}\\smash{\\rlap{\\hspace{-50em}\\colorbox{red}{\\rule{100em}{100em}}}}',
  () => '\\def\\a{\\a\\a}\\a',
  () => '\\newcommand\\b[1]{\\b{#1}\\b{#1}}\\b{x}',
  () => `\\def\\a#1{#1#1#1#1}${'\\a{'.repeat(12)}x${'}'.repeat(12)}`,
  ({ script }) => `\\tag{<img src=x: onerror=${script}>}\\label{root}\\ref{"><img src=x: onerror=${script}>}`,
  ({ script }) =>
    `\\require{html}\\unicode{x3c}script\\unicode{x3e}${script}\\cssId{root}{x}\\data{onclick=${script}}{x}`,
  () => `${'{'.repeat(400)}x${'}'.repeat(400)}${'\\frac{1}{'.repeat(150)}x${'}'.repeat(150)}`,
  ({ origin }) => `\\input{/etc/passwd}\\include{${origin}}\\write18{id}\\openin5=/etc/passwd\\catcode\`\\@=0`,
]

/** Each of them in the text, as a block and between dollars. */
export function formulaCases(): readonly MakeCase[] {
  return formulas.map((write) => (traces) => {
    const tex = write(traces)
    const name = `formula: ${tex.slice(0, 50)}`
    return {
      name,
      markdown: `\\(${tex}\\)\n\n\\[\n${tex}\n\\]\n\n$$${tex}$$`,
      html: `<math href="javascript:${traces.script}"><mtext>${tex}</mtext></math>`,
    }
  })
}
