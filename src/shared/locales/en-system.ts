/** The English words of menus, tray, dialogs, notifications and the terminal. */
export const systemWords = {
  menu: {
    about: 'About Runnel',
    services: 'Services',
    hide: 'Hide Runnel',
    hideOthers: 'Hide Others',
    showAll: 'Show All',
    quit: 'Quit Runnel',
    file: 'File',
    newConversation: 'New Conversation',
    settings: 'Settings…',
    closeWindow: 'Close Window',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    copyLastAnswer: 'Copy Last Answer',
    stopReply: 'Stop Reply',
    find: 'Find in Conversation',
    findNext: 'Find Next',
    findPrevious: 'Find Previous',
    search: 'Search Conversations',
    focusComposer: 'Go to the Question Field',
    previousQuestion: 'Previous Question',
    nextQuestion: 'Next Question',
    view: 'View',
    toggleSidebar: 'Show or Hide Sidebar',
    resetZoom: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    fullscreen: 'Full Screen',
    window: 'Window',
    minimize: 'Minimize',
    zoomWindow: 'Zoom',
    bringAllToFront: 'Bring All to Front',
    help: 'Help',
    askGuide: 'Ask the Guide',
  },
  dialogs: {
    cancel: 'Cancel',
    openLinkTitle: 'Open this link?',
    openLinkNote: 'The address is not encrypted, so others on the network can see and change what it shows:\n{{url}}',
    openLink: 'Open',
    startFailed: 'Runnel could not start.',
    closingTitle: 'What should closing the window do?',
    closingNote:
      'This desktop shows no tray icons, so Runnel cannot wait there. Replies that run go on either way. You are asked once; Settings → Desktop changes it.',
    closingMinimise: 'Minimise',
    closingQuit: 'Quit Runnel',
  },
  tray: {
    tooltip: {
      idle: 'Runnel',
      streaming: 'Runnel: replies running: {{count}}',
      done: 'Runnel: a reply has ended',
      error: 'Runnel: a reply failed',
    },
    quickAsk: 'Quick Ask',
    quickAskByKeys: 'Quick Ask ({{keys}})',
    newConversation: 'New Conversation',
    open: 'Open Runnel',
    running: 'Running',
    stop: 'Stop “{{title}}”',
    recent: 'Recent',
    copyLastAnswer: 'Copy Last Answer',
    pauseHotkey: 'Pause Hotkey',
    settings: 'Settings…',
    quit: 'Quit Runnel',
  },
  notifications: {
    done: 'Done in {{seconds}} s. {{text}}',
    doneEmpty: 'Done in {{seconds}} s.',
    errorKept: '{{title}} What came is kept.',
    inTray: 'Runnel is still running',
    inTrayNote: 'It waits in the tray. Quit it from the menu there, or choose otherwise in Settings → Desktop.',
  },
  cli: {
    usage: `Usage: runnel ask [options] "question"

Text on standard input is added to the question:
  git diff | runnel ask "write a commit message"

In the app: runnel popup [--toggle] [--text "question"] opens the popup, for a key of your desktop's own settings.

Options:
  --provider <name>  who answers: a provider's name or id (default: the one chosen in the app)
  --model <name>     which of its models
  --system <text>    system prompt for this question
  --json             one JSON line per reply event
  --no-save          do not keep the conversation
  --protocol <name>  ask a server that is not in the settings: openai-chat, openai-responses,
                     anthropic-messages, gemini, azure-openai; with
  --base-url <url>   its address, and
  --key-env <name>   the environment variable that holds its key
  --help             show this`,
    noQuestion: 'There is no question. Try: runnel ask "your question"',
    unknownOption: 'There is no option {{option}}. See: runnel ask --help',
    missingValue: '{{option}} needs a value. See: runnel ask --help',
    unknownProvider: 'There is no provider {{provider}}. Known: {{known}}',
    noModel: '{{provider}} has no model chosen. Name one with --model.',
    stopped: 'Stopped. What arrived is kept.',
    stoppedUnsaved: 'Stopped.',
    lengthLimit: 'The reply reached its length limit and is not complete.',
    contentFilter: 'The provider’s filter held back the rest of the reply.',
    error: 'runnel: {{title}} {{hint}}',
    details: 'Details: {{detail}}',
  },
}
