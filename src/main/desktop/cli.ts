import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, session } from 'electron'
import { toAppErrorData, type AppErrorData } from '../../shared/errors'
import { errorWords } from '../../shared/error-words'
import type { Words } from '../../shared/locales/en'
import { guideChoice, type ModelChoice } from '../../shared/providers'
import type { ReplyEvent } from '../../shared/reply'
import { openCore, type Core } from '../core'
import { readEnvironment, readVariable } from '../environment'
import { environmentProvider, sessionProvider, type SessionProvider } from '../providers/providers'
import type { StartedReply } from '../replies/running-replies'
import { createKeyStore } from '../storage/key-store'
import { openSettings, type SettingsStore } from '../storage/settings-store'
import { fill, languageOf, wordsIn } from '../words'
import { parseAskArguments, type AskArguments } from './cli-arguments'
import { resourcesFolder } from './resources-folder'

/** Exit codes of `runnel ask`: 0 ended well, 1 error, 2 misused, 3 cut by its length limit, 4 held back by a filter, 130 stopped. */
const exitCodes = {
  stop: 0,
  'tool-calls': 0,
  other: 1,
  error: 1,
  interrupted: 1,
  length: 3,
  'content-filter': 4,
  aborted: 130,
} as const
const misused = 2
const oneOffId = 'one-off'

type Ask = Extract<AskArguments, { kind: 'ask' }>

/** Answers one question in the terminal and ends the process. Opens no window and needs no display. */
export async function runAsk(args: readonly string[]): Promise<void> {
  // Chromium's own profile goes elsewhere, so that nothing is shared with a running app but our files.
  const sessionData = mkdtempSync(join(tmpdir(), 'runnel-ask-'))
  app.setPath('sessionData', sessionData)
  app.disableHardwareAcceleration()
  app.dock?.hide()
  await app.whenReady()
  const settings = openSettings(app.getPath('userData'))
  const words = wordsIn(languageOf(settings.get().language, app.getPreferredSystemLanguages()))
  const code = await answer(parseAskArguments(args), settings, words).catch((error: unknown) =>
    report(toAppErrorData(error), words, { provider: '', model: '' }),
  )
  await Promise.all([flushed(process.stdout), flushed(process.stderr)])
  rmSync(sessionData, { recursive: true, force: true })
  app.exit(code)
}

async function answer(asked: AskArguments, settings: SettingsStore, words: Words): Promise<number> {
  if (asked.kind === 'help') {
    process.stdout.write(`${words.cli.usage}\n`)
    return exitCodes.stop
  }
  if (asked.kind === 'mistake') return complain(asked.detail)
  const prompt = [asked.prompt, await readPiped()].filter((part) => part.trim() !== '').join('\n\n')
  if (prompt === '') return complain(words.cli.noQuestion)

  const folder = app.getPath('userData')
  const core = openCore({
    folder,
    settings,
    guideFolder: join(resourcesFolder(), 'guide'),
    session: sessionProviders(asked),
    systemProxyFor: (url) => session.defaultSession.resolveProxy(url),
    keys: createKeyStore(folder),
    context: () => ({
      system: asked.system ?? settings.get().systemPrompt,
      language: languageOf(settings.get().language, app.getPreferredSystemLanguages()),
    }),
    save: asked.save,
  })
  try {
    const choice = await choose(core, asked, settings.get().choice, words)
    return typeof choice === 'string'
      ? complain(choice)
      : await stream(core, core.replies.start(null, prompt, choice), asked, words)
  } finally {
    core.close()
  }
}

function sessionProviders({ oneOff }: Ask): readonly SessionProvider[] {
  const ofEnvironment = environmentProvider(readEnvironment())
  const named = oneOff && {
    ...sessionProvider(oneOffId, oneOff.baseUrl, oneOff.protocol, oneOff.baseUrl),
    key: oneOff.keyVariable === null ? null : readVariable(oneOff.keyVariable),
  }
  return [ofEnvironment, named].filter((one) => one !== null)
}

