import { vi } from 'vitest'
import type { BusValue, Variant } from '../../../src/main/desktop/bus/bus-messages'
import type { SessionBus } from '../../../src/main/desktop/bus/session-bus'
import { testBus } from './test-bus'

/** An item of a tray menu as the panel reads it. */
export interface MenuItem {
  readonly id: number
  /** Empty for a separator. */
  readonly label: string
  readonly enabled: boolean
  /** On or off; null: it carries no mark. */
  readonly checked: boolean | null
}

/** A tray icon as a panel sees it, over D-Bus. */
export interface StatusItem {
  readonly tooltip: () => Promise<string>
  /** What is drawn, as bytes; two are the same picture when they are equal. */
  readonly picture: () => Promise<string>
  readonly items: () => Promise<readonly MenuItem[]>
  /** Picks the item that begins so. */
  readonly pick: (label: string) => Promise<void>
  /** A click on the icon. */
  readonly activate: () => Promise<void>
}

/** The app's icon, once it is in the tray. */
export async function waitForStatusItem(): Promise<StatusItem> {
  const bus = await testBus()
  const find = async () => {
    const icon = await findStatusItem(bus)
    if (!icon) throw new Error('No icon in the tray.')
    return icon
  }
  return vi.waitFor(find, { timeout: 20_000, interval: 50 })
}

/** The newest icon in the desktop's tray; null while there is none. */
async function findStatusItem(bus: SessionBus): Promise<StatusItem | null> {
  const watcher = { destination: 'org.kde.StatusNotifierWatcher', path: '/StatusNotifierWatcher' }
  const registered = await property(bus, watcher, 'org.kde.StatusNotifierWatcher', 'RegisteredStatusNotifierItems')
  const address = (registered as readonly string[]).at(-1)
  if (address === undefined) return null
  const slash = address.indexOf('/')
  const icon = { destination: address.slice(0, slash), path: address.slice(slash) }
  const read = (name: string) => property(bus, icon, 'org.kde.StatusNotifierItem', name)
  const menu = { destination: icon.destination, path: String(await read('Menu')), interface: 'com.canonical.dbusmenu' }
  const items = async () => {
    await bus.call({ ...menu, member: 'AboutToShow', signature: 'i', body: [0] })
    const call = { ...menu, member: 'GetLayout', signature: 'iias', body: [0, -1, []] }
    const [, root] = (await bus.call(call)) as unknown as [number, MenuNode]
    return root[2].map((child) => toItem(child.value as unknown as MenuNode))
  }
  return {
    items,
    tooltip: async () => String(((await read('ToolTip')) as readonly BusValue[])[2]),
    picture: async () => JSON.stringify(await read('IconPixmap')),
    activate: async () =>
      void (await bus.call({
        ...icon,
        interface: 'org.kde.StatusNotifierItem',
        member: 'Activate',
        signature: 'ii',
        body: [0, 0],
      })),
    async pick(label) {
      const item = (await items()).find((one) => one.label.startsWith(label))
      if (!item) throw new Error(`No item ${label} in ${JSON.stringify(await items())}`)
      const body = [item.id, 'clicked', { signature: 's', value: '' }, 0]
      await bus.call({ ...menu, member: 'Event', signature: 'isvu', body })
    },
  }
}

type MenuNode = readonly [id: number, properties: readonly (readonly [string, Variant])[], children: readonly Variant[]]

function toItem([id, properties]: MenuNode): MenuItem {
  const values = new Map(properties.map(([name, { value }]) => [name, value]))
  return {
    id,
    // A lone underscore marks the next letter as a shortcut, two are one.
    label: String(values.get('label') ?? '').replace(/_(.?)/g, '$1'),
    enabled: values.get('enabled') !== false,
    checked: values.has('toggle-state') && values.has('toggle-type') ? values.get('toggle-state') === 1 : null,
  }
}

async function property(
  bus: SessionBus,
  at: { readonly destination: string; readonly path: string },
  owner: string,
  name: string,
): Promise<BusValue> {
  const call = { ...at, interface: 'org.freedesktop.DBus.Properties', member: 'Get', signature: 'ss' }
  const [answer] = await bus.call({ ...call, body: [owner, name] })
  return (answer as Variant).value
}
