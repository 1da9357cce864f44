import type { ReactNode } from 'react'
import { Icon, type IconName } from '../icon'
import './forms.css'

interface ErrorNoteProps {
  readonly icon?: IconName
  readonly title: string
  /** What helps; may be empty. */
  readonly hint: string
  /** The other side's own words, shown as text when they are asked for; none when empty. */
  readonly detail: string
  readonly detailsLabel: string
  /** What can be done about it. */
  readonly children?: ReactNode
}

/** One plain sentence of what went wrong, what helps, and the words behind it in a fold. */
export function ErrorNote({ icon = 'warning', title, hint, detail, detailsLabel, children }: ErrorNoteProps) {
  return (
    <div className="error-note">
      <Icon name={icon} />
      <div className="grow">
        <p>{title}</p>
        {hint !== '' && <p className="muted">{hint}</p>}
        {children}
        {detail !== '' && (
          <details>
            <summary>
              {detailsLabel}
              <Icon name="down" />
            </summary>
            <pre>{detail}</pre>
          </details>
        )}
      </div>
    </div>
  )
}
