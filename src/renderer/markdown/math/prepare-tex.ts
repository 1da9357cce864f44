/** Longest formula that is drawn, in characters. Longer ones are no formulas, and drawing must not be felt. */
const longest = 3_000
const longestChemistry = 1_500
/** What the macros of a formula may grow to, in characters, all told. */
const longestGrown = 40_000

/** Commands that Temml lacks and that replies use, in its own terms. They get nobody a link, a class or an address. */
const macros: Readonly<Record<string, string>> = {
  '\\C': '\\mathbb{C}',
  '\\Q': '\\mathbb{Q}',
  '\\SI': '#1\\,\\mathrm{#2}',
  '\\ang': '#1^{\\circ}',
  '\\arccot': '\\operatorname{arccot}',
  '\\celsius': '{}^{\\circ}\\mathrm{C}',
  '\\circled': '\\textcircled{#1}',
  '\\csch': '\\operatorname{csch}',
  '\\displaylines': '\\begin{gathered}#1\\end{gathered}',
  '\\hdots': '\\ldots',
  '\\href': '\\@secondoftwo',
  '\\intertext': '\\text{#1}\\\\',
  '\\lcm': '\\operatorname{lcm}',
  '\\mathbbm': '\\mathbb{#1}',
  '\\mathds': '\\mathbb{#1}',
  '\\mbox': '\\text{#1}',
  '\\multicolumn': '\\@secondoftwo{#1#2}{#3}',
  '\\num': '{#1}',
  '\\qed': '\\square',
  '\\qty': '#1\\,\\mathrm{#2}',
  '\\require': '',
  '\\sech': '\\operatorname{sech}',
  '\\shoveleft': '{#1}',
  '\\shoveright': '{#1}',
  '\\si': '\\mathrm{#1}',
  '\\strut': '\\mathstrut',
  '\\symbf': '\\mathbf{#1}',
  '\\symbfit': '\\boldsymbol{#1}',
  '\\textbackslash': '\\backslash',
  '\\textdegree': '°',
  '\\unit': '\\mathrm{#1}',
}

/** A formula for Temml, and how far it may expand macros. */
export interface PreparedTex {
  readonly tex: string
  readonly macros: Record<string, string>
  readonly maxExpand: number
}

const chemistry = /\\(?:ce|pu)\s*\{/
const definition = /\\(?:[gex]?def|let|futurelet|(?:re|provide)?newcommand|renewcommand|providecommand)(?![a-zA-Z])/
const numbered = /\\(begin|end)\{(equation|align|alignat|gather|multline)\*?\}/g
const namedOperator = /\\DeclareMathOperator\*?\s*\{?\s*(\\[a-zA-Z]+)\s*\}?\s*\{([^{}]*)\}/g
const newCommand = /\\newcommand\*?\s*\{?\s*(\\[a-zA-Z]+)\s*\}?/g
const inlineNames: Readonly<Record<string, string>> = { align: 'aligned', alignat: 'alignedat', gather: 'gathered' }

/** What is drawn for this TeX; null if it is too long to be drawn at all. */
export function prepareTex(source: string, display: boolean): PreparedTex | null {
  if (source.length > (chemistry.test(source) ? longestChemistry : longest)) return null
  let tex = source
    .replace(/\\label\s*\{[^{}]*\}|\\(?:eq)?ref\s*\{[^{}]*\}/g, '')
    .replace(/\\require\s*\{[^{}]*\}/g, '')
    .replace(/\\begin\{eqnarray\*?\}/g, '\\begin{array}{rcl}')
    .replace(/\\end\{eqnarray\*?\}/g, '\\end{array}')
    .replace(/\\(begin|end)\{flalign\*?\}/g, '\\$1{align}')
    .replace(/\\(?:begin|end)\{(?:math|displaymath)\}/g, '')
    .replace(namedOperator, '\\providecommand{$1}{}\\renewcommand{$1}{\\operatorname{$2}}')
    // A name that exists already is as good as a new one.
    .replace(newCommand, '\\providecommand{$1}{}\\renewcommand{$1}')
  if (display) {
    // Numbers beside equations count over a page; in a conversation they count nothing.
    tex = tex.replace(numbered, '\\$1{$2*}')
  } else {
    tex = tex
      .replace(numbered, (_all, side: string, name: string) => inlineName(side, name))
      .replace(/\\tag\*?\s*\{([^{}]*)\}/g, '\\qquad(\\text{$1})')
  }
  const maxExpand = definition.test(tex) ? Math.min(500, Math.ceil(longestGrown / (tex.length + 1))) : 500
  return { tex, macros: { ...macros }, maxExpand }
}

function inlineName(side: string, name: string): string {
  return `\\${side}{${inlineNames[name] ?? 'gathered'}}`
}
