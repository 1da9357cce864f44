import { standIn } from './test-bus'

const name = 'org.freedesktop.Notifications'
const path = '/org/freedesktop/Notifications'

/** A notification as the desktop was asked to show it. */
export interface ShownNotification {
  readonly id: number
  readonly title: string
  readonly body: string
}

/** A stand-in for the desktop's notifications: it shows nothing and keeps what it was sent. Ends with the test. */
export async function startNotificationDaemon() {
  const shown: ShownNotification[] = []
  const bus = await standIn(name, ({ member, body }) => {
    if (member === 'GetCapabilities') return ['as', ['body', 'body-markup', 'actions']]
    if (member === 'GetServerInformation') return ['ssss', 'Stand-in', 'Tests', '1', '1.2']
    if (member !== 'Notify') return member === 'CloseNotification' ? [''] : null
    const id = shown.length + 1
    shown.push({ id, title: String(body[3]), body: String(body[4]) })
    return ['u', id]
  })
  const signal = { kind: 'signal', path, interface: name } as const
  return {
    shown: shown as readonly ShownNotification[],
    /** The user clicks it. */
    click: (id: number) => {
      bus.send({ ...signal, member: 'ActionInvoked', signature: 'us', body: [id, 'default'] })
      bus.send({ ...signal, member: 'NotificationClosed', signature: 'uu', body: [id, 2] })
    },
  }
}
