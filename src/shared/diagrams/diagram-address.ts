const page = /^runnel-app:\/\/d[1-9]\d{0,8}\.diagram\/$/

/** The address of a page that draws a diagram. Each number has a host, and so a process, of its own; it counts from 1. */
export function diagramAddress(number: number): string {
  return `runnel-app://d${number}.diagram/`
}

/** Whether this is the address of a page that draws a diagram, character by character. */
export function isDiagramAddress(url: string): boolean {
  return page.test(url)
}
