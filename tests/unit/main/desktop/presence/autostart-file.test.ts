import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { autostartEntry, autostartFile } from '../../../../../src/main/desktop/presence/autostart-file'
import { temporaryFolder } from '../../../../support/temporary-folder'

describe('autostartFile', () => {
  it('writes one file and removes it, and nothing else', async () => {
    const folder = join(temporaryFolder(), 'config', 'autostart')
    const item = autostartFile(folder, ['/usr/bin/runnel', '--hidden'])
    expect(item.isOn()).toBe(false)
    await item.turn(false)
    expect(existsSync(folder)).toBe(false)
    await item.turn(true)
    expect(item.isOn()).toBe(true)
    expect(readdirSync(folder)).toEqual(['io.github.runnel.Runnel.desktop'])
    writeFileSync(join(folder, 'other.desktop'), '')
    await item.turn(false)
    expect(item.isOn()).toBe(false)
    expect(readdirSync(folder)).toEqual(['other.desktop'])
  })

  it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false', 'hidden = TRUE'])(
    'is off when the desktop has written %s into it, and on again when it is turned on',
    async (line) => {
      const folder = temporaryFolder()
      const item = autostartFile(folder, ['runnel'])
      await item.turn(true)
      const path = join(folder, 'io.github.runnel.Runnel.desktop')
      writeFileSync(path, readFileSync(path, 'utf8').replace('X-GNOME-Autostart-enabled=true', line))
      expect(item.isOn()).toBe(false)
      await item.turn(true)
      expect(item.isOn()).toBe(true)
    },
  )
})

describe('autostartEntry', () => {
  it.each([
    [['/usr/lib/runnel/runnel-app', '--hidden'], '/usr/lib/runnel/runnel-app --hidden'],
    [['/home/me/My Apps/Runnel.AppImage'], '"/home/me/My Apps/Runnel.AppImage"'],
    [['/a"b$c`d\\e'], String.raw`"/a\\"b\\$c\\` + '`' + String.raw`d\\\\e"`],
    [['/100%/app'], '/100%%/app'],
    [['/家/runnel'], '"/家/runnel"'],
  ])('starts %j by Exec=%s', (command, line) => {
    expect(autostartEntry(command)).toContain(`\nExec=${line}\n`)
  })
})
