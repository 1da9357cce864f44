/** Why a formula can't be drawn. `near` is the part of it that is to blame, where that is known. */
export interface FormulaProblem {
  readonly problem:
    | 'unknownCommand'
    | 'unknownEnvironment'
    | 'switchedOff'
    | 'unfinished'
    | 'unopened'
    | 'doubleScript'
    | 'strayColumn'
    | 'tooMuch'
    | 'unreadable'
  readonly near?: string
}

// Temml says what is wrong in words only.
const signs: readonly (readonly [RegExp, FormulaProblem['problem']])[] = [
  [/Unsupported function name: (\\\S+)|Undefined control sequence: (\\\S+)/, 'unknownCommand'],
  [/No such environment: (\S+)/, 'unknownEnvironment'],
  [/Function "(\\\w+)" is (?:not trusted|disabled)/, 'switchedOff'],
  [/Too many expansions|too deep/i, 'tooMuch'],
  [/Double su(?:b|per)script/, 'doubleScript'],
  [/Expected 'EOF', got '&'/, 'strayColumn'],
  [/Expected 'EOF', got '(\}|\\right|\\end)'|Extra (\})/, 'unopened'],
  [/at end of input|got 'EOF'|Unexpected end of input|end of line instead|Unmatched delimiter/, 'unfinished'],
]
const longestNear = 20

/** What an error of Temml means. */
export function problemOf(error: unknown, tex: string): FormulaProblem {
  // Nesting that no stack holds.
  if (error instanceof RangeError) return { problem: 'tooMuch' }
  const message = error instanceof Error ? error.message : ''
  for (const [sign, problem] of signs) {
    const found = sign.exec(message)
    if (found) return withNear(problem, found.slice(1).find((part) => part !== undefined) ?? '')
  }
  const { position } = (error ?? {}) as { readonly position?: unknown }
  return withNear('unreadable', typeof position === 'number' ? tex.slice(position, position + longestNear) : '')
}

/** Characters that can't be seen say nothing. */
function withNear(problem: FormulaProblem['problem'], text: string): FormulaProblem {
  const near = text.slice(0, longestNear).replace(/\p{C}/gu, '').trim()
  return near === '' ? { problem } : { problem, near }
}
