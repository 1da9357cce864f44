import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { draftKey, useApp } from '../../app-state'
import { isForInputMethod } from '../../ui/composing'

interface WriteFieldProps {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly placeholder: string
  /** Enter was pressed, and no input method had a use for it. */
  readonly onSend: () => void
  /** Told of each key that no input method has a use for, before the field is. */
  readonly onKey?: (event: KeyboardEvent<HTMLTextAreaElement>) => void
  /** The open list that its keys move in; its options' ids are `<id>-<key>`. */
  readonly list?: { readonly id: string; readonly activeKey: string | null } | null
}

/** The field in which questions are typed: keeps what was typed for each conversation, and never loses it to an error. */
export function WriteField({ field, placeholder, onSend, onKey, list }: WriteFieldProps) {
  const { t } = useTranslation()
  const key = useApp((state) => draftKey(state.conversationId))
  const text = useApp((state) => state.drafts[key] ?? '')
  const composedAt = useRef(-Infinity)
  useEffect(() => field.current?.focus({ preventScroll: true }), [key, field])

  const change = (draft: string): void => useApp.setState(({ drafts }) => ({ drafts: { ...drafts, [key]: draft } }))
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (isForInputMethod(event.nativeEvent, composedAt.current)) return
    onKey?.(event)
    if (event.defaultPrevented || event.key !== 'Enter' || event.shiftKey || event.altKey) return
    event.preventDefault()
    onSend()
  }
  return (
    <textarea
      ref={field}
      className="write"
      rows={1}
      value={text}
      placeholder={placeholder}
      aria-label={t('composer.label')}
      {...(list && comboboxOf(list))}
      onChange={(event) => change(event.target.value)}
      onCompositionEnd={(event) => (composedAt.current = event.timeStamp)}
      onKeyDown={onKeyDown}
    />
  )
}

/** A field that chooses from a list while it keeps the focus. */
function comboboxOf({ id, activeKey }: NonNullable<WriteFieldProps['list']>) {
  return {
    role: 'combobox',
    'aria-expanded': true,
    'aria-controls': id,
    'aria-activedescendant': activeKey === null ? undefined : `${id}-${activeKey}`,
  } as const
}
