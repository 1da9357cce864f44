import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { ConversationStore, type ConversationChange } from '../../src/main/storage/conversation-store'
import { openDatabase } from '../../src/main/storage/database'
import { ReplyJournal } from '../../src/main/storage/reply-journal'
import type { Message } from '../../src/shared/conversation'
import { applyReplyEvent, emptyReply } from '../../src/shared/reply'
import { temporaryFolder } from './temporary-folder'

const choice = { providerId: 'p', model: 'm' }

/** A database with what a test needs to build a conversation and to read it, as short words. Closed with the test. */
export function openTree(path = join(temporaryFolder(), 'conversations.db')) {
  const { database } = openDatabase(path)
  onTestFinished(() => void (database.isOpen && database.close()))
  const changes: ConversationChange[] = []
  const conversations = new ConversationStore(database, (change) => changes.push(change))
  const journal = new ReplyJournal(database, 'me')
  let replyCount = 0

  const begin = (conversationId: string, questionId: string): string => {
    replyCount += 1
    const start = { type: 'reply-start', replyId: `r${replyCount}`, ...choice, startedAt: Date.now() } as const
    journal.begin(conversationId, questionId, applyReplyEvent(emptyReply, start))
    return start.replyId
  }
  /** A reply that has ended with this text. */
  const answer = (conversationId: string, questionId: string, text: string): string => {
    const replyId = begin(conversationId, questionId)
    const finish = { unified: 'stop', raw: 'stop' } as const
    journal.end(conversationId, { ...emptyReply, ...choice, replyId, text, finish, timing: { totalMs: 1 } })
    return replyId
  }
  const ask = (conversationId: string | null, text: string) => {
    const question = conversations.addQuestion(conversationId, text, choice)
    return { ...question, replyId: answer(question.conversationId, question.questionId, `${text}!`) }
  }
  const edit = (questionId: string, text: string) => {
    const question = conversations.editQuestion(questionId, text, choice)
    return { ...question, replyId: answer(question.conversationId, question.questionId, `${text}!`) }
  }
  const shown = (conversationId: string): readonly Message[] => conversations.get(conversationId)?.messages ?? []
  const words = (conversationId: string): string =>
    shown(conversationId)
      .map((message) => (message.role === 'user' ? message.text : message.reply.text))
      .join(' ')
  /** "2/3" under each message that has siblings. */
  const places = (conversationId: string): string =>
    shown(conversationId)
      .flatMap(({ id, siblings }) => (siblings ? [`${siblings.indexOf(id) + 1}/${siblings.length}`] : []))
      .join(' ')
  return { path, database, conversations, journal, changes, begin, answer, ask, edit, shown, words, places }
}
