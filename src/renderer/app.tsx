import { useCallback, useEffect, useState } from 'react'
import type { Notice, WindowCommand } from '../shared/ipc'
import { guideChoice } from '../shared/providers'
import type { Settings } from '../shared/settings'
import {
  applySummary,
  changeSettings,
  closeSettings,
  draftKey,
  newConversation,
  openConversation,
  openSettings,
  useApp,
} from './app-state'
import { listen, request } from './bridge'
import { focusComposer } from './chat/chat-actions'
import { ChatPage } from './chat/chat-page'
import { copyLastAnswer, stopShownReply } from './chat/menu-commands'
import { followReplies } from './chat/replies'
import { tellTranscript } from './chat/transcript/commands'
import { useList, withChange } from './conversations/list-state'
import { Sidebar } from './conversations/sidebar'
import { showFailure } from './failures'
import { later } from './later'
import { keyCaps } from './settings/popup/accelerator'
import { applyAppearance, languageFor } from './ui/appearance'
import { showToast, Toasts } from './ui/overlays/toasts'
import { addWords, changeWords, translate } from './words'

const settingsPage = later(async () => {
  const [page] = await Promise.all([import('./settings/settings-page'), settingsWordsThere()])
  return page.SettingsPage
})
const firstStart = later(async () => {
  const [page] = await Promise.all([import('./first-start/first-start'), settingsWordsThere()])
  return page.FirstStart
})
const inspector = later(async () => {
  const [panel, english, chinese] = await Promise.all([
    import('./inspector/inspector'),
    import('../shared/locales/en-inspector'),
    import('../shared/locales/zh-CN-inspector'),
  ])
  addWords(english.inspectorWords, chinese.inspectorWords)
  return panel.Inspector
})
const narrow = window.matchMedia('(max-width: 760px)')
const sidebarMovesMs = 200

async function settingsWordsThere(): Promise<void> {
  const [english, chinese] = await Promise.all([
    import('../shared/locales/en-settings'),
    import('../shared/locales/zh-CN-settings'),
  ])
  addWords(english.settingsWords, chinese.settingsWords)
}

/** The main window. */
export function App() {
  const page = useApp((state) => state.page)
  const isFirst = useApp((state) => state.settings?.welcomed === false)
  useEffect(followMain, [])
  useEffect(() => settingsPage.preload(), [])
  return (
    <>
      {isFirst && page.name !== 'settings' ? (
        <firstStart.Component />
      ) : page.name === 'settings' ? (
        <settingsPage.Component onClose={closeSettings} section={page.section} />
      ) : (
        <Conversations />
      )}
      <Toasts />
    </>
  )
}

function Conversations() {
  const sidebar = useApp((state) => state.settings?.sidebar ?? true)
  const drawerOpen = useApp((state) => state.drawerOpen)
  const inspected = useApp(({ inspecting, conversation }) => (inspecting ? conversation : null))
  const isMoving = useMoving(sidebar)
  const classes = [
    'app',
    !sidebar && 'sidebar-hidden',
    drawerOpen && 'drawer-open',
    isMoving && 'is-moving',
    inspected && 'is-inspecting',
  ]
  const closeDrawer = useCallback(() => useApp.setState({ drawerOpen: false }), [])
  useEffect(() => {
    if (!drawerOpen) return
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      closeDrawer()
    }
    // In the capture phase: the drawer is nearer than the reply that Escape would stop.
    window.addEventListener('keydown', press, true)
    return () => window.removeEventListener('keydown', press, true)
  }, [drawerOpen, closeDrawer])
  return (
    <div className={classes.filter(Boolean).join(' ')}>
      <Sidebar onToggle={toggleSidebar} />
      {drawerOpen && <div className="drawer-shade" aria-hidden="true" onPointerDown={closeDrawer} />}
      <ChatPage onShowSidebar={sidebar ? null : toggleSidebar} />
      {inspected && <inspector.Component conversation={inspected} onClose={closeInspector} />}
    </div>
  )
}

/** True while the sidebar opens or closes: only then is its width animated, and not when the window is resized. */
function useMoving(sidebar: boolean): boolean {
  const [seen, setSeen] = useState(sidebar)
  useEffect(() => {
    const timer = setTimeout(() => setSeen(sidebar), sidebarMovesMs)
    return () => clearTimeout(timer)
  }, [sidebar])
  return seen !== sidebar
}

