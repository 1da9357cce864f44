import { openSessionBus, type SessionBus } from '../bus/session-bus'

const watcher = 'org.kde.StatusNotifierWatcher'
const answerWithinMs = 500

/**
 * Whether the desktop shows tray icons now. Linux is asked over D-Bus, since Electron does not know; any other system has
 * a tray. A panel that only takes icons of the older kind (XEmbed) counts as none.
 */
export async function hasTray(platform: NodeJS.Platform, busAddress: string | null): Promise<boolean> {
  if (platform !== 'linux') return true
  if (busAddress === null) return false
  const asking = openSessionBus(busAddress).then(askWatcher)
  const limit = new Promise<false>((resolve) => setTimeout(() => resolve(false), answerWithinMs).unref())
  return Promise.race([asking.catch(() => false), limit])
}

async function askWatcher(bus: SessionBus): Promise<boolean> {
  try {
    const [answer] = await bus.call({
      destination: watcher,
      path: '/StatusNotifierWatcher',
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [watcher, 'IsStatusNotifierHostRegistered'],
    })
    return typeof answer === 'object' && 'value' in answer && answer.value === true
  } finally {
    bus.close()
  }
}

/**
 * Calls `appeared` when the desktop gets the tray that it does not have now: an app that starts at login may be there
 * before the panel, and Chromium looks for a tray once. A panel that starts anew is its own affair. Returns the undo.
 */
export function awaitTray(busAddress: string | null, appeared: () => void): () => void {
  let bus: SessionBus | null = null
  let isOver = false
  const stop = (): void => {
    isOver = true
    bus?.close()
  }
  const wait = async (): Promise<void> => {
    bus = await openSessionBus(busAddress ?? '', ({ member, body }) => {
      if (isOver || member !== 'NameOwnerChanged' || body[0] !== watcher || body[2] === '') return
      stop()
      appeared()
    })
    await bus.listenTo(`type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${watcher}'`)
    if (isOver || (await bus.hasOwner(watcher))) stop()
  }
  // Without a bus there is nothing to wait for.
  wait().catch(stop)
  return stop
}
