import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { ReplyView } from '../reply/reply-view'
import type { Answer, Question } from '../turns'

interface TurnViewProps {
  readonly question: Question | null
  readonly answers: readonly Answer[]
  /** Only the last turn can be asked again or continued: what follows an earlier one belongs to it. */
  readonly isLast: boolean
}

/** A question and what was answered. Drawn again only when its own messages change. */
export const TurnView = memo(
  function TurnView({ question, answers, isLast }: TurnViewProps) {
    const { t } = useTranslation()
    return (
      <section className="turn" data-turn={question?.id ?? answers[0]?.id}>
        {question && (
          <article className="question" aria-label={t('chat.question')}>
            {question.text}
          </article>
        )}
        {answers.map((answer, index) => (
          <ReplyView
            key={answer.id}
            message={answer}
            question={question?.text ?? ''}
            isLast={isLast && index === answers.length - 1}
          />
        ))}
      </section>
    )
  },
  (before, after) =>
    before.isLast === after.isLast &&
    before.question === after.question &&
    before.answers.length === after.answers.length &&
    before.answers.every((answer, index) => answer === after.answers[index]),
)
