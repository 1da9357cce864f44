/** A sentence of the catalogue in which `<b>` and `</b>` stand around the value that it is about. */
export function Emphasis({ text }: { readonly text: string }) {
  return <span>{text.split(/<\/?b>/).map((part, index) => (index % 2 === 1 ? <b key={index}>{part}</b> : part))}</span>
}

/** The same sentence without the marks, for places that hold text alone. */
export function plainText(text: string): string {
  return text.replaceAll(/<\/?b>/g, '')
}
