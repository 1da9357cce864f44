// Draws resources/app-icon.svg as PNGs from 16 to 512 pixels into resources/icons/.
// Run by hand, on a desktop, after the drawing changed: npx electron scripts/icons.mjs
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'

const sizes = [16, 24, 32, 48, 64, 128, 256, 512]
const resources = join(import.meta.dirname, '../resources')
const folder = join(resources, 'icons')

async function drawIcons() {
  const drawing = await readFile(join(resources, 'app-icon.svg'), 'base64')
  const window = new BrowserWindow({ show: false })
  await window.loadURL('about:blank')
  await mkdir(folder, { recursive: true })
  for (const size of sizes) {
    const dataUrl = await window.webContents.executeJavaScript(`(async () => {
      const image = new Image(${size}, ${size})
      image.src = 'data:image/svg+xml;base64,${drawing}'
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), { width: ${size}, height: ${size} })
      canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size})
      return canvas.toDataURL('image/png')
    })()`)
    await writeFile(join(folder, `${size}x${size}.png`), dataUrl.split(',')[1], 'base64')
  }
  app.quit()
}

// Electron is not ready before this file has run to its end, so nothing can be awaited here.
void app.whenReady().then(drawIcons)
