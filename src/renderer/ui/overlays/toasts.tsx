import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { ToolButton } from '../tool-button'

const shownMs = 8000

/** A short message at the bottom of the window. */
export interface Toast {
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
  /** Stays until it is closed. */
  readonly sticky?: boolean
}

interface ToastState {
  readonly toasts: readonly (Toast & { readonly id: number })[]
}

const useToastState = create<ToastState>(() => ({ toasts: [] }))
let lastId = 0

/** Shows a message for 8 seconds, longer while the pointer or the focus is on it. */
export function showToast(toast: Toast): void {
  lastId += 1
  const entry = { ...toast, id: lastId }
  useToastState.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), entry] }))
}

function hideToast(id: number): void {
  useToastState.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))
}

/** Where toasts appear. Once per window. */
export function Toasts() {
  const { t } = useTranslation()
  const toasts = useToastState((state) => state.toasts)
  return (
    <output className="toasts" aria-label={t('toasts.label')}>
      {toasts.map((toast) => (
        <ToastBox key={toast.id} toast={toast} />
      ))}
    </output>
  )
}

function ToastBox({ toast }: { readonly toast: Toast & { readonly id: number } }) {
  const { t } = useTranslation()
  const [held, setHeld] = useState(false)
  const { id } = toast
  const onDone = useCallback(() => hideToast(id), [id])
  const stays = held || toast.sticky === true
  useEffect(() => {
    if (stays) return
    const timer = setTimeout(onDone, shownMs)
    return () => clearTimeout(timer)
  }, [stays, onDone])
  const hold = { onPointerEnter: () => setHeld(true), onPointerLeave: () => setHeld(false) }
  return (
    <div className="toast" {...hold} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <span className="grow">{toast.text}</span>
      {toast.action && (
        <button
          type="button"
          className="plain"
          onClick={() => {
            onDone()
            toast.action?.run()
          }}
        >
          {toast.action.label}
        </button>
      )}
      <ToolButton icon="close" label={t('toasts.close')} onClick={onDone} />
    </div>
  )
}
