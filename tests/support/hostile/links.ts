import type { MakeCase, Traces } from './traces'

/** Spellings of an address that runs script, as browsers and parsers have been led to read them. */
const scriptSpellings: readonly ((script: string) => string)[] = [
  (script) => `javascript:${script}`,
  (script) => `JaVaScRiPt:${script}`,
  (script) => `javascript://%0a${script}`,
  (script) => `\u0001javascript:${script}`,
  (script) => `java\tscript:${script}`,
  (script) => `java&#9;script:${script}`,
  (script) => `java&NewLine;script:${script}`,
  (script) => `&#106;&#97;vascript:${script}`,
  (script) => `&#x6A;&#x61;&#x76;&#x61;script&colon;${script}`,
  (script) => `javascript&colon;${script}`,
  (script) => `javascript&#0000058;${script}`,
  (script) => `&#1;javascript:${script}`,
  (script) => `javascript%3A${script}`,
  (script) => `%6Aavascript:${script}`,
  (script) => `\\javascript:${script}`,
  (script) => `j\\avascript:${script}`,
  (script) => `javascript\\:${script}`,
  (script) => `ｊavascript:${script}`,
  (script) => `java\u00adscript:${script}`,
  (script) => `java\u200bscript:${script}`,
  (script) => `feed:javascript:${script}`,
  (script) => `view-source:javascript:${script}`,
  (script) => `vbscript:${script}`,
  (script) => `livescript:${script}`,
]

/** Addresses that read, start, open or show something else. */
const otherAddresses: readonly ((traces: Traces) => string)[] = [
  ({ script }) => `data:text/html,<script>${script}</script>`,
  ({ script }) => `data:text/html;base64,${Buffer.from(`<script>${script}</script>`).toString('base64')}`,
  ({ script }) => `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${script}'/>`,
  ({ origin }) => `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='${origin}'/></svg>`,
  ({ script }) => `data:application/xhtml+xml,<script xmlns='http://www.w3.org/1999/xhtml'>${script}</script>`,
  ({ script }) => `data:text/javascript,${script}`,
  ({ script }) => `DATA:,${script}`,
  ({ origin }) => `https://${new URL(origin).host}/${new URL(origin).pathname.slice(1)}`,
  ({ origin }) => `${origin.replace('http:', 'ws:')}`,
  ({ origin }) => `${origin.replace('http:', 'ftp:')}`,
  ({ origin }) => origin.replace('http:', ''),
  ({ origin }) => origin.replace('http://', '\\\\'),
  () => 'file:///etc/passwd',
  () => 'file://host/share/x',
  () => '/etc/passwd',
  () => '../../main/index.js',
  () => '?theme=dark',
  () => '#root',
  () => 'about:blank',
  () => 'about:srcdoc',
  () => 'blob:runnel-app://main/1',
  () => 'filesystem:runnel-app://main/temporary/x',
  () => 'runnel-app://key/',
  () => 'runnel-app://main/assets/none.js',
  () => 'chrome://settings',
  () => 'devtools://devtools/bundled/inspector.html',
  () => 'view-source:runnel-app://main/',
  () => 'ms-msdt:/id PCWDiagnostic',
  () => 'vscode://file/etc/passwd',
  () => 'ssh://host',
  () => 'smb://host/share',
  () => 'intent://x#Intent;scheme=http;end',
  () => 'https://user:password@example.com/',
  () => 'mailto:a@example.com?attach=/etc/passwd',
  () => 'https://example.com/\u202egpj.exe',
]

/** Ways of markdown to an address; `id` tells definitions apart. */
const linkForms: readonly (readonly [string, (address: string, id: string) => string])[] = [
  ['link', (address) => `[press me](${address})`],
  ['link in angles', (address) => `[press me](<${address}> "title\\" onmouseover=1")`],
  ['reference', (address, id) => `[press me][${id}] and [${id}]\n\n[${id}]: <${address}> 'title'`],
  ['autolink', (address) => `<${address}>`],
  ['bare address', (address) => `see ${address} here`],
  ['image', (address) => `![alt](<${address}> "title")`],
  ['image in a link', (address) => `[![alt](<${address}>)](<${address}>)`],
  ['image by reference', (address, id) => `![alt][${id}i]\n\n[${id}i]: <${address}>`],
]

/** Every spelling of an address in every form of a link. */
export function linkCases(): readonly MakeCase[] {
  const scripts = scriptSpellings.flatMap((spell, row) =>
    linkForms.map(([form, write], column) => ({
      form,
      write,
      address: ({ script }: Traces) => spell(script),
      row,
      column,
    })),
  )
  // Each of these in three forms, all forms by turns.
  const others = otherAddresses.flatMap((address, row) =>
    [0, 3, 5].map((step) => {
      const column = (row + step) % linkForms.length
      const [form, write] = linkForms[column] ?? linkForms[0]!
      return { form, write, address, row: row + scriptSpellings.length, column }
    }),
  )
  return [...scripts, ...others].map(({ form, write, address, row, column }) => (traces) => {
    const target = address(traces)
    const quoted = target.replaceAll('"', '&quot;')
    const image = form.startsWith('image')
    return {
      name: `${form}: ${target.slice(0, 60)}`,
      markdown: write(target, `r${row}c${column}`),
      html: image
        ? `<img src="${quoted}" srcset="${quoted} 2x">`
        : `<a href="${quoted}" ping="${traces.origin}">press</a>`,
    }
  })
}
