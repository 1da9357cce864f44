import { useTranslation } from 'react-i18next'
import type { Reply } from '../../../../shared/reply'
import { openSettings, useApp } from '../../../app-state'
import { costWords, factsOf, type FactsContext } from './facts'

const noPrices = {}

interface ReplyFactsProps {
  readonly id: string
  readonly reply: Reply
}

/** What stands behind the quiet line under a reply: times, tokens, cost and stop reason. */
export function ReplyFacts({ id, reply }: ReplyFactsProps) {
  const { t, i18n } = useTranslation()
  const prices = useApp((state) => state.settings?.prices ?? noPrices)
  const name = useApp((state) => state.providers.find((one) => one.id === reply.providerId)?.name)
  const context: FactsContext = { provider: name ?? reply.providerId, prices, t, language: i18n.language }
  const hasCost = costWords(reply, context) !== null
  return (
    <dl id={id} className="facts-of-reply">
      {factsOf(reply, context).map(({ name: fact, value }) => (
        <div key={fact}>
          <dt>{t(`figures.${fact}`)}</dt>
          <dd>
            {value}
            {fact === 'cost' && !hasCost && (
              <button type="button" className="text-button" onClick={() => openSettings('general')}>
                {t('figures.setPrices')}
              </button>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
