import { shell } from 'electron'
import { linkDecision } from './link-decision'

/** How `openLink` asks the user about a link that is not encrypted. Resolves to the answer. */
export interface LinkQuestion {
  readonly ask: (url: string) => Promise<boolean>
}

let asking = false

/** The only way for a link out of the app. Resolves to whether the system took it; one question is open at a time. */
export async function openLink(url: string, { ask }: LinkQuestion): Promise<boolean> {
  const decision = linkDecision(url)
  if (decision.action === 'refuse') return false
  if (decision.action === 'ask' && !(await askOnce(decision.url, ask))) return false
  try {
    await shell.openExternal(decision.url)
    return true
  } catch {
    // The system has no program for it.
    return false
  }
}

async function askOnce(url: string, ask: LinkQuestion['ask']): Promise<boolean> {
  if (asking) return false
  asking = true
  try {
    return await ask(url)
  } finally {
    asking = false
  }
}
