/** Where text that goes with a question comes from. */
export type ContextKind = 'selection' | 'clipboard'

/** Text that goes with a question. */
export interface QuestionContext {
  readonly kind: ContextKind
  readonly text: string
}

const firstContext = /(?:^|\n\n)<(selection|clipboard)>\n/

/** A question as it is sent: what was typed, then each context in a tag that says what it is. */
export function withContexts(typed: string, contexts: readonly QuestionContext[]): string {
  const parts = contexts.map(({ kind, text }) => `<${kind}>\n${text.trim()}\n</${kind}>`)
  return [typed.trim(), ...parts].filter((part) => part !== '').join('\n\n')
}

/** What was typed of a question, without the contexts that went with it. */
export function typedPart(question: string): string {
  const at = question.search(firstContext)
  return at < 0 ? question : question.slice(0, at)
}

/** The contexts that a prompt names as `{selection}` or `{clipboard}`. */
export function namedContexts(prompt: string): readonly ContextKind[] {
  return (['selection', 'clipboard'] as const).filter((kind) => prompt.includes(`{${kind}}`))
}

/** A prompt with its places filled. Contexts that it names stand there; the others follow it, as with a question. */
export function fillPrompt(prompt: string, contexts: readonly QuestionContext[], language: string): string {
  const named = namedContexts(prompt)
  const filled = prompt.replace(/\{(selection|clipboard|language)\}/g, (_place, name: string) =>
    name === 'language' ? language : (contexts.find(({ kind }) => kind === name)?.text.trim() ?? ''),
  )
  return withContexts(
    filled,
    contexts.filter(({ kind }) => !named.includes(kind)),
  )
}
