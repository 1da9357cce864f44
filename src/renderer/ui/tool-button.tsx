import type { ComponentPropsWithRef } from 'react'
import { Icon, type IconName } from './icon'

interface ToolButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children'> {
  readonly icon: IconName
  /** Its name for everybody: the tooltip and what a screen reader says. */
  readonly label: string
  /** Written after the name in the tooltip. */
  readonly shortcut?: string
}

/** A button that is an icon alone, with its name and key in the tooltip. */
export function ToolButton({ icon, label, shortcut, className, ...rest }: ToolButtonProps) {
  return (
    <button
      type="button"
      className={className ? `tool ${className}` : 'tool'}
      aria-label={label}
      title={shortcut ? `${label} (${shortcut})` : label}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  )
}
