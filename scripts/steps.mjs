// The steps that `npm run check` and `npm test` are made of, and their count.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeBinary, programOf, run, say, toolEnvironment } from './run.mjs'

/** The numbers of one run. `failed` counts tests and steps; every failure is in it. */
export function newTally() {
  return { passed: 0, failed: 0 }
}

/** Runs a step's body and says how it ended. The body throws when the step failed; all it has to say is the message. */
export async function step(name, tally, body) {
  const startedAt = Date.now()
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
  try {
    await body()
    say(`ok    ${name}, ${seconds()}`)
    return true
  } catch (error) {
    // A signal told us to stop: no further step.
    if (error.exitCode > 128) throw error
    tally.failed += error.failedTests ?? 1
    say(`FAIL  ${name}, ${seconds()}: ${error.message}`)
    return false
  }
}

/** A step that runs one of the project's tools and shows its words only when it fails. */
export function toolStep(name, tally, [packageName, program], args) {
  return step(name, tally, async () => {
    const command = [programOf(packageName, program), ...args]
    const { code, output } = await run(nodeBinary(), command, { env: toolEnvironment(), limitMs: 180_000 })
    if (code !== 0) throw new Error(`code ${code}\n${output.trimEnd()}`)
  })
}

/** Types, lint, format and unused code. Types use one core, the others share the second. */
export async function staticSteps(tally) {
  await Promise.all([
    toolStep('types', tally, ['typescript', 'tsc'], ['-b']),
    (async () => {
      await toolStep('lint', tally, ['oxlint'], [])
      await toolStep('format', tally, ['oxfmt'], ['--check'])
      await toolStep('unused code', tally, ['knip'], ['--no-progress'])
    })(),
  ])
}

/** Unit and integration tests, counted. */
export function testStep(tally) {
  return step('unit and integration tests', tally, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'runnel-report-'))
    try {
      const report = join(folder, 'report.json')
      const options = { output: 'show', limitMs: 300_000, env: toolEnvironment() }
      const result = await run(nodeBinary(), vitestCommand(['unit', 'integration'], report), options)
      count(tally, result.code, report)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

/** The arguments for Node that run projects of vitest.config.ts and write the report to count. */
export function vitestCommand(projects, report) {
  const chosen = projects.flatMap((project) => ['--project', project])
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return [join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...chosen, ...reporters]
}

/** Adds a vitest report to the tally. Throws when anything failed, was skipped, or vitest broke down before its report. */
export function count(tally, code, reportPath) {
  if (!existsSync(reportPath)) throw new Error(`vitest gave no report (code ${code})`)
  const report = JSON.parse(readFileSync(reportPath, 'utf8'))
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const skipped = report.numPendingTests + report.numTodoTests
  tally.passed += report.numPassedTests
  const failed = report.numFailedTests + brokenFiles.length + skipped
  if (failed === 0 && code === 0 && report.numPassedTests > 0) return
  const words = `${report.numFailedTests} failed, ${brokenFiles.length} files broken, ${skipped} skipped, code ${code}`
  throw Object.assign(new Error(words), { failedTests: Math.max(failed, 1) })
}

/** Prints the last line and gives the exit code. */
export function finish(tally) {
  console.log(`${tally.passed} passed, ${tally.failed} failed`)
  return tally.failed === 0 ? 0 : 1
}
