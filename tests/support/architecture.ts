import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize, relative, sep } from 'node:path'
import { parseSync } from 'vite'

/** A file of the project; `path` is relative to its root, with slashes. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

interface Import {
  /** A path without extension for the project's own files, else the package's specifier. */
  readonly target: string
  readonly isOwn: boolean
  readonly isTypeOnly: boolean
  readonly names: readonly string[]
}

interface Parsed {
  readonly path: string
  readonly imports: readonly Import[]
  readonly nodes: readonly SyntaxNode[]
  readonly statements: readonly SyntaxNode[]
}

interface SyntaxNode {
  readonly type: string
  readonly [field: string]: unknown
}

/** All files below a folder of the project, read as text. */
export function readFiles(root: string, folder: string): readonly SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return { path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }
    })
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function nodesUnder(value: unknown): readonly SyntaxNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesUnder)
  if (!isNode(value)) return []
  return [value, ...Object.values(value).flatMap((field) => (typeof field === 'object' ? nodesUnder(field) : []))]
}

function literal(value: unknown): string | null {
  return isNode(value) && typeof value.value === 'string' ? value.value : null
}

function nameOf(value: unknown): string {
  if (!isNode(value)) return ''
  if (value.type === 'MemberExpression') return nameOf(value.property)
  return typeof value.name === 'string' ? value.name : (literal(value) ?? '')
}

function list(value: unknown): readonly SyntaxNode[] {
  return Array.isArray(value) ? value.filter(isNode) : []
}

function importOf(node: SyntaxNode, path: string): Import | null {
  const specifier = literal(node.source)
  if (specifier === null) return null
  const isOwn = specifier.startsWith('.')
  const target = isOwn
    ? normalize(join(dirname(path), specifier))
        .split(sep)
        .join('/')
    : specifier
  // `import { type A } from` leaves `import '…'` behind: only a whole `import type` is none at run time.
  const isTypeOnly = node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type'
  const names = list(node.specifiers).map((one) => nameOf(one.imported) || '*')
  return { target, isOwn, isTypeOnly, names }
}

function parse(file: SourceFile): Parsed {
  const { program, errors } = parseSync(file.path, file.text)
  if (errors.length > 0) throw new Error(`${file.path} cannot be parsed: ${errors[0]?.message}`)
  const nodes = nodesUnder(program)
  const imports = nodes.map((node) => importOf(node, file.path)).filter((one) => one !== null)
  return { path: file.path, imports, nodes, statements: list(program.body) }
}

function code(files: readonly SourceFile[]): readonly Parsed[] {
  return files.filter((file) => /\.tsx?$/.test(file.path)).map(parse)
}

function sideOf(path: string): string {
  return /^src\/(\w+)/.exec(path)?.[1] ?? ''
}

