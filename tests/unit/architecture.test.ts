import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as architecture from '../support/architecture'

const root = join(import.meta.dirname, '..', '..')
const sources = architecture.readFiles(root, 'src')
const folders = ['src', 'tests', 'scripts', 'docs', 'resources', '.ci'].filter((folder) =>
  existsSync(join(root, folder)),
)
const projectPaths = [
  ...readdirSync(root),
  ...folders.flatMap((folder) => architecture.readFiles(root, folder).map((file) => file.path)),
]

function file(path: string, text: string): architecture.SourceFile {
  return { path, text }
}

describe('who may import whom', () => {
  it('holds in src', () => {
    expect(architecture.crossings(sources)).toEqual([])
  })

  it.each([
    ['src/shared/reply.ts', `import * as z from 'zod/mini'`],
    ['src/shared/ipc.ts', `import { app } from 'electron'`],
    ['src/shared/reply.ts', `import type { Stats } from 'node:fs'`],
    ['src/shared/reply.ts', `export type X = import('../main/app').App`],
    ['src/main/providers/guide.ts', `import type { App } from 'electron'`],
    ['src/main/providers/guide.ts', `import { openJournal } from '../storage/reply-journal'`],
    ['src/main/replies/reply-runner.ts', `export { serve } from '../ipc/serve'`],
    ['src/main/windows/main-window.ts', `import { serve } from '../ipc/serve'`],
    ['src/main/log.ts', `const words = await import('../renderer/words')`],
    ['src/preload/index.ts', `import { requests } from '../shared/ipc'`],
    ['src/preload/index.ts', `import { ipcRenderer, shell } from 'electron'`],
    ['src/preload/index.ts', `import { readFileSync } from 'node:fs'`],
    ['src/renderer/bridge.ts', `import { requests } from '../shared/ipc'`],
    ['src/renderer/bridge.ts', `import { type Bridge } from '../shared/ipc'`],
    ['src/renderer/settings/page.tsx', `import '../../shared/settings'`],
    ['src/renderer/main.tsx', `import { log } from '../main/log'`],
    ['src/renderer/main.tsx', `import { join } from 'node:path'`],
    ['src/renderer/ui/button.tsx', `import { Composer } from '../chat/composer'`],
  ])('sees %s with %s', (path, text) => {
    expect(architecture.crossings([file(path, text)])).toHaveLength(1)
  })

  it.each([
    ['src/shared/settings.ts', `import * as z from 'zod/mini'`],
    ['src/main/storage/key-store.ts', `import { safeStorage } from 'electron'`],
    ['src/main/providers/providers.ts', `import type { KeyStore } from '../storage/key-store'`],
    ['src/preload/index.ts', `import type { Bridge } from '../shared/ipc'\nimport { contextBridge } from 'electron'`],
    ['src/renderer/bridge.ts', `import type { Bridge } from '../shared/ipc'`],
    ['src/renderer/chat/composer.tsx', `import { applyReplyEvent } from '../../shared/reply'\nimport './composer.css'`],
  ])('allows %s with %s', (path, text) => {
    expect(architecture.crossings([file(path, text)])).toEqual([])
  })
})

describe('schemas never reach a window', () => {
  const window = file('src/renderer/main.tsx', `import { words } from '../shared/words'`)

  it('holds in src', () => {
    expect(architecture.schemaLeaks(sources)).toEqual([])
  })

  it('sees a way through another shared file', () => {
    const leak = file('src/shared/words.ts', `import { requests } from './ipc'`)
    expect(architecture.schemaLeaks([window, leak])).toEqual(['src/shared/words.ts -> src/shared/ipc'])
  })

  it('lets types through', () => {
    expect(
      architecture.schemaLeaks([window, file('src/shared/words.ts', `import type { Bridge } from './ipc'`)]),
    ).toEqual([])
  })
})

