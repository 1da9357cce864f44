// `npm run bench`: measures the built app beside an empty window and plain loops, in one run, and writes the table into
// docs/performance.md. `npm run bench -- idle long-reply` measures only these and writes nothing. It is a measurement, not
// a test: the exit code is 0 when a bar is missed.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { build } from './build.mjs'
import { openDesk } from './desk.mjs'
import { Failure, main, nodeBinary, root, run, say } from './run.mjs'
import { electronBinary } from './setup/electron.mjs'
import { setUp } from './setup.mjs'

const names = [
  'reply-pipeline',
  'stream-cost',
  'app-start',
  'many-conversations',
  'idle',
  'long-reply',
  'stop-reply',
  'stream-load',
  'popup',
  'markdown-stream',
  'markdown-giants',
  'markdown-limits',
]
const document = join(root, 'docs', 'performance.md')
const marks = ['<!-- bench: begin -->', '<!-- bench: end -->']
const limitMs = 300_000

/** Other apps, the same reply, measured once on the same kind of machine; quoted, not measured here. */
const peers = {
  'spawn to usable composer': ['2.3–3.1 s', '3.9–5.6 s', '3.2–5.0 s'],
  'idle memory': ['580–588 MB', '827–832 MB', '793–818 MB'],
  'CPU of all processes for the stream': ['19.2–19.8 s', '15.3–15.6 s', '14.1–15.1 s'],
  'last text late by': ['1,266–1,642 ms', '354–497 ms', '469–570 ms'],
  'long tasks in the page': ['57–61', '3–4', '4–12'],
  'memory gained by the reply': ['1,040 MB', '320 MB', '340 MB'],
  'pixels from the end': ['not following', 'not following', '167–329 px'],
}

/** Bundles the measurements and what they measure of src/main, since Node runs no imports without extensions. */
async function bundle(folder) {
  const { build: bundleWith } = await import('vite')
  const entries = [...names, 'stand-in'].map((name) => [name, join(root, 'tests', 'perf', `${name}.ts`)])
  await bundleWith({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      target: 'node24',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rollupOptions: { input: Object.fromEntries(entries), output: { format: 'es', entryFileNames: '[name].js' } },
    },
  })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
}

/** Builds the page that markdown renderers are measured in, as the app's own pages are built. */
async function bundlePage(folder) {
  const [{ build: bundleWith }, { default: react }] = await Promise.all([
    import('vite'),
    import('@vitejs/plugin-react'),
  ])
  const page = join(root, 'tests', 'perf', 'markdown-page')
  await bundleWith({
    root: page,
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      modulePreload: false,
      rollupOptions: { input: join(page, 'index.html') },
    },
  })
}

/** Waits for the others on this machine, but not long. Gives the share of the cores that was in use. */
async function waitForQuiet() {
  if (process.platform !== 'linux') return 0
  for (let seconds = 0; ; seconds++) {
    const before = busyTicks()
    await wait(1000)
    const after = busyTicks()
    const share = (after.busy - before.busy) / Math.max(1, after.all - before.all)
    if (share < 0.1 || seconds >= 4) return share
  }
}

function busyTicks() {
  const fields = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0].trim().split(/\s+/).slice(1, 9).map(Number)
  const all = fields.reduce((total, field) => total + field, 0)
  return { all, busy: all - fields[3] - fields[4] }
}

async function measure(name, stage, env) {
  const busy = await waitForQuiet()
  say(`measuring ${name} (others use ${Math.round(busy * 100)} % of the machine)`)
  const resultFile = join(stage.folder, `${name}.json`)
  const args = [join(stage.bundle, `${name}.js`), JSON.stringify({ ...stage, resultFile })]
  const { code } = await run(nodeBinary(), args, { output: 'stderr', limitMs, env })
  if (code !== 0 || !existsSync(resultFile)) throw new Failure(`measuring ${name} failed (code ${code})`)
  return JSON.parse(readFileSync(resultFile, 'utf8')).map((line) => ({ ...line, busy }))
}

function number(value) {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en', { maximumFractionDigits: digits })
}

