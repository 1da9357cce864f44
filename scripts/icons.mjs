// Draws resources/*.svg as PNGs: the app's icon from 16 to 512 pixels into resources/icons/, the tray's four states, black
// for light panels, white for dark ones and a middle tone (3:1 or more on both) for those nobody knows, into resources/tray/.
// Run by hand, on a desktop, after a drawing changed: npx electron scripts/icons.mjs
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'

const resources = join(import.meta.dirname, '../resources')
const iconSizes = [16, 24, 32, 48, 64, 128, 256, 512]
const trayStates = { idle: 'tray', streaming: 'tray-streaming', done: 'tray-done', error: 'tray-error' }
const trayColours = { light: '#000', dark: '#fff', any: '#0f8a99' }
// Panels want 16 to 24 pixels; Electron takes the file that suits the display's scale by these endings.
const traySizes = { '': 22, '@2x': 44 }

async function draw(page, svg, size, file) {
  const dataUrl = await page.executeJavaScript(`(async () => {
    const image = new Image(${size}, ${size})
    image.src = 'data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}'
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: ${size}, height: ${size} })
    canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size})
    return canvas.toDataURL('image/png')
  })()`)
  await writeFile(file, dataUrl.split(',')[1], 'base64')
}

async function drawIcons() {
  const window = new BrowserWindow({ show: false })
  await window.loadURL('about:blank')
  const page = window.webContents
  await mkdir(join(resources, 'icons'), { recursive: true })
  await mkdir(join(resources, 'tray'), { recursive: true })
  const icon = await readFile(join(resources, 'app-icon.svg'), 'utf8')
  for (const size of iconSizes) await draw(page, icon, size, join(resources, 'icons', `${size}x${size}.png`))
  for (const [state, drawing] of Object.entries(trayStates)) {
    const black = await readFile(join(resources, `${drawing}.svg`), 'utf8')
    for (const [panel, colour] of Object.entries(trayColours)) {
      // In a mask black and white are what is cut away and what is kept.
      const svg = black.replace(/(?<!circle cx="12\.5" cy="12\.5" r="4\.75" fill=)"#000"/g, `"${colour}"`)
      for (const [ending, size] of Object.entries(traySizes)) {
        await draw(page, svg, size, join(resources, 'tray', `${state}-${panel}${ending}.png`))
      }
    }
    // macOS colours a template by itself, and wants it at 16 points.
    for (const [ending, size] of [
      ['', 16],
      ['@2x', 32],
    ]) {
      await draw(page, black, size, join(resources, 'tray', `${state}Template${ending}.png`))
    }
  }
  app.quit()
}

// Electron is not ready before this file has run to its end, so nothing can be awaited here.
void app.whenReady().then(drawIcons)
