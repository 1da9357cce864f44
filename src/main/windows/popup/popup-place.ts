import type { Rectangle } from 'electron'

/** How wide the popup is where the display is wide enough. */
export const popupWidth = 520
/** How high it is before its page has said so: an empty question field and the bar under it. */
export const emptyHeight = 100

const mostOfDisplay = 0.6
const fromTop = 0.2

/** The popup's height for content this high: never more than a part of the display, which scrolls inside it then. */
export function popupHeight(contentHeight: number, area: Rectangle): number {
  return Math.max(1, Math.min(Math.round(contentHeight), Math.floor(area.height * mostOfDisplay)))
}

/** Where the popup stands on a display: in the middle, its top a fifth down, so that it can grow without moving. */
export function popupBounds(contentHeight: number, area: Rectangle): Rectangle {
  const width = Math.min(popupWidth, area.width)
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round(area.height * fromTop),
    width,
    height: popupHeight(contentHeight, area),
  }
}
