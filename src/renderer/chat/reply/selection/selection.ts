import { selectedDocument, type Selected } from './selected-document'

// Where the messages of a conversation say what they say, thoughts and sources included.
const saying = 'section.transcript :is(.question, .reply > .markdown, .side-text, .sources ol)'

/** What is selected in the conversation, read as a document; null while nothing is, or while it is somewhere else too. */
export function selectionInConversation(): Selected | null {
  const range = rangeInConversation()
  if (!range) return null
  const roots = [...document.querySelectorAll(saying)].filter((root) => range.intersectsNode(root))
  const selected = selectedDocument(roots, range)
  return selected.document.children.length === 0 ? null : selected
}

/** Whether something in a reply is selected. Cheap. */
export function isReplySelected(): boolean {
  const range = rangeInConversation()
  if (!range) return false
  return [range.startContainer, range.endContainer].some((node) => elementOf(node)?.closest('.reply') != null)
}

function rangeInConversation(): Range | null {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  return elementOf(range.commonAncestorContainer)?.closest('section.transcript') ? range : null
}

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement
}
