import { plain, usual, type LanguageRow } from './language-row'

/** At-rules, variables and selectors are one thing, properties another, values a third. */
const cssStyles = {
  def: 'type',
  builtin: 'type',
  variableName: 'type',
  'variableName.constant': null,
  'variableName.function': 'function',
  property: 'function',
  keyword: 'number',
} as const

/** Languages of pages. */
export const webLanguages: readonly LanguageRow[] = [
  ['typescript', 'TypeScript', 'ts', 'ts mts cts', async () => (await import('../modes/ecmascript')).typescript],
  ['tsx', 'TSX', 'tsx', '', async () => (await import('../modes/ecmascript')).typescript],
  [
    'javascript',
    'JavaScript',
    'js',
    'js mjs cjs node ecmascript es6',
    async () => (await import('../modes/ecmascript')).javascript,
  ],
  ['jsx', 'JSX', 'jsx', 'react', async () => (await import('../modes/ecmascript')).javascript],
  [
    'json',
    'JSON',
    'json',
    'jsonc json5 jsonl ndjson geojson webmanifest',
    async () => (await import('../modes/data/json')).json,
  ],
  ['html', 'HTML', 'html', 'htm xhtml ejs astro', async () => (await import('../modes/markup')).html],
  [
    'xml',
    'XML',
    'xml',
    'svg xsd xsl xslt rss atom plist xaml csproj wsdl',
    async () => (await import('../modes/markup')).xml,
  ],
  ['vue', 'Vue', 'vue', '', async () => (await import('../modes/markup')).vue],
  ['svelte', 'Svelte', 'svelte', '', async () => (await import('../modes/markup')).svelte],
  [
    'css',
    'CSS',
    'css',
    'postcss pcss',
    async () => plain((await import('@codemirror/legacy-modes/mode/css')).css, cssStyles),
  ],
  ['scss', 'SCSS', 'scss', '', async () => plain((await import('@codemirror/legacy-modes/mode/css')).sCSS, cssStyles)],
  ['less', 'Less', 'less', '', async () => plain((await import('@codemirror/legacy-modes/mode/css')).less, cssStyles)],
  ['sass', 'Sass', 'sass', '', async () => plain((await import('@codemirror/legacy-modes/mode/sass')).sass)],
  [
    'stylus',
    'Stylus',
    'styl',
    'styl',
    async () => plain((await import('@codemirror/legacy-modes/mode/stylus')).stylus),
  ],
  ['php', 'PHP', 'php', 'php3 php4 php5 php7 php8 phtml', async () => (await import('../modes/php')).php],
  ['graphql', 'GraphQL', 'graphql', 'gql', async () => (await import('../modes/data/graphql')).graphql],
  ['markdown', 'Markdown', 'md', 'md mdx mkd', async () => (await import('../modes/markdown')).markdown],
  ['pug', 'Pug', 'pug', 'jade', async () => plain((await import('@codemirror/legacy-modes/mode/pug')).pug)],
  [
    'jinja',
    'Jinja',
    'jinja',
    'jinja2 j2 django twig liquid njk handlebars hbs mustache',
    async () => (await import('../modes/markup')).template,
  ],
  [
    'coffeescript',
    'CoffeeScript',
    'coffee',
    'coffee',
    async () => usual((await import('@codemirror/legacy-modes/mode/coffeescript')).coffeeScript),
  ],
  [
    'http',
    'HTTP',
    'http',
    'rest',
    async () => plain((await import('@codemirror/legacy-modes/mode/http')).http, { atom: 'function' }),
  ],
]
