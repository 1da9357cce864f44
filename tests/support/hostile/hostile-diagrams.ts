import { ranMark } from './traces'

const script = `for (const one of [self, parent, top]) try { one.${ranMark} = true } catch {}`

/** Mermaid sources that try to run script, to fetch from `origin`, to leave, and to get out of their place; by name. */
export function hostileDiagrams(origin: string): Readonly<Record<string, string>> {
  const flow = 'flowchart LR\n'
  const loosen = (settings: object) => `%%{init: ${JSON.stringify(settings)}}%%\n`
  const front = (settings: string) => `---\nconfig:\n${settings}\n---\n`
  const linked = (address: string) => `${flow}A[press me]-->B\nclick A href "${address}"\nclick B "${address}" _top`
  return {
    'script in a label': `${flow}A["<script>${script}</script>"]-->B`,
    'image with a handler': `${flow}A["<img src=x onerror='${script}'>"]-->B`,
    'image of a server': `${flow}A["<img src='${origin}/label.png'>"]-->B["![x](${origin}/markdown.png)"]`,
    'svg in a label': `${flow}A["<svg onload='${script}'><script>${script}</script></svg>"]-->B`,
    'frame in a label': `${flow}A["<iframe src='javascript:${script}'></iframe>"]-->B["<iframe src='${origin}/frame'></iframe>"]`,
    'object in a label': `${flow}A["<object data='${origin}/object'></object><embed src='${origin}/embed'>"]-->B`,
    'style in a label': `${flow}A["<style>@import '${origin}/import.css'; * { position: fixed; inset: 0 }</style>"]-->B`,
    'meta refresh in a label': `${flow}A["<meta http-equiv=refresh content='0;url=${origin}/refresh'>"]-->B`,
    'base and form in a label': `${flow}A["<base href='${origin}/'><form action='${origin}/form'><button autofocus>x</button></form>"]-->B`,
    'closing tags': `${flow}A["</text></svg></div></body><script>${script}</script>"]-->B`,
    entities: `${flow}A["#lt;script#gt;${script}#lt;/script#gt;"]-->B["&lt;img src=x onerror=&quot;${script}&quot;&gt;"]`,
    'encoded handler': `${flow}A["<img src=x o&#110;error='${script}'>"]-->B["<IMG SRC=x OnErRoR='${script}'/>"]`,
    'mutated markup': `${flow}A["<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=${script}&gt;'>"]-->B`,
    'link that is script': linked(`javascript:${script}`),
    'link that is script, with a tab': linked(`java\tscript:${script}`),
    'link that is data': linked(`data:text/html,<script>${script}</script>`),
    'link to a server': linked(`${origin}/link`),
    'link to a page of ours': linked('runnel-app://key/'),
    'link to a file': linked('file:///etc/passwd'),
    callback: `${flow}A-->B\nclick A call eval("${script}")\nclick B eval "${script}"`,
    'loosened security': `${loosen({ securityLevel: 'loose', htmlLabels: true })}${linked(`javascript:${script}`)}\nB["<img src=x onerror='${script}'>"]`,
    'loosened in front matter': `${front(' securityLevel: loose\n htmlLabels: true')}${flow}A["<img src=x onerror='${script}'>"]-->B`,
    'no security at all': `${loosen({ securityLevel: 'antiscript', secure: [], dompurifyConfig: { ADD_TAGS: ['script'], ADD_ATTR: ['onerror'] } })}${flow}A["<img src=x onerror='${script}'>"]-->B`,
    'sandbox of its own': `${loosen({ securityLevel: 'sandbox' })}${flow}A["<script>${script}</script>"]-->B`,
    'limits raised': `${loosen({ maxEdges: 1e9, maxTextSize: 1e9 })}${flow}${'A-->B\n'.repeat(500)}`,
    'theme that is CSS': `${loosen({ themeCSS: `* { position: fixed !important; inset: 0; background: url(${origin}/theme.png) }` })}${flow}A-->B`,
    'variables that are CSS': `${loosen({ theme: 'base', themeVariables: { primaryColor: `red } * { position: fixed; background: url(${origin}/variable.png)` } })}${flow}A-->B`,
    'font that is CSS': `${loosen({ fontFamily: `x; } * { position: fixed; background: url(${origin}/font.png) } y {` })}${flow}A-->B`,
    prototype: `${loosen({ constructor: { prototype: { [ranMark]: true } } })}%%{init: {"__proto__": {"${ranMark}": true}}}%%\n${flow}A-->B`,
    'class that is CSS': `${flow}A-->B\nclassDef x fill:url(${origin}/class.png),position:fixed,inset:0,z-index:99999\nclass A x`,
    'style that is CSS': `${flow}A-->B\nstyle A fill:red}*{position:fixed;background:url(${origin}/style.png)}\nlinkStyle 0 stroke:url(${origin}/line.png)`,
    'shape that is an image': `${flow}A@{ img: "${origin}/shape.png", label: "x", w: 60, h: 60 }\nA-->B`,
    'icon of a server': `${flow}A@{ icon: "${origin}/icon", form: "square" }\nA-->B\nB["fa:fa-x <i class='fa' style='background:url(${origin}/fa.png)'>"]`,
    'sequence with links': `sequenceDiagram\nparticipant A\nlink A: Go @ javascript:${script}\nlinks A: {"Go": "${origin}/sequence"}\nA->>A: <img src=x onerror='${script}'>`,
    'sequence with details': `sequenceDiagram\nparticipant A as <script>${script}</script>\nNote over A: <iframe src='${origin}/note'>\ndetails A: <img src=x onerror=${script}>\nA->>A: x`,
    'class with a link': `classDiagram\nclass A\nlink A "javascript:${script}" "x"\nclick A href "${origin}/class" _blank\nclass B["<img src=x onerror='${script}'>"]`,
    'state with a note': `stateDiagram-v2\n[*] --> A\nnote right of A : <img src=${origin}/state.png onerror='${script}'>\nclick A "javascript:${script}"`,
    'gantt with a link': `gantt\ndateFormat YYYY-MM-DD\nsection <script>${script}</script>\nx :a, 2026-01-01, 1d\nclick a href "javascript:${script}"\nclick a call eval(${script})`,
    'pie title': `pie title <img src=${origin}/pie.png onerror='${script}'>\n"<script>${script}</script>" : 1`,
    'formula in a label': `${flow}A["$$\\href{javascript:${script}}{x} \\includegraphics{${origin}/tex.png} \\htmlStyle{position:fixed}{x}$$"]-->B`,
    tall: `${flow.replace('LR', 'TD')}${Array.from({ length: 150 }, (_, index) => `a${index}-->a${index + 1}`).join('\n')}`,
    wide: `${flow}${Array.from({ length: 150 }, (_, index) => `a${index}-->a${index + 1}`).join('\n')}`,
    'long word': `${flow}A["${'x'.repeat(15_000)}"]`,
    'nothing but directives': loosen({ theme: 'dark' }).repeat(200),
    'nested deeply': `${flow}${Array.from({ length: 300 }, (_, index) => `subgraph s${index}`).join('\n')}\nA-->B\n${'end\n'.repeat(300)}`,
    'control characters': `${flow}A["\u0000\u001b[2J\u202egpj.exe\u2066\ufeff\ud800"]-->B`,
  }
}
