import type { MakeCase, Traces } from './traces'

const tag = ({ script }: Traces): string => `<img src=x: onerror="${script}">`
const encoded = (text: string): string => [...text].map((one) => `&#${one.codePointAt(0)};`).join('')

/** HTML where markdown might let it through, and text that is not what it seems; raw, it is what is inside. */
const texts: readonly (readonly [string, (traces: Traces) => string])[] = [
  ['HTML in emphasis', (traces) => `*a ${tag(traces)} b* **${tag(traces)}** ~~${tag(traces)}~~`],
  ['HTML in a heading', (traces) => `# ${tag(traces)}\n\n${tag(traces)}\n===`],
  ['HTML in a quote', (traces) => `> ${tag(traces)}\n> > ${tag(traces)}`],
  ['HTML in an alert', (traces) => `> [!WARNING]\n> ${tag(traces)}`],
  [
    'alert of another kind',
    (traces) => `> [!WARNING" onmouseover="${traces.script}]\n> text\n\n> [!__proto__]\n> text`,
  ],
  [
    'HTML in a list',
    (traces) => `- ${tag(traces)}\n  1. ${tag(traces)}\n- [ ] ${tag(traces)}\n- [x" onclick="${traces.script}] x`,
  ],
  ['HTML in a table', (traces) => `| a ${tag(traces)} | b |\n| :-- | --: |\n| ${tag(traces)} | \`${tag(traces)}\` |`],
  ['HTML in code', (traces) => `\`${tag(traces)}\`\n\n    ${tag(traces)}\n\n\`\`\`html\n${tag(traces)}\n\`\`\``],
  ['HTML behind a fence', (traces) => `\`\`\`"><img/src=x:/onerror=${traces.script}>\ncode\n\`\`\``],
  [
    'a fence of a strange language',
    (traces) => `\`\`\`__proto__ ${traces.script}\ncode\n\`\`\`\n\n\`\`\`constructor\ncode\n\`\`\``,
  ],
  [
    'a fence that asks to be run',
    (traces) => `\`\`\`js runnable\n${traces.script}\n\`\`\`\n\n~~~html preview\n${tag(traces)}\n~~~`,
  ],
  ['a fence in SVG', ({ script }) => `\`\`\`svg\n<svg xmlns="http://www.w3.org/2000/svg" onload="${script}"/>\n\`\`\``],
  [
    'HTML in a footnote',
    (traces) => `a[^n] b[^"onclick=1]\n\n[^n]: ${tag(traces)}\n[^"onclick=1]: [x](javascript:${traces.script})`,
  ],
  [
    'a footnote called as the app is',
    (traces) => `a[^root] b[^__proto__]\n\n[^root]: ${tag(traces)}\n\n[^__proto__]: x`,
  ],
  [
    'HTML in alt and title',
    (traces) => `![${tag(traces)}](https://example.com/x "${tag(traces).replaceAll('"', "'")}")`,
  ],
  [
    'alt that ends its attribute',
    ({ script }) => `![x" onerror="${script}](data:image/png;base64,AAAA "y\\" onload=\\"${script}")`,
  ],
  ['title that ends its attribute', ({ script }) => `[x](https://example.com '" onmouseover="${script}" x="')`],
  ['address that ends its attribute', ({ script }) => `[x](<https://example.com/" onmouseover="${script}>)`],
  [
    'label that ends its attribute',
    ({ script }) => `[a" onclick="${script}]\n\n[a" onclick="${script}]: https://example.com`,
  ],
  ['entities that are a tag', (traces) => `${encoded(tag(traces))} &lt;script&gt;${traces.script}&lt;/script&gt;`],
  ['entities twice', ({ script }) => `&amp;lt;img src=x onerror=${script}&amp;gt;`],
  ['escaped tag', ({ script }) => `\\<img src=x onerror=${script}\\> \\<script\\>${script}\\</script\\>`],
  ['tag in pieces', ({ script }) => `<im*g src=x onerr*or=${script}> <scr<b>ipt>${script}</scr</b>ipt>`],
  ['tag over lines', ({ script }) => `<img\nsrc=x:\nonerror\n=\n${script}\n>`],
  ['tag that never ends', ({ script }) => `<img src=x: onerror=${script} alt="`],
  [
    'link over a tag',
    ({ script }) => `[a <b title="](x)">b](javascript:${script}) <a href="[x](javascript:${script})">`,
  ],
  ['code over a tag', ({ script }) => `<a title="\`">\`<img src=x: onerror=${script}>\``],
  [
    'control characters',
    (traces) =>
      `\u0000\u0007\u001b]8;;javascript:${traces.script}\u0007x\u001b]8;;\u0007\u0008\u007f\u009b31m${tag(traces)}`,
  ],
  [
    'control characters in a tag',
    ({ script }) =>
      `<i\u0000mg src=x: onerror=${script}> <img\u000bsrc=x: onerror=${script}> <img/\u000conerror=${script} src=x:>`,
  ],
  [
    'bidirectional controls',
    () =>
      '\u202eexe.gpj\u202c \u2066\u2067\u2068x\u2069 `\u202e} if (admin) {\u2066`\n\n```js\n\u202e} \u2066if (isAdmin)\u2069 \u2066 begin admins only\n```',
  ],
  [
    'letters that look alike',
    () => '[https://example.com](https://exаmple.com) https://xn--e1awd7f.com http://ⅇxample.com',
  ],
  ['marks upon marks', () => `x${'\u0489\u0300\u0334'.repeat(300)} composer`],
  ['lone surrogates', (traces) => `\ud800<img src=x: onerror=${traces.script}>\udc00 \udfff`],
  [
    'other brackets',
    ({ script }) =>
      `‹script›${script}‹/script› ＜script＞${script}＜/script＞ ¼script¾${script}¼/script¾ +ADw-script+AD4-`,
  ],
  ['wide and tall', () => `${'W'.repeat(3000)} ${'\n'.repeat(50)} ${'　'.repeat(500)} ${'\t'.repeat(500)}x`],
  ['a table of many columns', () => `|${' x |'.repeat(300)}\n|${' - |'.repeat(300)}\n|${' y |'.repeat(300)}`],
  [
    'deep nesting',
    (traces) =>
      `${'> '.repeat(120)}${tag(traces)}\n\n${'- '.repeat(120)}${tag(traces)}\n\n${'['.repeat(200)}x${'](javascript:1)'.repeat(200)}`,
  ],
  ['emphasis without end', () => '*_~'.repeat(400)],
  [
    'names of the app',
    () => '<div class="composer toasts drawer-shade popover menu" id="root">x</div> {.composer} {#root onclick=1}',
  ],
  [
    'attribute lists',
    ({ script }) =>
      `# x {#root .composer onclick="${script}"}\n\n[x](https://example.com){onclick="${script}" target=_top}\n\n:::{onclick=${script}}\n:::`,
  ],
  [
    'template languages',
    ({ script }) =>
      `{{constructor.constructor('${script}')()}} \${${script}} <%= ${script} %> {% raw %} <x v-html="'${script}'" ng-app :onclick=1>`,
  ],
  ['front matter', ({ script }) => `---\nlayout: "<script>${script}</script>"\n---\n\n+++\nscript = "${script}"\n+++`],
  [
    'a wiki link and an include',
    ({ origin }) =>
      `[[${origin}|x]] ![[${origin}]] {{< include ${origin} >}} <!--#include virtual="${origin}" --> @import "${origin}";`,
  ],
]

/** HTML in every place where markdown might let it through, and text that is not what it seems. */
export function textCases(): readonly MakeCase[] {
  return texts.map(([name, write]) => (traces) => {
    const markdown = write(traces)
    return { name, markdown, html: markdown }
  })
}
