import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-state'
import { request } from '../../bridge'
import { ToolButton } from '../../ui/tool-button'
import type { Question } from '../turns'
import { BranchSwitcher } from './branch-switcher'
import { CopyButton, useCopying } from './copy-button'
import { askQuestion, deleteMessage, startEdit } from './message-actions'
import { QuestionField } from './question-field'
import './messages.css'

interface QuestionViewProps {
  readonly question: Question
  /** Nothing answers it in this branch. */
  readonly isUnanswered: boolean
}

/** A question as it was asked, with what can be done about it; its own text field while it is worded anew. */
export function QuestionView({ question, isUnanswered }: QuestionViewProps) {
  const { t } = useTranslation()
  const isEdited = useApp((state) => state.edits[question.id] !== undefined)
  const edit = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState(false)
  if (isEdited) {
    const close = (): void => {
      setOpened(false)
      requestAnimationFrame(() => edit.current?.focus())
    }
    return <QuestionField question={question} takesFocus={opened} onCancelled={close} />
  }
  return (
    <div className="asked">
      <article className="question" aria-label={t('chat.question')}>
        {question.text}
      </article>
      <div className="asked-row">
        {isUnanswered && (
          <button type="button" className="plain accent" onClick={() => void askQuestion(question.id)}>
            {t('chat.askAgain')}
          </button>
        )}
        <span className="actions">
          <ToolButton
            ref={edit}
            icon="pencil"
            label={t('chat.edit')}
            onClick={() => {
              setOpened(true)
              startEdit(question)
            }}
          />
          <CopyQuestion text={question.text} />
          <ToolButton icon="trash" label={t('chat.deleteQuestion')} onClick={() => void deleteMessage(question)} />
        </span>
        <BranchSwitcher message={question} />
      </div>
    </div>
  )
}

function CopyQuestion({ text }: { readonly text: string }) {
  const copying = useCopying()
  return <CopyButton copying={copying} copy={() => request('clipboard.write', { text })} />
}
