import { memo } from 'react'
import { QuestionView } from '../messages/question-view'
import { ReplyView } from '../reply/reply-view'
import type { Answer, Question } from '../turns'

interface TurnViewProps {
  readonly question: Question | null
  readonly answers: readonly Answer[]
  /** Only the last reply can go on: what follows an earlier one belongs to its text as it is. */
  readonly isLast: boolean
}

/** A question and what was answered. Drawn again only when its own messages change. */
export const TurnView = memo(
  function TurnView({ question, answers, isLast }: TurnViewProps) {
    return (
      <section className="turn" data-turn={question?.id ?? answers[0]?.id}>
        {question && <QuestionView question={question} isUnanswered={answers.length === 0} />}
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
