import type { TrayQuickAsk } from '../tray/tray-menu'
import type { QuickAsk } from './quick-ask'

/** The quick ask as the tray shows it now. `changed` is called when the tray has changed it. */
export function trayQuickAsk(quickAsk: QuickAsk, changed: () => void): TrayQuickAsk {
  const { accelerator, problem } = quickAsk.hotkeyInfo()
  return {
    show: () => quickAsk.obey({ toggle: false, text: null }),
    hotkey: problem ? null : accelerator || null,
    isPaused: quickAsk.isResting,
    pause(paused) {
      quickAsk.rest(paused)
      changed()
    },
  }
}