/** Who answers, or in words why nobody can. */
async function choose(
  core: Core,
  { provider: named, model, oneOff }: Ask,
  usual: ModelChoice | null,
  { cli }: Words,
): Promise<ModelChoice | string> {
  const list = await core.providers.list()
  const provider = oneOff ? oneOffId : named
  const wanted = provider?.toLowerCase()
  const usualId =
    usual?.providerId ??
    (model && list.some((one) => one.id === 'environment') ? 'environment' : guideChoice.providerId)
  const found = wanted
    ? list.find((one) => one.id.toLowerCase() === wanted || one.name.toLowerCase() === wanted)
    : list.find((one) => one.id === usualId)
  if (!found)
    return fill(cli.unknownProvider, { provider: provider ?? usualId, known: list.map((one) => one.id).join(', ') })
  const chosen = model ?? (usual?.providerId === found.id ? usual.model : found.models[0])
  return chosen ? { providerId: found.id, model: chosen } : fill(cli.noModel, { provider: found.name })
}

async function stream(core: Core, started: StartedReply, { json, save }: Ask, words: Words): Promise<number> {
  const printer = createPrinter(json)
  const attached = core.replies.attach(started.replyId, ({ events }) => printer.print(events))
  if (attached) {
    const { replyId, providerId, model, startedAt } = attached.reply
    printer.print([{ type: 'reply-start', replyId, providerId, model, startedAt }])
  }
  const stop = () => core.replies.stop(started.replyId)
  process.on('SIGINT', stop).on('SIGTERM', stop)
  // Nobody reads any more (`| head`), so there is nobody to answer.
  process.stdout.on('error', stop)
  const reply = await started.ended
  printer.end()
  const unified = reply.finish?.unified ?? 'error'
  if (reply.error) {
    const info = (await core.providers.list()).find((one) => one.id === reply.providerId)
    return report(reply.error, words, { provider: info?.name ?? reply.providerId, model: reply.model })
  }
  const { cli, meter } = words
  if (unified === 'aborted') complain(save ? cli.stopped : cli.stoppedUnsaved)
  if (unified === 'length') complain(cli.lengthLimit)
  if (unified === 'content-filter') complain(cli.contentFilter)
  if (unified === 'other') complain(fill(meter.finish.other, { raw: reply.finish?.raw ?? '' }))
  return exitCodes[unified]
}

/** Writes a reply to stdout: its text as it comes, or one JSON line for each event. */
function createPrinter(json: boolean) {
  let brokenLine = false
  return {
    print(events: readonly ReplyEvent[]) {
      for (const event of events) {
        if (json) process.stdout.write(`${JSON.stringify(event)}\n`)
        else if (event.type === 'text-delta') {
          process.stdout.write(event.text)
          brokenLine = !event.text.endsWith('\n')
        }
      }
    },
    end() {
      if (brokenLine) process.stdout.write('\n')
    },
  }
}

function complain(line: string): number {
  process.stderr.write(`runnel: ${line}\n`)
  return misused
}

function report(error: AppErrorData, { cli, errors }: Words, names: { provider: string; model: string }): number {
  const { title, hint } = errors[errorWords(error).key]
  const line = fill(cli.error, { title, hint })
  process.stderr.write(`${fill(line, { ...names, seconds: Math.ceil((error.retryAfterMs ?? 0) / 1000) })}\n`)
  if (error.detail) process.stderr.write(`${fill(cli.details, { detail: error.detail.replace(/\s+/g, ' ') })}\n`)
  return exitCodes.error
}

/** What was piped in. A terminal has nothing to give. */
async function readPiped(): Promise<string> {
  if (process.stdin.isTTY) return ''
  const parts: Buffer[] = []
  for await (const part of process.stdin) parts.push(Buffer.from(part as Uint8Array))
  return Buffer.concat(parts).toString('utf8')
}

function flushed(output: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (output.writable) output.write('', () => resolve())
    else resolve()
  })
}
