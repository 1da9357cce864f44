import type { ReactNode, Ref } from 'react'
import { Icon, type IconName } from '../../../ui/icon'

interface ChoiceProps {
  readonly icon: IconName
  readonly name: string
  readonly note: string
  /** A word at the end of the line. */
  readonly side?: string
  /** Null: it can be read, but not chosen now. */
  readonly onChoose: (() => void) | null
  /** Given where the choice opens something below it. */
  readonly expanded?: boolean
  readonly ref?: Ref<HTMLButtonElement>
  readonly children?: ReactNode
}

/** One line of a list of choices: a hairline below, never a card. */
export function Choice({ icon, name, note, side = '', onChoose, expanded, ref, children }: ChoiceProps) {
  const words = (
    <>
      <Icon name={icon} className="lead" />
      <span className="grow words">
        <span className="strong clip">{name}</span>
        <span className="muted clip">{note}</span>
      </span>
      <span className="faint">{side}</span>
    </>
  )
  return (
    <li>
      {onChoose ? (
        <button type="button" ref={ref} className="choice" aria-expanded={expanded} onClick={onChoose}>
          {words}
          <Icon name={expanded === undefined ? 'right' : 'down'} className="turn" />
        </button>
      ) : (
        <div className="choice is-off">{words}</div>
      )}
      {children}
    </li>
  )
}