describe('what stands in one file only', () => {
  it('holds in src', () => {
    expect(architecture.strays(sources)).toEqual([])
  })

  it.each([
    'new BrowserWindow({})',
    'new electron.BrowserWindow({})',
    `window.webContents.send('event')`,
    `event.sender.send('event')`,
    `import { safeStorage } from 'electron'`,
    `shell.openExternal(url)`,
    `window.bridge.invoke('x')`,
    `globalThis['bridge']`,
    `const key = process.env.KEY`,
    `process['env']`,
    `ipcRenderer.sendSync('x')`,
  ])('sees %s', (text) => {
    expect(architecture.strays([file('src/main/app.ts', text)])).toHaveLength(1)
  })

  it('does not take words in comments and strings for code', () => {
    const text = `// new BrowserWindow, process.env\nconst words = 'shell.openExternal and safeStorage'`
    expect(architecture.strays([file('src/main/app.ts', text)])).toEqual([])
  })

  it('allows each in its own file', () => {
    expect(architecture.strays([file('src/main/environment.ts', 'process.env.HOME')])).toEqual([])
  })
})

describe('barrels', () => {
  it('are not in src', () => {
    expect(architecture.barrels(sources)).toEqual([])
  })

  it.each([
    ['src/main/replies/index.ts', 'export const a = 1'],
    ['src/main/replies/all.ts', `export * from './coalesce'\nexport { b } from './resume'`],
  ])('are seen: %s', (path, text) => {
    expect(architecture.barrels([file(path, text)])).toEqual([path])
  })

  it('are not the entries', () => {
    expect(architecture.barrels([file('src/main/index.ts', 'start()')])).toEqual([])
  })
})

describe('sizes', () => {
  it('are within the limits in src', () => {
    expect(architecture.oversized(sources)).toEqual([])
  })

  it('sees a long file and lets 400 lines be', () => {
    const lines = (count: number) => 'x()\n'.repeat(count)
    const files = [file('src/main/long.ts', lines(401)), file('src/main/fits.ts', lines(400))]
    expect(architecture.oversized(files)).toEqual(['src/main/long.ts: 401 lines'])
  })

  it('sees a full folder and lets 12 files be', () => {
    const folder = (name: string, count: number) =>
      Array.from({ length: count }, (_, index) => file(`src/main/${name}/f${index}.ts`, ''))
    const files = [...folder('full', 13), ...folder('fits', 12), file('src/main/fits/tsconfig.json', '{}')]
    expect(architecture.oversized(files)).toEqual(['src/main/full/: 13 files'])
  })
})

describe('names', () => {
  it('say the subject in src', () => {
    expect(architecture.bannedNames(sources)).toEqual([])
  })

  it.each([
    ['src/main/key-manager.ts', ''],
    ['src/main/utils/format.ts', ''],
    ['src/main/keys.ts', 'export class KeyService {}'],
    ['src/main/keys.ts', 'export const keyHelper = () => 1'],
    ['src/main/keys.ts', 'interface StringUtils {}'],
  ])('sees %s with "%s"', (path, text) => {
    expect(architecture.bannedNames([file(path, text)])).toHaveLength(1)
  })
})

describe('unit tests', () => {
  it('mirror src', () => {
    const sourcePaths = sources.map((source) => source.path)
    expect(architecture.strayUnitTests(projectPaths, sourcePaths)).toEqual([])
  })

  it('are seen when their source is gone', () => {
    const tests = ['tests/unit/main/log.test.ts', 'tests/unit/main/gone.test.ts', 'tests/unit/architecture.test.ts']
    expect(architecture.strayUnitTests(tests, ['src/main/log.ts'])).toEqual(['tests/unit/main/gone.test.ts'])
  })
})

describe('ARCHITECTURE.md', () => {
  it('names only what exists', () => {
    const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
    expect(architecture.deadPaths(text, projectPaths)).toEqual([])
  })

  it('is caught naming what does not', () => {
    const paths = ['src/main/app.ts', 'src/main/ipc/serve.ts', 'package.json']
    const text =
      '`src/main/`, `src/main/{app,gone}.ts`, see src/main/ipc. `serve.ts` `lost.ts` `package.json` `src/lost/` text/html'
    expect(architecture.deadPaths(text, paths)).toEqual(['src/main/gone.ts', 'src/lost', 'lost.ts'])
  })
})
