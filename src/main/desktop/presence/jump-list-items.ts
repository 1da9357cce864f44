import type { JumpListCategory, MenuItemConstructorOptions } from 'electron'
import type { Words } from '../../../shared/locales/en'
import { linkScheme } from '../start-command'
import { itemText, type TrayActions, type TrayContent } from '../tray/tray-menu'

type Recent = TrayContent['recent']

/** Windows' jump list. Its items start the app once more, which hands their arguments to the one that runs. */
export function jumpList(recent: Recent, words: Words['tray'], program: string): JumpListCategory[] {
  const item = (title: string, args: string) => ({ type: 'task' as const, title, description: title, program, args })
  const tasks: JumpListCategory = { type: 'tasks', items: [item(words.newConversation, '--new-conversation')] }
  if (recent.length === 0) return [tasks]
  const items = recent.map(({ id, title }) => item(title, `${linkScheme}//conversation/${id}`))
  return [{ type: 'custom', name: words.recent, items }, tasks]
}

/** macOS' dock menu, above what the system puts there itself. */
export function dockMenu(
  recent: Recent,
  words: Words['tray'],
  actions: Pick<TrayActions, 'newConversation' | 'openConversation'>,
): MenuItemConstructorOptions[] {
  const conversations = recent.map(({ id, title }) => ({
    label: itemText(title),
    click: () => actions.openConversation(id),
  }))
  return [
    { label: words.newConversation, click: actions.newConversation },
    ...(conversations.length > 0 ? [{ type: 'separator' as const }, ...conversations] : []),
  ]
}
