import { useTranslation } from 'react-i18next'
import type { QuestionContext } from '../../../shared/popup/popup-question'
import { Icon } from '../../ui/icon'
import { ToolButton } from '../../ui/tool-button'
import type { Translate } from '../../words'
import { removeContext, usePopup } from '../popup-state'

/** The text that goes with the question, each with a button that takes it away. */
export function ContextChips() {
  const { t } = useTranslation()
  const contexts = usePopup((state) => state.contexts)
  if (contexts.length === 0) return null
  return (
    <div className="chips">
      {contexts.map((context) => (
        // The beginning is enough to know it by.
        <span key={context.kind} className="chip" title={context.text.trim().slice(0, 500)}>
          <Icon name={context.kind} />
          <span className="clip num">
            {t(`popup.kinds.${context.kind}`)} · {t('popup.words', { count: countWords(context.text) })}
          </span>
          <ToolButton icon="close" label={t('popup.remove')} onClick={() => removeContext(context.kind)} />
        </span>
      ))}
    </div>
  )
}

/** A context in words, as part of a line: where it is from and how long it is. */
export function contextWords({ kind, text }: QuestionContext, t: Translate): string {
  return t('popup.kindAndWords', {
    kind: t(`popup.kinds.${kind}`),
    words: t('popup.words', { count: countWords(text) }),
  })
}

const counted = new Map<string, number>()

/** In Chinese as well, where nothing stands between words. */
function countWords(text: string): number {
  const known = counted.get(text)
  if (known !== undefined) return known
  let count = 0
  for (const { isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
    if (isWordLike) count += 1
  }
  counted.clear()
  counted.set(text, count)
  return count
}
