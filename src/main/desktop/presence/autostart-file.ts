import { readFileSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Whether Runnel starts when the user logs in. The system knows, so it is in no settings of ours. */
export interface LoginItem {
  isOn(): boolean
  /** Throws when the system refuses. */
  turn(on: boolean): Promise<void>
}

const fileName = 'io.github.runnel.Runnel.desktop'

/** A login item as the XDG autostart specification has it: one file, written and removed whole. */
export function autostartFile(folder: string, command: readonly string[]): LoginItem {
  const path = join(folder, fileName)
  return {
    isOn() {
      try {
        return isTurnedOn(readFileSync(path, 'utf8'))
      } catch {
        return false
      }
    },
    async turn(on) {
      if (!on) return rm(path, { force: true })
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(`${path}.new`, autostartEntry(command))
      await rename(`${path}.new`, path)
    },
  }
}

/** The entry that starts this command at login. */
export function autostartEntry(command: readonly string[]): string {
  return `[Desktop Entry]
Type=Application
Name=Runnel
Exec=${command.map(quoted).join(' ')}
Icon=runnel
Terminal=false
X-GNOME-Autostart-enabled=true
`
}

/** Desktops turn an entry off by a line in it, and leave it there. */
function isTurnedOn(entry: string): boolean {
  return !/^\s*(?:Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im.test(entry)
}

/** A word of an Exec line. ("The Exec key": quoted, and the backslashes of the quoting once more as those of a string.) */
function quoted(word: string): string {
  const escaped = word.replaceAll('%', '%%')
  if (/^[\w@%+=:,./-]+$/.test(escaped)) return escaped
  return `"${escaped.replace(/["`$\\]/g, '\\$&').replaceAll('\\', '\\\\')}"`
}
