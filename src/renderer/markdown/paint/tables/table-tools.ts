import type { Translate } from '../../../words'
import { makeElement } from '../element'

const kinds = ['rich', 'markdown', 'csv'] as const

/** The quiet buttons that copy a table. */
export function makeTableTools(translate: Translate): HTMLElement {
  const tools = makeElement('div', 'table-tools')
  tools.setAttribute('role', 'group')
  tools.setAttribute('aria-label', translate('markdown.copyTable.label'))
  for (const kind of kinds) {
    const button = makeElement('button', 'plain')
    button.type = 'button'
    button.dataset['action'] = 'copy-table'
    button.dataset['as'] = kind
    button.title = translate(`markdown.copyTable.${kind}Title`)
    button.append(translate(`markdown.copyTable.${kind}`))
    tools.append(button)
  }
  return tools
}
