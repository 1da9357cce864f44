import { assertNever, type Reply } from '../../../../shared/reply'
import type { ErrorAction } from '../../../../shared/error-words'
import type { AppErrorData } from '../../../../shared/errors'
import { openSettings } from '../../../app-state'
import { request } from '../../../bridge'
import { showFailure } from '../../../failures'
import { wantProvider } from '../../../settings/providers/wanted-provider'
import { askAgain, continueReply, editQuestion, offerOtherModel } from '../../chat-actions'

/** What an action acts on. */
export interface ActionSubject {
  readonly error: AppErrorData | null
  readonly question: string
  readonly reply: Reply
}

/** Does what a button of a notice says. */
export function runErrorAction(action: ErrorAction, { error, question, reply }: ActionSubject): void {
  switch (action) {
    case 'retry':
      void askAgain(reply.replyId)
      return
    case 'continue':
      void continueReply(reply.replyId)
      return
    case 'choose-model':
      offerOtherModel(reply.replyId)
      return
    case 'edit-question':
      editQuestion(question)
      return
    case 'edit-key':
      request('keys.edit', { providerId: reply.providerId }).catch(showFailure)
      return
    case 'open-keys':
    case 'open-provider':
      wantProvider({ id: reply.providerId, proxy: error?.reason === 'proxy' || error?.reason === 'proxy-password' })
      openSettings('providers')
      return
    case 'show-folder':
      request('folder.show', {}).catch(showFailure)
      return
    case 'copy-details':
      request('clipboard.write', { text: error?.detail ?? '' }).catch(showFailure)
      return
    default:
      assertNever(action)
  }
}
