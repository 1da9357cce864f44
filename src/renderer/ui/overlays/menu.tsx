import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { Icon, type IconName } from '../icon'

/** One line of a menu. */
export interface MenuItem {
  readonly icon: IconName
  readonly label: string
  readonly danger?: boolean
  readonly run: () => void
}

interface MenuProps {
  readonly label: string
  readonly items: readonly MenuItem[]
  /** Where it opens, in pixels of the window. It moves to stay inside. */
  readonly x: number
  readonly y: number
  /** Called once when it closes, by choice, Escape, or a press elsewhere; the opener takes the focus back. */
  readonly onClose: () => void
}

/** A small menu: arrow keys move, Enter and Space choose, Escape and Tab close. */
export function Menu({ label, items, x, y, onClose }: MenuProps) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const { width, height } = element.getBoundingClientRect()
    element.style.left = `${Math.max(8, Math.min(x, window.innerWidth - width - 8))}px`
    element.style.top = `${Math.max(8, Math.min(y, window.innerHeight - height - 8))}px`
    element.querySelector('button')?.focus()
  }, [x, y])
  usePressOutside(box, onClose)
  return (
    <div
      ref={box}
      className="popover menu"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={(event) => moveInMenu(event, onClose)}
    >
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={item.danger ? 'row danger' : 'row'}
          onClick={() => {
            onClose()
            item.run()
          }}
        >
          <Icon name={item.icon} />
          <span className="grow">{item.label}</span>
        </button>
      ))}
    </div>
  )
}

function moveInMenu(event: KeyboardEvent<HTMLDivElement>, onClose: () => void): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const index = buttons.findIndex((button) => button === document.activeElement)
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: (index + 1) % buttons.length,
    ArrowUp: (index - 1 + buttons.length) % buttons.length,
    Home: 0,
    End: buttons.length - 1,
  }
  const target = targets[event.key]
  if (target !== undefined) buttons[target]?.focus()
  else if (event.key === 'Escape' || event.key === 'Tab') onClose()
  else return
  event.preventDefault()
  event.stopPropagation()
}

/** Calls `onPress` when something outside of the box is pressed. */
export function usePressOutside(box: { readonly current: HTMLElement | null }, onPress: () => void): void {
  const latest = useRef(onPress)
  useEffect(() => {
    latest.current = onPress
  })
  useEffect(() => {
    const press = (event: PointerEvent): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) latest.current()
    }
    document.addEventListener('pointerdown', press, true)
    return () => document.removeEventListener('pointerdown', press, true)
  }, [box])
}