function closeInspector(): void {
  useApp.setState({ inspecting: null })
  requestAnimationFrame(() => document.querySelector<HTMLButtonElement>('.titlebar .inspect')?.focus())
}

function toggleSidebar(): void {
  const { settings, drawerOpen } = useApp.getState()
  if (narrow.matches) useApp.setState({ drawerOpen: !drawerOpen })
  else void changeSettings({ sidebar: !(settings?.sidebar ?? true) })
}

/** Asks main for what the window shows, and follows it from then on. Returns the undo. */
function followMain(): () => void {
  const undos = [
    followReplies(),
    listen('settings.changed', applySettings),
    listen('providers.changed', (providers) => useApp.setState({ providers })),
    listen('conversations.changed', (change) => {
      useList.setState((state) => withChange(state, change))
      if ('conversation' in change) applySummary(change.conversation)
      else if (change.removedId === useApp.getState().conversationId) newConversation()
    }),
    listen('command.run', obey),
    tellOfConnection(),
  ]
  void readAll()
  return () => undos.forEach((undo) => undo())
}

/** Replies that wait for the network try again when this window hears that it is back. */
function tellOfConnection(): () => void {
  // Nothing is lost when this is not heard: they go on by their own clocks.
  const tell = (): void => void request('connection.changed', {}).catch(() => undefined)
  window.addEventListener('online', tell)
  return () => window.removeEventListener('online', tell)
}

async function readAll(): Promise<void> {
  try {
    const [{ settings, notices }, providers] = await Promise.all([
      request('settings.get', {}),
      request('providers.list', {}),
    ])
    useApp.setState({ settings, providers })
    notices.forEach(showNotice)
  } catch (error) {
    showFailure(error)
  }
}

function showNotice(notice: Notice): void {
  if (notice.type === 'hotkey-taken') {
    const isMac = document.documentElement.dataset['platform'] === 'mac'
    showToast({
      text: translate('notices.hotkeyTaken', { keys: keyCaps(notice.accelerator, isMac).join(isMac ? '' : '+') }),
      action: { label: translate('sidebar.settings'), run: () => openSettings('popup') },
    })
    return
  }
  const key = notice.type === 'settings-reset' ? 'notices.settingsReset' : 'notices.databaseReset'
  showToast({ text: translate(key, { keptAs: notice.keptAs }), sticky: true })
}

function applySettings(settings: Settings): void {
  useApp.setState({ settings })
  const language = languageFor(settings.language)
  applyAppearance({ theme: settings.theme, language })
  changeWords(language)
}

function obey(command: WindowCommand): void {
  switch (command.name) {
    case 'new-conversation':
      newConversation()
      requestAnimationFrame(focusComposer)
      return
    case 'open-conversation':
      void openConversation(command.conversationId)
      return
    case 'fill-question':
      newConversation()
      useApp.setState(({ drafts }) => ({ drafts: { ...drafts, [draftKey(null)]: command.text } }))
      requestAnimationFrame(focusComposer)
      return
    case 'ask-guide':
      newConversation()
      useApp.setState(({ choices }) => ({ choices: { ...choices, [draftKey(null)]: guideChoice } }))
      requestAnimationFrame(focusComposer)
      return
    case 'open-settings':
      openSettings()
      return
    case 'open-settings-section':
      openSettings(command.section)
      return
    case 'toggle-sidebar':
      toggleSidebar()
      return
    case 'search':
      showSearch()
      return
    case 'stop-reply':
      stopShownReply()
      return
    case 'copy-last-answer':
      void copyLastAnswer()
      return
    case 'focus-composer':
      closeSettings()
      requestAnimationFrame(focusComposer)
      return
    case 'find':
    case 'find-next':
    case 'find-previous':
    case 'next-question':
    case 'previous-question':
      tellTranscript(command.name)
  }
}

function showSearch(): void {
  closeSettings()
  if (narrow.matches) useApp.setState({ drawerOpen: true })
  else if (!useApp.getState().settings?.sidebar) void changeSettings({ sidebar: true })
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>('.sidebar .search input')?.select())
}
