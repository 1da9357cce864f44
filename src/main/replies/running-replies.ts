import { randomUUID } from 'node:crypto'
import type { Message } from '../../shared/conversation'
import { AppError } from '../../shared/errors'
import type { ModelChoice } from '../../shared/providers'
import { applyReplyEvent, emptyReply, type Reply, type ReplyEvent } from '../../shared/reply'
import type { ChatMessage, ReplyRequest } from '../providers/provider'
import type { ConversationStore } from '../storage/conversation-store'
import type { ReplyJournal } from '../storage/reply-journal'
import type { After } from './coalesce'
import { ReplyRunner, type Answerer, type ReplyBatch } from './reply-runner'

/** What running replies need from outside. */
export interface RunningRepliesParts {
  readonly conversations: ConversationStore
  readonly journal: ReplyJournal
  /** Who answers for a provider, with its key. Throws AppError: unknown provider, no key, keyring. */
  readonly answererFor: (providerId: string, replyId: string) => Promise<Answerer>
  /** What goes before the conversation, and the user's language. */
  readonly context: () => Pick<ReplyRequest, 'system' | 'language'>
  readonly now?: () => number
  readonly after?: After
  readonly random?: () => number
  /** Called once for each reply, after it has ended on disk and in the windows. */
  readonly onEnded?: (end: EndedReply) => void
}

/** A reply that has ended. */
export interface EndedReply {
  readonly conversationId: string
  readonly reply: Reply
  /** Whether a window showed it. */
  readonly seen: boolean
}

/** A reply that has begun. */
export interface StartedReply {
  readonly conversationId: string
  readonly questionId: string
  readonly replyId: string
  /** Resolves with the ended reply; never rejects. */
  readonly ended: Promise<Reply>
}

type Listener = (batch: ReplyBatch) => void

/** Whether who listens to a reply shows it: a window may listen behind the scenes. */
type IsShown = () => boolean

/**
 * All replies that run in this process. A reply belongs to no window: listeners come and go, it goes on.
 */
export class RunningReplies {
  readonly #parts: RunningRepliesParts
  readonly #runners = new Map<string, ReplyRunner>()
  readonly #listeners = new Map<string, Map<Listener, IsShown>>()
  readonly #ended = new Set<Promise<Reply>>()

  constructor(parts: RunningRepliesParts) {
    this.#parts = parts
  }

  /** Stores question and reply row, then asks. Throws AppError `storage` before anything left, and then nothing is stored. */
  start(conversationId: string | null, text: string, choice: ModelChoice): StartedReply {
    const question = this.#parts.conversations.addQuestion(conversationId, text, choice)
    return this.#ask(question.conversationId, question.questionId, choice)
  }

  /** Stores another wording of a question as a branch of its own, and asks it. What was asked before stays, and goes on if it runs. */
  edit(questionId: string, text: string, choice: ModelChoice): StartedReply {
    const question = this.#parts.conversations.editQuestion(questionId, text, choice)
    return this.#ask(question.conversationId, question.questionId, choice)
  }

  /** Asks a stored question once more: another reply to it, as a branch. What runs goes on. */
  askAgain(questionId: string, choice: ModelChoice): StartedReply {
    return this.#ask(this.#parts.conversations.conversationOf(questionId), questionId, choice)
  }

  /**
   * Gives up on a reply that did not do and asks its question again. One that runs is stopped first.
   *
   * A reply in which nothing stands (it failed, or was stopped, before its first word) and that nothing follows is
   * replaced; every other one stays as a branch, for what was once written is not lost.
   */
  retry(replyId: string, choice: ModelChoice): StartedReply {
    const old = this.#find(replyId)
    this.stop(replyId)
    const started = this.#ask(old.conversationId, old.questionId, choice)
    this.#parts.conversations.dropEmptyReply(replyId)
    return started
  }

