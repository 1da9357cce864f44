import { join } from 'node:path'
import { openDatabase } from '../../src/main/storage/database'
import { temporaryFolder } from './temporary-folder'

/** A question and its answer, as a conversation in the database has them. */
export interface WrittenTurn {
  readonly question: string
  readonly answer: string
}

/** What becomes of a written conversation. */
export interface WrittenConversation {
  readonly title: string
  readonly turns: readonly WrittenTurn[]
}

const reply = {
  providerId: 'test',
  model: 'model-a',
  startedAt: 1,
  finish: { unified: 'stop', raw: 'stop' },
  timing: { firstTokenMs: 100, totalMs: 2000 },
}

/** A data folder in which these conversations are stored, the last one the newest. Removed with the test. */
export function folderWith(...conversations: readonly WrittenConversation[]): string {
  const folder = temporaryFolder()
  const { database } = openDatabase(join(folder, 'conversations.db'))
  const addConversation = database.prepare(
    'INSERT INTO conversations (id, title, created_at, updated_at, leaf_id) VALUES (?, ?, ?, ?, ?)',
  )
  const addMessage = database.prepare(
    `INSERT INTO messages (id, conversation_id, parent_id, role, text, created_at, reply) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  database.exec('BEGIN')
  for (const [number, { title, turns }] of conversations.entries()) {
    const id = `conversation-${number}`
    const time = Date.now() - (conversations.length - number) * 60_000
    addConversation.run(id, title, time, time, turns.length > 0 ? `${id}-answer-${turns.length - 1}` : null)
    for (const [index, { question, answer }] of turns.entries()) {
      const before = index > 0 ? `${id}-answer-${index - 1}` : null
      addMessage.run(`${id}-question-${index}`, id, before, 'user', question, time + index * 2, null)
      addMessage.run(
        `${id}-answer-${index}`,
        id,
        `${id}-question-${index}`,
        'assistant',
        answer,
        time + index * 2 + 1,
        JSON.stringify(reply),
      )
    }
  }
  database.exec('COMMIT')
  database.close()
  return folder
}

/** Turns of uneven length, as people have them; each says its number. */
export function someTurns(count: number): readonly WrittenTurn[] {
  return Array.from({ length: count }, (_, index) => ({
    question: `Question number ${index}`,
    answer: [
      `Answer number ${index}.`,
      ...Array.from(
        { length: index % 7 },
        (__, line) => `Paragraph ${line} of answer ${index}. ${'Some more words. '.repeat(12)}`,
      ),
      ...(index % 5 === 0 ? ['```js\n' + 'const value = 1\n'.repeat(index % 11) + '```'] : []),
    ].join('\n\n'),
  }))
}