const carriesSchemas = /^src\/shared\/(ipc|settings)(\.ts)?$/
const plainNode = /^src\/main\/(providers|replies|storage)\//
/** Inside main: who may not call whom. Types may go both ways. */
const upwards: readonly (readonly [from: RegExp, to: RegExp])[] = [
  [/^src\/main\/providers\//, /^src\/main\/(ipc\/|replies\/|storage\/|windows\/|desktop\/|app$)/],
  [/^src\/main\/(replies|storage)\//, /^src\/main\/(ipc\/|windows\/|desktop\/|app$)/],
  [/^src\/main\/(windows|desktop)\//, /^src\/main\/(ipc\/|app$)/],
  [/^src\/renderer\/(ui|markdown)\//, /^src\/renderer\/(chat|conversations|settings|key-window)\//],
]

function packageCrossing(from: string, { target, names, isTypeOnly }: Import): boolean {
  const isElectron = target === 'electron' || target.startsWith('electron/')
  const isNodeModule = target.startsWith('node:')
  switch (sideOf(from)) {
    case 'shared':
      return !(target === 'zod/mini' && carriesSchemas.test(from))
    case 'main':
      return isElectron && plainNode.test(from) && from !== 'src/main/storage/key-store.ts'
    case 'preload':
      if (!isElectron) return true
      return !isTypeOnly && names.some((name) => name !== 'contextBridge' && name !== 'ipcRenderer')
    case 'renderer':
      return isElectron || isNodeModule || /^(zod|openai|electron-store)(\/|$)/.test(target)
    default:
      return true
  }
}

function ownCrossing(from: string, { target, isTypeOnly }: Import): boolean {
  const [fromSide, toSide] = [sideOf(from), sideOf(target)]
  if (!isTypeOnly && upwards.some(([source, goal]) => source.test(from) && goal.test(target))) return true
  if (fromSide === toSide) return false
  if (toSide !== 'shared') return true
  if (fromSide === 'preload') return !isTypeOnly
  return fromSide === 'renderer' && !isTypeOnly && carriesSchemas.test(target)
}

/** Imports that the table in ARCHITECTURE.md forbids, as "from -> to". */
export function crossings(files: readonly SourceFile[]): readonly string[] {
  return code(files).flatMap(({ path, imports }) =>
    imports
      .filter((one) => (one.isOwn ? ownCrossing(path, one) : packageCrossing(path, one)))
      .map((one) => `${path} -> ${one.target}`),
  )
}

/** Ways on which zod's schemas would come into a window through other shared files, as "from -> to". */
export function schemaLeaks(files: readonly SourceFile[]): readonly string[] {
  const parsed = code(files)
  const byPath = new Map(parsed.map((file) => [file.path.replace(/\.tsx?$/, ''), file]))
  const reached = new Set(parsed.filter((file) => sideOf(file.path) === 'renderer'))
  const leaks: string[] = []
  for (const file of reached) {
    for (const { target, isTypeOnly } of file.imports) {
      if (isTypeOnly) continue
      if (carriesSchemas.test(target)) leaks.push(`${file.path} -> ${target}`)
      const next = byPath.get(target)
      if (next) reached.add(next)
    }
  }
  return leaks
}

interface Fact {
  readonly what: string
  readonly only: string
  readonly stands: (node: SyntaxNode) => boolean
}

function isMember(node: SyntaxNode, object: RegExp, property: string): boolean {
  return node.type === 'MemberExpression' && nameOf(node.property) === property && object.test(nameOf(node.object))
}

const facts: readonly Fact[] = [
  {
    what: 'new BrowserWindow',
    only: 'src/main/windows/create-window.ts',
    stands: (node) => node.type === 'NewExpression' && nameOf(node.callee) === 'BrowserWindow',
  },
  {
    what: 'webContents.send',
    only: 'src/main/ipc/serve.ts',
    stands: (node) => isMember(node, /^(webContents|contents|sender)$/i, 'send'),
  },
  {
    what: 'safeStorage',
    only: 'src/main/storage/key-store.ts',
    stands: (node) => node.type === 'Identifier' && node.name === 'safeStorage',
  },
  {
    what: 'shell.openExternal',
    only: 'src/main/windows/open-link.ts',
    stands: (node) => isMember(node, /./, 'openExternal'),
  },
  {
    what: 'window.bridge',
    only: 'src/renderer/bridge.ts',
    stands: (node) => isMember(node, /^(window|globalThis|self)$/, 'bridge'),
  },
  {
    what: 'process.env',
    only: 'src/main/environment.ts',
    stands: (node) => isMember(node, /^process$/, 'env'),
  },
  {
    what: 'sendSync',
    only: 'no file',
    stands: (node) => isMember(node, /./, 'sendSync'),
  },
]

/** Things that stand outside the one file that they belong into, as "path: what (only in …)". */
export function strays(files: readonly SourceFile[]): readonly string[] {
  return code(files).flatMap(({ path, nodes }) =>
    facts
      .filter((fact) => fact.only !== path && nodes.some(fact.stands))
      .map((fact) => `${path}: ${fact.what} (only in ${fact.only})`),
  )
}

const entries = new Set(['src/main/index.ts', 'src/preload/index.ts'])

/** Files that only pass on what others export, and index files that are no entry. */
export function barrels(files: readonly SourceFile[]): readonly string[] {
  const passesOn = ({ statements }: Parsed) =>
    statements.length > 0 && statements.every((one) => one.type.startsWith('Export') && literal(one.source) !== null)
  return code(files)
    .filter((file) => passesOn(file) || (/\/index\.tsx?$/.test(file.path) && !entries.has(file.path)))
    .map((file) => file.path)
}

/** Files over 400 lines and folders over 12 files, as "path: number". tsconfig.json does not count. */
export function oversized(files: readonly SourceFile[]): readonly string[] {
  const long = files
    .filter((file) => /\.(tsx?|css|html)$/.test(file.path))
    .map((file) => ({ path: file.path, lines: file.text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > 400)
    .map(({ path, lines }) => `${path}: ${lines} lines`)
  const counts = new Map<string, number>()
  for (const { path } of files.filter((file) => basename(file.path) !== 'tsconfig.json')) {
    counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1)
  }
  const full = [...counts].filter(([, count]) => count > 12).map(([path, count]) => `${path}/: ${count} files`)
  return [...long, ...full]
}

const bannedEnding = /(manager|service|helper|util)s?$/i
const bannedFolder = /\/(managers|services|helpers|utils?|hooks|types)\//

/** Names that say a kind and not a subject: of files, folders and top-level declarations. */
export function bannedNames(files: readonly SourceFile[]): readonly string[] {
  const ofPaths = files
    .map((file) => file.path)
    .filter((path) => bannedFolder.test(path) || bannedEnding.test(basename(path).replace(/\..*$/, '')))
  const ofCode = code(files).flatMap(({ path, statements }) =>
    statements
      .flatMap((statement) => (isNode(statement.declaration) ? [statement.declaration] : [statement]))
      .flatMap((declaration) => [
        nameOf(declaration.id),
        ...list(declaration.declarations).map((one) => nameOf(one.id)),
      ])
      .filter((name) => bannedEnding.test(name))
      .map((name) => `${path}: ${name}`),
  )
  return [...ofPaths, ...ofCode]
}

/** Unit tests below shared/, main/, preload/ and renderer/ whose source file does not exist. */
export function strayUnitTests(testPaths: readonly string[], sourcePaths: readonly string[]): readonly string[] {
  const sources = new Set(sourcePaths.map((path) => path.replace(/\.tsx?$/, '')))
  return testPaths
    .filter((path) => /^tests\/unit\/\w+\/.*\.test\.tsx?$/.test(path))
    .filter((path) => !sources.has(path.replace(/^tests\/unit\//, 'src/').replace(/\.test\.tsx?$/, '')))
}

/** Paths that a text names and that are not there. Folders, `{a,b}` and bare file names in backticks count too. */
export function deadPaths(text: string, projectPaths: readonly string[]): readonly string[] {
  const known = new Set(projectPaths.flatMap((path) => [path, ...foldersOf(path)]))
  const names = new Set(projectPaths.map((path) => basename(path)))
  const rooted = [...text.matchAll(/(?<![\w./-])(?:src|tests|scripts|docs|resources|\.ci)\/[\w./{},-]*/g)]
    .map((match) => match[0].replace(/[.,]+$/, ''))
    .flatMap(expandBraces)
    .map((path) => path.replace(/\/$/, ''))
    .filter((path) => !known.has(path))
  const bare = [...text.matchAll(/`([\w.-]+\.(?:tsx?|mjs|json|md|ya?ml|html|css))`/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => !names.has(name))
  return [...rooted, ...bare]
}

function foldersOf(path: string): readonly string[] {
  const folder = dirname(path)
  return folder === '.' ? [] : [folder, ...foldersOf(folder)]
}

function expandBraces(path: string): readonly string[] {
  const match = /^([^{]*)\{([^}]*)\}(.*)$/.exec(path)
  if (!match) return [path]
  const [, before = '', options = '', after = ''] = match
  return options.split(',').flatMap((option) => expandBraces(`${before}${option}${after}`))
}
