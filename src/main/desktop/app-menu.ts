import type { MenuItemConstructorOptions } from 'electron'
import type { WindowCommand } from '../../shared/ipc'

/** The words of the menu, in the user's language. `about`, `hide` and `quit` carry the app's name. */
export type AppMenuWords = Readonly<
  Record<
    | 'about'
    | 'services'
    | 'hide'
    | 'hideOthers'
    | 'showAll'
    | 'quit'
    | 'file'
    | 'newConversation'
    | 'settings'
    | 'closeWindow'
    | 'edit'
    | 'undo'
    | 'redo'
    | 'cut'
    | 'copy'
    | 'paste'
    | 'selectAll'
    | 'copyLastAnswer'
    | 'find'
    | 'findNext'
    | 'findPrevious'
    | 'view'
    | 'toggleSidebar'
    | 'search'
    | 'focusComposer'
    | 'stopReply'
    | 'previousQuestion'
    | 'nextQuestion'
    | 'zoomIn'
    | 'zoomOut'
    | 'resetZoom'
    | 'fullscreen'
    | 'window'
    | 'minimize'
    | 'zoomWindow'
    | 'bringAllToFront'
    | 'help'
    | 'askGuide',
    string
  >
>

type Run = (command: WindowCommand) => void
type Item = MenuItemConstructorOptions
type Command = Exclude<
  WindowCommand,
  { readonly name: 'open-conversation' | 'fill-question' | 'open-settings-section' }
>

const separator: Item = { type: 'separator' }

/** The whole application menu, every shortcut in it. On macOS the app's own menu comes first. */
export function buildAppMenu(words: AppMenuWords, run: Run, platform: NodeJS.Platform): Item[] {
  const menus = [
    fileMenu(words, run, platform),
    editMenu(words, run, platform),
    viewMenu(words, run, platform),
    windowMenu(words, platform),
  ]
  const all = [...menus, helpMenu(words, run)]
  return platform === 'darwin' ? [macMenu(words, run), ...all] : all
}

function macMenu(words: AppMenuWords, run: Run): Item {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about', label: words.about },
      separator,
      settingsItem(words, run),
      separator,
      { role: 'services', label: words.services },
      separator,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.showAll },
      separator,
      { role: 'quit', label: words.quit },
    ],
  }
}

function fileMenu(words: AppMenuWords, run: Run, platform: NodeJS.Platform): Item {
  const elsewhere: Item[] = [
    settingsItem(words, run),
    separator,
    // Windows gives this role no shortcut of its own.
    { role: 'quit', label: words.quit, accelerator: 'CmdOrCtrl+Q' },
  ]
  return {
    label: words.file,
    submenu: [
      commandItem(words.newConversation, 'CmdOrCtrl+N', 'new-conversation', run),
      // Escape stops it too, where nothing nearer has a use for that key.
      commandItem(words.stopReply, 'CmdOrCtrl+.', 'stop-reply', run),
      separator,
      { role: 'close', label: words.closeWindow },
      ...(platform === 'darwin' ? [] : [separator, ...elsewhere]),
    ],
  }
}

function editMenu(words: AppMenuWords, run: Run, platform: NodeJS.Platform): Item {
  const isMac = platform === 'darwin'
  return {
    label: words.edit,
    submenu: [
      { role: 'undo', label: words.undo },
      { role: 'redo', label: words.redo },
      separator,
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'selectAll', label: words.selectAll },
      separator,
      commandItem(words.copyLastAnswer, 'CmdOrCtrl+Shift+C', 'copy-last-answer', run),
      separator,
      commandItem(words.find, 'CmdOrCtrl+F', 'find', run),
      commandItem(words.findNext, isMac ? 'Cmd+G' : 'F3', 'find-next', run),
      commandItem(words.findPrevious, isMac ? 'Shift+Cmd+G' : 'Shift+F3', 'find-previous', run),
    ],
  }
}

function viewMenu(words: AppMenuWords, run: Run, platform: NodeJS.Platform): Item {
  // On macOS, Option or Command with an arrow moves the cursor in text; both together mean nothing there.
  const jump = platform === 'darwin' ? 'Alt+Cmd' : 'Alt'
  return {
    label: words.view,
    submenu: [
      commandItem(words.toggleSidebar, 'CmdOrCtrl+B', 'toggle-sidebar', run),
      commandItem(words.search, 'CmdOrCtrl+K', 'search', run),
      commandItem(words.focusComposer, 'CmdOrCtrl+L', 'focus-composer', run),
      separator,
      commandItem(words.previousQuestion, `${jump}+Up`, 'previous-question', run),
      commandItem(words.nextQuestion, `${jump}+Down`, 'next-question', run),
      separator,
      { role: 'resetZoom', label: words.resetZoom },
      { role: 'zoomIn', label: words.zoomIn },
      // The same key without Shift.
      { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true },
      { role: 'zoomOut', label: words.zoomOut },
      separator,
      { role: 'togglefullscreen', label: words.fullscreen },
    ],
  }
}

function windowMenu(words: AppMenuWords, platform: NodeJS.Platform): Item {
  const macItems: Item[] = [
    { role: 'zoom', label: words.zoomWindow },
    separator,
    { role: 'front', label: words.bringAllToFront },
  ]
  return {
    ...(platform === 'darwin' ? { role: 'windowMenu' as const } : {}),
    label: words.window,
    submenu: [{ role: 'minimize', label: words.minimize }, ...(platform === 'darwin' ? macItems : [])],
  }
}

function helpMenu(words: AppMenuWords, run: Run): Item {
  return {
    role: 'help',
    label: words.help,
    submenu: [{ label: words.askGuide, accelerator: 'F1', click: () => run({ name: 'ask-guide' }) }],
  }
}

function settingsItem(words: AppMenuWords, run: Run): Item {
  return commandItem(words.settings, 'CmdOrCtrl+,', 'open-settings', run)
}

function commandItem(label: string, accelerator: string, name: Command['name'], run: Run): Item {
  return { label, accelerator, click: () => run({ name }) }
}
