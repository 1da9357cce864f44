import { useTranslation } from 'react-i18next'
import type { HotkeyInfo } from '../../../shared/popup/hotkey-info'
import { request } from '../../bridge'
import { CopyButton, useCopying } from '../../chat/messages/copy-button'

/** What to bind in the desktop's own settings: the one way under Wayland where the desktop gives no hotkeys, a second one elsewhere. */
export function SessionNotes({ info }: { readonly info: HotkeyInfo }) {
  const { t } = useTranslation()
  const { session } = info
  const line = lineToBind(info)
  const copying = useCopying()
  return (
    <>
      {session.kind === 'wayland' && (
        <p className="muted session-words">
          {t(session.portal ? 'settings.popup.wayland.portal' : 'settings.popup.wayland.noPortal')}
        </p>
      )}
      <p className="session-words">
        {session.kind === 'own'
          ? t('settings.popup.commandNote')
          : t(`settings.popup.wayland.desktops.${session.desktop}`)}
      </p>
      <div className="line command">
        <code className="grow selectable">{line}</code>
        <CopyButton copying={copying} copy={() => request('clipboard.write', { text: line })} />
      </div>
    </>
  )
}

/** The line to write where a desktop is set up by a file; else the command alone. */
function lineToBind({ session, command }: HotkeyInfo): string {
  if (session.kind === 'own') return command
  if (session.desktop === 'sway') return `bindsym Ctrl+Shift+space exec ${command}`
  if (session.desktop === 'hyprland') return `bind = CTRL SHIFT, space, exec, ${command}`
  return command
}
