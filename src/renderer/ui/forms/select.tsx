import { Icon } from '../icon'
import './forms.css'

interface SelectProps<Value extends string> {
  readonly id: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string; readonly lang?: string }[]
  readonly onChange: (value: Value) => void
}

/** A native `<select>` that looks like a button. Its label names it by `id`. */
export function Select<Value extends string>({ id, value, options, onChange }: SelectProps<Value>) {
  return (
    <span className="select">
      <select
        id={id}
        className="button"
        value={value}
        onKeyDown={(event) => {
          // This Escape closes the list, and nothing around it.
          if (event.key === 'Escape' && event.currentTarget.matches(':open')) event.stopPropagation()
        }}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value)
          if (chosen) onChange(chosen.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </span>
  )
}
