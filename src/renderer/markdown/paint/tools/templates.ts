/**
 * Elements that are made once, with their words and icons, and copied after that: to look up a word and to draw an icon costs
 * more than the text that they stand beside.
 */
export class Templates {
  readonly #made = new Map<string, HTMLElement>()

  /** A new copy of what `make` makes; the same for the same name. */
  copyOf<Made extends HTMLElement>(name: string, make: () => Made): Made {
    const made = this.#made.get(name) ?? make()
    this.#made.set(name, made)
    return made.cloneNode(true) as Made
  }
}
