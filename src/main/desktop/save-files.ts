import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, dialog, type BrowserWindow } from 'electron'

/** Asks where to, and writes these files, by their endings, beside each other. False: the user wants none. Throws AppError `storage`. */
export async function saveFiles(
  parent: BrowserWindow | null,
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<boolean> {
  // With the first ending, so that the dialog asks before it takes the place of a file.
  const [first = ''] = Object.keys(files)
  const options = { defaultPath: join(app.getPath('downloads'), `${name}.${first}`) }
  const { filePath } = parent ? await dialog.showSaveDialog(parent, options) : await dialog.showSaveDialog(options)
  if (!filePath) return false
  const path = filePath.endsWith(`.${first}`) ? filePath.slice(0, -first.length - 1) : filePath
  try {
    for (const [ending, content] of Object.entries(files)) await writeFile(`${path}.${ending}`, content)
  } catch (error) {
    const { toStorageError } = await import('../storage/database')
    throw toStorageError(error)
  }
  return true
}
