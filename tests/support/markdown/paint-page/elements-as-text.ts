/** What stands in an element, as text. The order of attributes and of classes means nothing, nor do seams within a text. */
export function elementsAsText(element: Element): string {
  return [...element.childNodes].map(nodeAsText).join('')
}

function nodeAsText(node: ChildNode): string {
  if (!(node instanceof Element)) return (node.textContent ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const attributes = [...node.attributes].map(
    ({ name, value }) => [name, name === 'class' ? sorted(value) : value] as const,
  )
  const shown = attributes
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => ` ${name}="${value}"`)
  return `<${node.localName}${shown.join('')}>${elementsAsText(node)}</${node.localName}>`
}

function sorted(classes: string): string {
  return classes.split(' ').toSorted().join(' ')
}
