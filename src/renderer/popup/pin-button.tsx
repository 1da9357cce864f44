import { useTranslation } from 'react-i18next'
import { ToolButton } from '../ui/tool-button'
import { usePopup } from './popup-state'

/** Keeps the popup open when something else is clicked. */
export function PinButton() {
  const { t } = useTranslation()
  const isPinned = usePopup((state) => state.isPinned)
  return (
    <ToolButton
      icon="pin"
      className={isPinned ? 'is-on' : ''}
      label={t('popup.keepOpen')}
      aria-pressed={isPinned}
      onClick={() => usePopup.setState({ isPinned: !isPinned })}
    />
  )
}
