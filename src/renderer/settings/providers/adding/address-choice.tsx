import { useRef, useState } from 'react'
import type { ProviderPreset } from '../../../../shared/provider-presets'
import type { IconName } from '../../../ui/icon'
import { AddressForm } from './address-form'
import { Choice } from './choice'

interface AddressChoiceProps {
  readonly icon: IconName
  readonly name: string
  readonly note: string
  /** Null: any server. */
  readonly preset: ProviderPreset | null
  readonly side?: string
  readonly onAdded: (providerId: string) => void
}

/** A choice that opens a form: its address is the user's to give. */
export function AddressChoice({ preset, onAdded, ...words }: AddressChoiceProps) {
  const [open, setOpen] = useState(false)
  const choice = useRef<HTMLButtonElement>(null)
  const cancel = (): void => {
    setOpen(false)
    choice.current?.focus()
  }
  return (
    <Choice {...words} ref={choice} expanded={open} onChoose={() => setOpen(!open)}>
      {open && <AddressForm preset={preset} onAdded={onAdded} onCancel={cancel} />}
    </Choice>
  )
}
