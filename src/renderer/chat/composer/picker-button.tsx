import { useTranslation } from 'react-i18next'
import type { ModelChoice } from '../../../shared/providers'
import { chooseModel, currentChoice, useApp } from '../../app-state'
import { Icon } from '../../ui/icon'
import { askAgainUnlessAnswered } from '../chat-actions'
import { ModelPicker } from './model-picker'

/** Says who answers, and opens the list of those who could. */
export function PickerButton() {
  const { t } = useTranslation()
  const isOpen = useApp((state) => state.pickerOpen)
  const { providerId, model } = useApp(currentChoice)
  const provider = useApp((state) => state.providers.find((one) => one.id === providerId))
  const isGuide = providerId === 'guide'
  const isKnown = useApp((state) => state.settings !== null)
  const name = isGuide ? t('picker.guide') : model
  // For the moment before main has said who answers, nothing is better than a name that changes.
  if (!isKnown) return null
  return (
    <button
      type="button"
      className="plain who"
      aria-haspopup="listbox"
      aria-expanded={isOpen}
      aria-label={t('composer.model', { model: name })}
      // Before the press outside closes it, or the click would open it again.
      onPointerDown={(event) => isOpen && event.stopPropagation()}
      onClick={() => useApp.setState({ pickerOpen: !isOpen, pickerFor: null })}
    >
      {isGuide && <Icon name="book" />}
      <span className="clip">{name}</span>
      {!isGuide && provider && <span className="faint clip">{provider.name}</span>}
      <Icon name="down" />
    </button>
  )
}

/** The list of those who could answer, while it is open. */
export function PickerList() {
  const isOpen = useApp((state) => state.pickerOpen && state.settings !== null)
  const pickerFor = useApp((state) => state.pickerFor)
  const choice = useApp(currentChoice)
  if (!isOpen) return null
  return <ModelPicker selected={choice} onPick={(picked) => void choose(picked, pickerFor)} onClose={close} />
}

function close(byKey: boolean): void {
  useApp.setState({ pickerOpen: false, pickerFor: null })
  if (byKey) document.querySelector<HTMLButtonElement>('button.who')?.focus()
}

/** `replyId`: the reply that is asked again with this choice. */
async function choose(choice: ModelChoice, replyId: string | null): Promise<void> {
  await chooseModel(choice)
  if (replyId !== null) askAgainUnlessAnswered(replyId)
}
