import { protocolVoices } from '../protocol-voices'
import { firstText, wholeText, type FaultOutcome } from './fault-stage'

/** The outcomes as a Markdown table; protocols that do the same share a row. */
export function renderFaultTable(outcomes: readonly FaultOutcome[]): string {
  const lines = ['| fault | first token | protocols | if it passes | if it stays |', '|---|---|---|---|---|']
  for (const ofFault of Map.groupBy(outcomes, ({ fault }) => fault).values()) {
    for (const ofPlace of Map.groupBy(ofFault, ({ when }) => when).values()) lines.push(...rowsOf(ofPlace))
  }
  return lines.join('\n')
}

/** The rows of one fault, before or after the first token. */
function rowsOf(outcomes: readonly FaultOutcome[]): readonly string[] {
  const ofProtocols = Map.groupBy(outcomes, ({ voice }) => voice.protocol)
  const alike = Map.groupBy(ofProtocols.keys(), (protocol) => endsOf(ofProtocols.get(protocol) ?? []))
  const { fault, when } = outcomes[0] ?? { fault: { name: '' }, when: '' }
  return Array.from(alike, ([ends, protocols]) => {
    const names = protocols.length === protocolVoices.length ? 'all' : protocols.join(', ')
    return `| ${fault.name} | ${when} | ${names} | ${ends} |`
  })
}

function endsOf(outcomes: readonly FaultOutcome[]): string {
  return [false, true].map((stays) => inWords(outcomes.find((one) => one.stays === stays))).join(' | ')
}

/** How a run went: what was done about the fault, how the reply ended, and what is left of its text. */
function inWords(outcome: FaultOutcome | undefined): string {
  if (!outcome) return '–'
  const { tries, attempts, waitsSeconds } = outcome
  const { text, finish, error } = outcome.reply
  const kind = attempts[0]?.kind === 'resume' ? 'taken up' : 'asked again'
  const longestSeconds = Math.max(0, ...waitsSeconds)
  return [
    attempts.length > 0 ? `${kind}, ${tries} tries` : '1 try',
    ...(longestSeconds > 0 ? [`waits ${longestSeconds} s`] : []),
    error
      ? `error \`${error.code}${error.reason ? `/${error.reason}` : ''}\``
      : `ends \`${finish?.unified ?? 'never'}\``,
    ...(text === wholeText ? ['whole text'] : text === firstText ? ['text kept'] : text === '' ? [] : ['its words']),
  ].join(', ')
}
