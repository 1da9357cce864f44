/** What is asked of a key press. */
export interface PressedKey {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

/** What a press means for a hotkey: one, an unfinished one, or one that would take a key away from typing. */
export type Pressed =
  | { readonly kind: 'hotkey'; readonly accelerator: string }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'needs-modifier' }

const modifiers = new Set(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'OS', 'Fn'])
const named: Readonly<Record<string, string>> = {
  Space: 'Space',
  Enter: 'Return',
  Tab: 'Tab',
  Backspace: 'Backspace',
  Delete: 'Delete',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backquote: '`',
}

/** A key press as an Electron accelerator. Letters are as the keyboard has them, all else by its place. */
export function pressedHotkey(press: PressedKey, isMac: boolean): Pressed {
  if (modifiers.has(press.key)) return { kind: 'unfinished' }
  const key = keyName(press)
  if (key === null) return { kind: 'unfinished' }
  const { ctrlKey, altKey, shiftKey, metaKey } = press
  const isFunctionKey = /^F\d+$/.test(key)
  if (!ctrlKey && !altKey && !metaKey && !isFunctionKey) return { kind: 'needs-modifier' }
  const command = isMac ? metaKey : ctrlKey
  const other = isMac ? ctrlKey && 'Control' : metaKey && 'Super'
  const words = [command && 'CommandOrControl', other, altKey && 'Alt', shiftKey && 'Shift', key]
  return { kind: 'hotkey', accelerator: words.filter((word) => word !== false).join('+') }
}

/** The keys of an accelerator as this platform writes them, for key caps. */
export function keyCaps(accelerator: string, isMac: boolean): readonly string[] {
  // The key itself may be a plus.
  return accelerator
    .split(/\+(?=.)/)
    .filter((word) => word !== '')
    .map((word) => (isMac ? (macNames[word] ?? word) : (names[word] ?? word)))
}

const names: Readonly<Record<string, string>> = {
  CommandOrControl: 'Ctrl',
  CmdOrCtrl: 'Ctrl',
  Control: 'Ctrl',
  Return: 'Enter',
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
}
const macNames: Readonly<Record<string, string>> = {
  CommandOrControl: '⌘',
  CmdOrCtrl: '⌘',
  Command: '⌘',
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Return: '↩',
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
}

function keyName({ key, code }: PressedKey): string | null {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase()
  if (/^F([1-9]|1\d|2[0-4])$/.test(code)) return code
  const letter = /^(?:Key([A-Z])|Digit(\d))$/.exec(code)
  return letter?.[1] ?? letter?.[2] ?? named[code] ?? null
}
