/** The words after `ask` on the command line, or null when this is not a terminal question. */
export function askWords(argv: readonly string[], isPackaged: boolean): readonly string[] | null {
  return wordsAfter('ask', argv, isPackaged)
}

/** The words after a command, which is the first word for us; null when it is another one or none. */
export function wordsAfter(command: string, argv: readonly string[], isPackaged: boolean): readonly string[] | null {
  // [exe, (app path,) ...]; Chromium's own switches stand before the first word.
  const words = argv.slice(1)
  const first = words.findIndex((word) => !word.startsWith('-'))
  const at = isPackaged ? first : words.findIndex((word, index) => index > first && !word.startsWith('-'))
  return at >= 0 && words[at] === command ? words.slice(at + 1) : null
}
