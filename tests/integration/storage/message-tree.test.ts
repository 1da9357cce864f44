import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ConversationStore } from '../../../src/main/storage/conversation-store'
import { conversationsMigration } from '../../../src/main/storage/migrations/0001-conversations'
import { openTree } from '../../support/conversation-tree'
import { temporaryFolder } from '../../support/temporary-folder'

describe('whatever is done', () => {
  /** Every living message that can be reached from what is shown, through the switchers alone. */
  function reachable(conversations: ConversationStore, id: string): ReadonlySet<string> {
    const found = new Set<string>()
    const open = [conversations.get(id)?.messages.at(-1)?.id]
    for (const leaf of open) {
      if (leaf === undefined) continue
      conversations.showBranch(leaf)
      for (const message of conversations.get(id)?.messages ?? []) {
        found.add(message.id)
        for (const sibling of message.siblings ?? [])
          if (!found.has(sibling) && !open.includes(sibling)) open.push(sibling)
      }
    }
    return found
  }

  test('no living message is ever out of reach, nothing deleted is in sight, and undo in any order loses nothing', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('ask', 'edit', 'answer', 'show', 'delete', 'restore'), fc.nat()), {
      minLength: 1,
      maxLength: 25,
    })
    fc.assert(
      fc.property(steps, (plan) => {
        const { database, conversations, ask, edit, answer } = openTree(':memory:')
        const id = ask(null, 'first').conversationId
        const living = () =>
          database.prepare('SELECT id, role FROM messages WHERE deleted_at IS NULL ORDER BY rowid').all()
        const pick = (index: number, role?: string) => {
          const rows = living().filter((row) => role === undefined || row['role'] === role)
          return String(rows[index % Math.max(1, rows.length)]?.['id'])
        }
        const deleted: string[] = []
        let text = 0
        const run: Readonly<Record<string, (index: number) => void>> = {
          ask: () => ask(id, `q${text++}`),
          edit: (index) => edit(pick(index, 'user'), `e${text++}`),
          answer: (index) => answer(id, pick(index, 'user'), `a${text++}`),
          show: (index) => conversations.showBranch(pick(index)),
          delete: (index) => {
            const target = pick(index)
            if (living().length > 2 && target !== pick(0)) {
              conversations.removeMessage(target)
              deleted.push(target)
            }
          },
          restore: (index) => {
            const [target] = deleted.splice(index % Math.max(1, deleted.length), 1)
            if (target) conversations.restoreMessage(target)
          },
        }
        const written = () => Number(database.prepare('SELECT count(*) AS n FROM messages').get()?.['n'])
        for (const [step, index] of plan) {
          run[step]?.(index)
          const shownIds = (conversations.get(id)?.messages ?? []).map((message) => message.id)
          const alive = new Set(living().map((row) => String(row['id'])))
          expect(shownIds.every((one) => alive.has(one))).toBe(true)
          expect(conversations.summary(id)?.leafId).toBe(shownIds.at(-1))
        }
        // What is undone inside of something that is still deleted waits there.
        const waits = plan.some(([step]) => step === 'restore')
        expect(waits || reachable(conversations, id).size === living().length).toBe(true)
        for (const target of deleted.reverse()) conversations.restoreMessage(target)
        expect(reachable(conversations, id).size).toBe(written())
        database.close()
      }),
      { numRuns: 150 },
    )
  })
})

describe('a database of the first schema', () => {
  test('is brought up, shows what it showed, and its older replies can be switched to', () => {
    const path = join(temporaryFolder(), 'conversations.db')
    const old = new DatabaseSync(path)
    old.exec(`${conversationsMigration}
      PRAGMA user_version = 1;
      INSERT INTO conversations (id, title, created_at, updated_at, leaf_id) VALUES ('c', 't', 1, 1, 'new');
      INSERT INTO messages (id, conversation_id, parent_id, role, text, created_at, reply) VALUES
        ('q', 'c', NULL, 'user', 'q', 1, NULL), ('old', 'c', 'q', 'assistant', 'old', 2, '{}'), ('new', 'c', 'q', 'assistant', 'new', 3, '{}');`)
    old.close()
    const { conversations, words, places } = openTree(path)
    expect(existsSync(`${path}.before-schema-2`)).toBe(true)
    expect([words('c'), places('c')]).toEqual(['q new', '2/2'])
    conversations.showBranch('old')
    expect([words('c'), places('c')]).toEqual(['q old', '1/2'])
  })
})

describe('a long conversation', () => {
  test('is read with one look into an index for each message, among many other conversations', () => {
    const { database } = openTree()
    const plans: string[] = []
    const spied = new Proxy(database, {
      get(target, name) {
        if (name !== 'prepare') return Reflect.get(target, name, target) as unknown
        return (sql: string) => {
          for (const row of target.prepare(`EXPLAIN QUERY PLAN ${sql}`).all()) plans.push(String(row['detail']))
          return target.prepare(sql)
        }
      },
    })
    const conversations = new ConversationStore(spied)
    conversations.get('nobody')
    conversations.path('nobody')
    conversations.list({ query: '', before: null, limit: 50 })
    const tables = plans.filter((plan) => /\b(?:SCAN|SEARCH) (?:m|s|messages)\b/.test(plan))
    expect(tables.length).toBeGreaterThan(3)
    expect(tables.filter((plan) => !plan.includes('USING'))).toEqual([])
    expect(plans.some((plan) => plan.includes('messages_by_place (conversation_id=? AND parent_id=?)'))).toBe(true)
  })
})