function cells({ what, unit, floor, figure, all, bar, met, note, busy }) {
  const withUnit = (value) => `${number(value)}${unit === '' || unit.startsWith('/') ? '' : ' '}${unit}`
  const range = all && all.length > 1 ? ` (${number(Math.min(...all))}–${number(Math.max(...all))})` : ''
  const remarks = [note, busy > 0.25 ? 'busy machine' : ''].filter(Boolean).join('; ')
  return [
    what,
    floor === null ? '–' : withUnit(floor),
    withUnit(figure) + range,
    floor === null || floor === 0 ? '–' : number(figure / floor),
    bar ?? '–',
    met === null ? '–' : met ? 'met' : '**missed**',
    remarks || '–',
  ]
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function peerTable(lines) {
  const rows = Object.entries(peers).flatMap(([what, figures]) => {
    const line = lines.find((one) => one.what.startsWith(what))
    return line ? [[line.what, cells(line)[2], line.bar ?? '–', ...figures]] : []
  })
  return table(['', 'Runnel, this run', 'bar', 'Chatbox 1.20, quoted', 'Witsy 3.6, quoted', '5ire 0.15, quoted'], rows)
}

/** Other markdown renderers, measured in this run. */
function rendererTable(lines) {
  const compared = lines.filter((line) => line.peers)
  const others = [...new Set(compared.flatMap((line) => Object.keys(line.peers)))]
  const rows = compared.map((line) => [
    line.what,
    number(line.figure / line.floor),
    ...others.map((name) => line.peers[name] ?? '–'),
  ])
  return rows.length > 0
    ? ['Markdown in other renderers, this run, ÷ floor:', table(['', 'Runnel', ...others], rows)]
    : []
}

function machine(loadBefore, seconds, wanted) {
  const command = wanted.length > 0 ? `npm run bench -- ${wanted.join(' ')}` : 'npm run bench'
  const electron = execFileSync(electronBinary(), ['--version'], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
  const version = readFileSync(join(root, 'node_modules', 'electron', 'dist', 'version'), 'utf8').trim()
  const load = [loadBefore, loadavg()].map(([one]) => one.toFixed(1)).join(' before, ')
  return [
    `- Command: \`${command}\`, ${new Date().toISOString().slice(0, 10)}, ${Math.round(seconds)} s`,
    `- Machine: ${process.platform} ${process.arch}, ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ` +
      `${Math.round(totalmem() / 2 ** 30)} GB, no GPU when on the virtual desktop`,
    `- Electron ${version.replace(/^v/, '')} (Node ${electron.toString().trim().replace(/^v/, '')} inside), Node ` +
      `${execFileSync(nodeBinary(), ['--version']).toString().trim().replace(/^v/, '')} for the pipeline`,
    `- Load average: ${load} after`,
  ].join('\n')
}

function writeDocument(text) {
  const words = readFileSync(document, 'utf8')
  const [before, rest] = words.split(marks[0])
  const after = rest?.split(marks[1])[1]
  if (after === undefined) throw new Failure('docs/performance.md lacks the marks that the table stands between.')
  writeFileSync(document, `${before}${marks[0]}\n\n${text}\n\n${marks[1]}${after}`)
}

await main(async () => {
  const wanted = process.argv.slice(2)
  const unknown = wanted.find((name) => !names.includes(name))
  if (unknown) throw new Failure(`no measurement is called ${unknown}; there are ${names.join(', ')}.`)
  if (process.platform !== 'linux') throw new Failure('the bench reads /proc: it runs on Linux only.')
  const startedAt = Date.now()
  await setUp({ desktop: true })
  await build()
  const folder = mkdtempSync(join(tmpdir(), 'runnel-bench-'))
  const desk = await openDesk({ keyring: false })
  try {
    const stage = { root, electron: electronBinary(), folder, bundle: join(folder, 'bundle') }
    const isWanted = (name) => wanted.length === 0 || wanted.includes(name)
    await bundle(stage.bundle)
    if (names.some((name) => name.startsWith('markdown-') && isWanted(name))) {
      await bundlePage(join(stage.bundle, 'markdown-page'))
    }
    const env = { ...process.env, ...desk.environment }
    const loadBefore = loadavg()
    const lines = []
    for (const name of names.filter(isWanted)) lines.push(...(await measure(name, stage, env)))
    const head = ['what', 'floor', 'figure (range)', '÷ floor', 'bar', 'met', 'remarks']
    const text = [
      machine(loadBefore, (Date.now() - startedAt) / 1000, wanted),
      table(head, lines.map(cells)),
      ...rendererTable(lines),
      ...(wanted.length > 0 ? [] : ['The same reply in other apps:', peerTable(lines)]),
    ].join('\n\n')
    console.log(text)
    for (const { what, bar, figure, unit } of lines.filter((line) => line.met === false)) {
      console.log(`missed: ${what}: ${number(figure)} ${unit}, bar ${bar}`)
    }
    if (wanted.length === 0) writeDocument(text)
  } finally {
    await desk.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
})
