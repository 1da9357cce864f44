// A field that filters a list of its own is a combobox, for which HTML has no elements.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useTranslation } from 'react-i18next'
import type { PopupAction } from './popup-actions'

interface ActionListProps {
  readonly id: string
  readonly actions: readonly PopupAction[]
  readonly activeKey: string | null
  readonly onActive: (key: string) => void
  readonly onChoose: (action: PopupAction) => void
}

const numbered = 9

/** What can be done with the text beside the question; the field keeps the focus. */
export function ActionList({ id, actions, activeKey, onActive, onChoose }: ActionListProps) {
  const { t } = useTranslation()
  if (actions.length === 0) return <p className="no-actions faint">{t('popup.noActions')}</p>
  return (
    <div id={id} className="action-list" role="listbox" aria-label={t('popup.actionsLabel')} tabIndex={-1}>
      {actions.map((action, index) => (
        <button
          key={action.key}
          id={`${id}-${action.key}`}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={action.key === activeKey}
          className={action.key === activeKey ? 'row is-active' : 'row'}
          // Not when the list comes to be under a pointer that lies still.
          onPointerMove={({ movementX, movementY }) => (movementX !== 0 || movementY !== 0) && onActive(action.key)}
          // The field keeps the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(action)}
        >
          {index < numbered && <kbd>{index + 1}</kbd>}
          <span className="grow clip">{action.name}</span>
          {action.key === activeKey && <kbd aria-hidden="true">↵</kbd>}
        </button>
      ))}
    </div>
  )
}
