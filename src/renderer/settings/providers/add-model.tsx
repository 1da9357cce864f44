import { useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useEscape } from '../../ui/forms/escape'
import { focusWhenShown } from '../../ui/forms/focus-when-shown'
import { Icon } from '../../ui/icon'

const longestName = 200

/** A button that becomes a field: a model is offered by its name, whether the provider lists it or not. */
export function AddModel({ onAdd }: { readonly onAdd: (model: string) => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState<string | null>(null)
  const trigger = useRef<HTMLButtonElement>(null)

  const close = () => {
    setName(null)
    requestAnimationFrame(() => trigger.current?.focus())
  }
  useEscape(name === null ? null : close)
  const add = () => {
    const model = name?.trim()
    if (!model) return
    onAdd(model)
    setName('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) add()
  }
  if (name === null) {
    return (
      <button type="button" ref={trigger} className="plain" onClick={() => setName('')}>
        <Icon name="plus" />
        {t('settings.providers.addModel')}
      </button>
    )
  }
  return (
    <div className="line add-model">
      <div className="field grow">
        <input
          ref={focusWhenShown}
          value={name}
          maxLength={longestName}
          spellCheck={false}
          autoComplete="off"
          aria-label={t('settings.providers.addModelPlaceholder')}
          placeholder={t('settings.providers.addModelPlaceholder')}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <button type="button" className="button" disabled={!name.trim()} onClick={add}>
        {t('settings.providers.addModelButton')}
      </button>
      <button type="button" className="button" onClick={close}>
        {t('settings.providers.cancel')}
      </button>
    </div>
  )
}
