import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserWindow, Rectangle } from 'electron'

/** Where a window stood: in device-independent pixels, on the desktop that all displays share. */
export interface WindowPlace {
  /** Of the window when it is neither maximised nor full-screen. */
  readonly bounds: Rectangle
  readonly maximized: boolean
  /** Chromium's zoom level: 0 is 100 %, each step a fifth more or less. */
  readonly zoomLevel: number
}

/** A display's part that windows may cover. */
export type WorkArea = Rectangle

const writeAfterMs = 500
const mostZoom = 8

/** The place that was kept in `folder` under this name; null when there is none that can be read. */
export function keptWindowPlace(folder: string, name: string): WindowPlace | null {
  try {
    return toPlace(JSON.parse(readFileSync(fileOf(folder, name), 'utf8')))
  } catch {
    return null
  }
}

/**
 * The place on the displays that are there now: as it was where its title bar can still be reached, else moved to the
 * display it overlaps most, or the first; never larger than that display. Displays come with the primary one first.
 */
export function clampToDisplays(bounds: Rectangle, displays: readonly WorkArea[]): Rectangle {
  const [first] = displays
  if (!first) return bounds
  const area = displays.reduce((best, one) => (overlap(one, bounds) > overlap(best, bounds) ? one : best), first)
  const width = Math.min(bounds.width, area.width)
  const height = Math.min(bounds.height, area.height)
  return {
    x: Math.round(Math.min(Math.max(bounds.x, area.x), area.x + area.width - width)),
    y: Math.round(Math.min(Math.max(bounds.y, area.y), area.y + area.height - height)),
    width: Math.round(width),
    height: Math.round(height),
  }
}

/** Puts the window's zoom back, and keeps its place in `folder` whenever that changes. Returns its undo. */
export function keepWindowPlace(window: BrowserWindow, folder: string, name: string): () => void {
  const contents = window.webContents
  const zoomLevel = keptWindowPlace(folder, name)?.zoomLevel ?? 0
  let isZoomed = false
  contents.once('dom-ready', () => {
    contents.setZoomLevel(zoomLevel)
    isZoomed = true
  })
  let timer: NodeJS.Timeout | undefined
  const write = (): void => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isFullScreen()) return
    const place: WindowPlace = {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
      zoomLevel: isZoomed ? contents.getZoomLevel() : zoomLevel,
    }
    writePlace(fileOf(folder, name), place)
  }
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(write, writeAfterMs)
  }
  window.on('resize', soon).on('move', soon).on('maximize', soon).on('unmaximize', soon).on('close', write)
  return () => {
    clearTimeout(timer)
    window.off('resize', soon).off('move', soon).off('maximize', soon).off('unmaximize', soon).off('close', write)
  }
}

function fileOf(folder: string, name: string): string {
  return join(folder, `${name}-place.json`)
}

function writePlace(path: string, place: WindowPlace): void {
  try {
    // In one step, since the app may be on its way out.
    writeFileSync(`${path}.new`, JSON.stringify(place))
    renameSync(`${path}.new`, path)
  } catch {
    // The window then opens next time where it was before; nothing of the user's is lost.
  }
}

function toPlace(value: unknown): WindowPlace | null {
  if (typeof value !== 'object' || value === null) return null
  const { bounds, maximized, zoomLevel } = value as Partial<Record<keyof WindowPlace, unknown>>
  if (!isRectangle(bounds)) return null
  const isZoom = typeof zoomLevel === 'number' && Math.abs(zoomLevel) <= mostZoom
  return { bounds, maximized: maximized === true, zoomLevel: isZoom ? zoomLevel : 0 }
}

function isRectangle(value: unknown): value is Rectangle {
  if (typeof value !== 'object' || value === null) return false
  const { x, y, width, height } = value as Partial<Record<keyof Rectangle, unknown>>
  return [x, y, width, height].every(Number.isFinite) && Number(width) > 0 && Number(height) > 0
}

function overlap(one: Rectangle, other: Rectangle): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
  return Math.max(0, width) * Math.max(0, height)
}
