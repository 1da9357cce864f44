import { Icon } from '../icon'
import './forms.css'

interface CheckboxProps {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
  /** Only when no `<label>` around it says it. */
  readonly label?: string
}

/** A native checkbox in our own square: the keyboard and screen readers see an `<input>`. */
export function Checkbox({ checked, onChange, disabled = false, label }: CheckboxProps) {
  return (
    <span className={checked ? 'check on' : 'check'}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-label={label}
        onChange={(event) => onChange(event.target.checked)}
      />
      <Icon name="check" />
    </span>
  )
}
