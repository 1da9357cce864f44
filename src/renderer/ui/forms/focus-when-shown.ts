/** A `ref` that moves the focus to a control as it appears: only for what appears because the user asked for it. */
export function focusWhenShown(element: HTMLElement | null): void {
  element?.focus()
}