  /** Deletes a message as the store does, and stops the replies that go with it. */
  delete(messageId: string): void {
    for (const replyId of this.#parts.conversations.removeMessage(messageId)) this.stop(replyId)
  }

  /** Goes on in the same message from the text it has. */
  continue(replyId: string): StartedReply {
    const { conversationId, questionId, reply, running } = this.#find(replyId)
    if (running) throw new AppError({ code: 'invalid-request', detail: 'The reply is still running.' })
    const { providerId, model } = reply
    this.#parts.journal.resume(replyId)
    const start = { type: 'reply-start', replyId, providerId, model, startedAt: Date.now(), continued: true } as const
    return this.#run(conversationId, questionId, reply, start, reply.text)
  }

  /** Ends the reply with the text it has. A reply that does not run is left alone. */
  stop(replyId: string): void {
    this.#runners.get(replyId)?.stop()
  }

  /** Makes the next try of this reply now, if one is being waited for. */
  hurry(replyId: string): void {
    this.#runners.get(replyId)?.hurry()
  }

  /** After sleep or a change of network: waiting tries begin now, and connections that stay silent are given up soon. */
  connectionChanged(): void {
    for (const runner of this.#runners.values()) {
      runner.hurry()
      runner.suspect()
    }
  }

  /** What runs now, oldest first. */
  running(): readonly { readonly conversationId: string; readonly replyId: string }[] {
    return [...this.#runners].map(([replyId, { conversationId }]) => ({ conversationId, replyId }))
  }

  /** Resolves when no reply runs, at once if none does. */
  async idle(): Promise<void> {
    while (this.#ended.size > 0) await Promise.all(this.#ended)
  }

  /** Ends all of them, for quitting. */
  stopAll(): void {
    for (const runner of this.#runners.values()) runner.stop()
  }

  /**
   * The reply so far; every later batch goes to `listener` until `detach` is called. Null: no such reply.
   * A reply that has ended answers with sequence 0 and no more will come. At its end `isShown` is asked whether it was seen.
   */
  attach(
    replyId: string,
    listener: Listener,
    isShown: IsShown = () => true,
  ): { reply: Reply; sequence: number; detach: () => void } | null {
    const runner = this.#runners.get(replyId)
    if (!runner) {
      const stored = this.#parts.conversations.reply(replyId)
      return stored && { reply: stored.reply, sequence: 0, detach: () => {} }
    }
    const snapshot = runner.snapshot()
    const listeners = this.#listeners.get(replyId) ?? new Map<Listener, IsShown>()
    this.#listeners.set(replyId, listeners.set(listener, isShown))
    return { ...snapshot, detach: () => void listeners.delete(listener) }
  }

  #find(replyId: string) {
    const found = this.#parts.conversations.reply(replyId)
    if (!found) throw new AppError({ code: 'invalid-request', detail: `No reply ${replyId}.` })
    return found
  }

  #ask(conversationId: string, questionId: string, choice: ModelChoice): StartedReply {
    const start = { type: 'reply-start', replyId: randomUUID(), ...choice, startedAt: Date.now() } as const
    const reply = applyReplyEvent(emptyReply, start)
    this.#parts.journal.begin(conversationId, questionId, reply)
    return this.#run(conversationId, questionId, reply, start)
  }

  #run(
    conversationId: string,
    questionId: string,
    reply: Reply,
    start: Extract<ReplyEvent, { type: 'reply-start' }>,
    continueText?: string,
  ): StartedReply {
    const { replyId, providerId, model } = start
    let seen = false
    const runner = new ReplyRunner(
      {
        journal: this.#parts.journal,
        deliver: (batch) => {
          const listeners = this.#listeners.get(replyId)
          // Asked before they hear of the end, at which they leave.
          if (batch.events.some(({ type }) => type === 'reply-end'))
            seen = [...(listeners?.values() ?? [])].some((isShown) => isShown())
          listeners?.forEach((_, listener) => listener(batch))
        },
        now: this.#parts.now ?? (() => performance.now()),
        after: this.#parts.after ?? afterTimeout,
        random: this.#parts.random ?? Math.random,
      },
      conversationId,
      reply,
    )
    this.#runners.set(replyId, runner)
    this.#parts.conversations.changed(conversationId)
    const request: ReplyRequest = {
      ...this.#parts.context(),
      model,
      messages: toChatMessages(this.#parts.conversations.path(questionId)),
      ...(continueText ? { continueText } : {}),
    }
    const ended = runner
      // Looked up inside the reply, so that a missing key ends the reply in words and not the call.
      .run(start, () => this.#parts.answererFor(providerId, replyId), request)
      .then((end) => {
        this.#finish({ conversationId, reply: end, seen })
        this.#ended.delete(ended)
        return end
      })
    this.#ended.add(ended)
    return { conversationId, questionId, replyId, ended }
  }

  #finish(end: EndedReply): void {
    const { conversationId, reply, seen } = end
    this.#runners.delete(reply.replyId)
    this.#listeners.delete(reply.replyId)
    try {
      if (seen || reply.finish?.unified === 'aborted') this.#parts.conversations.changed(conversationId)
      else this.#parts.conversations.markUnseen(conversationId, reply.error ? 'error' : 'done')
    } catch {
      // A full disk here costs a dot in the list; the reply's own end has told the user already.
    }
    this.#parts.onEnded?.(end)
  }
}

/** What the provider is sent of a conversation: replies with no text say nothing and are left out. */
function toChatMessages(messages: readonly Message[]): ChatMessage[] {
  return messages
    .map((message): ChatMessage => ({
      role: message.role,
      text: message.role === 'user' ? message.text : message.reply.text,
    }))
    .filter((message) => message.text !== '')
}

const afterTimeout: After = (ms, run) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
