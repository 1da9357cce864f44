import { useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { ModelChoice } from '../../../../shared/providers'
import type { Reply } from '../../../../shared/reply'
import { currentChoice, useApp } from '../../../app-state'
import { ModelPicker } from '../../composer/model-picker'
import { sameChoice } from '../../messages/same-choice'
import './floating-picker.css'

const gapPx = 4
const edgePx = 8

interface FloatingPickerProps {
  /** What opened it. */
  readonly button: HTMLElement
  /** The reply that another model is asked for. */
  readonly reply: Reply
  readonly onPick: (choice: ModelChoice) => void
  readonly onClose: () => void
}

/** The list of models beside the button that opened it, on the side where there is more room. */
export function FloatingPicker({ button, reply, onPick, onClose }: FloatingPickerProps) {
  const box = useRef<HTMLDivElement>(null)
  const current = useApp(currentChoice)
  const providers = useApp((state) => state.providers)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const { top, bottom, right } = button.getBoundingClientRect()
    const above = top > window.innerHeight - bottom
    element.style.left = `${Math.max(edgePx, right - element.offsetWidth)}px`
    if (above) element.style.bottom = `${window.innerHeight - top + gapPx}px`
    else element.style.top = `${bottom + gapPx}px`
    const room = (above ? top : window.innerHeight - bottom) - gapPx - edgePx
    element.style.setProperty('--room', `${room}px`)
  }, [button])
  return createPortal(
    <div ref={box} className="floating-picker">
      <ModelPicker selected={sameChoice(reply, current, providers)} onPick={onPick} onClose={onClose} />
    </div>,
    document.body,
  )
}
