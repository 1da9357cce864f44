import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge, EventName, Events } from '../shared/ipc'

// Two fixed channels: the contract grows without this file, and a page reaches no other channel.
const bridge: Bridge = {
  request: (name, input) => ipcRenderer.invoke('request', name, input),
  on(name, listener) {
    const forward = (_event: unknown, arrived: EventName, payload: Events[typeof name]): void => {
      if (arrived === name) listener(payload)
    }
    ipcRenderer.on('event', forward)
    return () => void ipcRenderer.off('event', forward)
  },
}

contextBridge.exposeInMainWorld('bridge', bridge)
