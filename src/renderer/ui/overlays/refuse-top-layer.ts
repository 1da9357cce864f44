/**
 * Lets nothing in a page come before everything else, above and beyond any clipping: no dialog and no popover of the
 * browser's, which the app has none of. For as long as the page lives.
 */
export function refuseTopLayer(): void {
  document.addEventListener('beforetoggle', (event) => event.preventDefault(), { capture: true })
}
