import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { guideChoice, type LocalServer } from '../../shared/providers'
import { chooseModel, currentChoice, findLocalServers, openSettings, takeLocalServer, useApp } from '../app-state'
import { Icon, type IconName } from '../ui/icon'
import type { Translate } from '../words'
import { ask } from './chat-actions'

const examples = ['start', 'keys', 'interrupted'] as const
const namedModelCount = 2

/** What stands where the first question will: who can answer, and questions that the guide answers at once. */
export function EmptyState() {
  const isKnown = useApp((state) => state.settings !== null)
  const choice = useApp(currentChoice)
  if (!isKnown) return null
  return choice.providerId === 'guide' ? <WhoAnswers /> : <Ready />
}

/** Somebody has been chosen; there is nothing to decide. */
function Ready() {
  const { t } = useTranslation()
  const { providerId, model } = useApp(currentChoice)
  const provider = useApp((state) => state.providers.find((one) => one.id === providerId))
  const name = provider?.name ?? providerId
  return (
    <div className="column empty">
      <h1>{t('empty.readyTitle', { model })}</h1>
      <p className="lede">
        {provider?.origin === 'local'
          ? t('empty.readyNoteLocal', { provider: name })
          : t('empty.readyNote', { provider: name })}
      </p>
    </div>
  )
}

function WhoAnswers() {
  const { t } = useTranslation()
  const found = useApp((state) => state.localServers)
  const running = found?.filter((server) => server.models && server.models.length > 0) ?? []
  return (
    <div className="column empty">
      <h1>{t('empty.title')}</h1>
      <p className="lede">{t('empty.lede')}</p>
      <div className="choices">
        <Choice
          icon="book"
          on
          title={t('empty.guide')}
          note={t('empty.guideNote')}
          onChoose={() => void chooseModel(guideChoice)}
        >
          <span className="faint">{t('empty.inUse')}</span>
          <Icon name="check" />
        </Choice>
        {running.map((server) => (
          <Choice
            key={server.providerId}
            icon="computer"
            title={t('empty.local', { name: server.name })}
            note={modelsNote(server, t)}
            onChoose={() => void takeLocalServer(server.providerId, server.models?.[0]?.id ?? '')}
          >
            <span className="button small">{t('empty.use')}</span>
          </Choice>
        ))}
        {running.length === 0 && (
          // Looked for when asked, not by itself: the app connects to nothing of its own accord.
          <Choice
            icon="computer"
            title={t('empty.computer')}
            note={found === null ? t('empty.computerNote') : t('empty.computerNone')}
            onChoose={() => void findLocalServers()}
          >
            <span className="button small">{found === null ? t('empty.look') : t('empty.lookAgain')}</span>
          </Choice>
        )}
        <Choice
          icon="key"
          title={t('empty.provider')}
          note={t('empty.providerNote')}
          onChoose={() => openSettings('providers')}
        >
          <span className="button small">{t('empty.addKey')}</span>
        </Choice>
      </div>
      <h2>{t('empty.askGuide')}</h2>
      <div className="examples">
        {examples.map((example) => (
          <button
            key={example}
            type="button"
            className="plain"
            onClick={() => void ask(t(`empty.examples.${example}`), guideChoice)}
          >
            {t(`empty.examples.${example}`)}
          </button>
        ))}
      </div>
    </div>
  )
}

interface ChoiceProps {
  readonly icon: IconName
  readonly on?: boolean
  readonly title: string
  readonly note: string
  readonly onChoose: () => void
  readonly children: ReactNode
}

function Choice({ icon, on = false, title, note, onChoose, children }: ChoiceProps) {
  return (
    <button type="button" className={on ? 'choice on' : 'choice'} aria-pressed={on} onClick={onChoose}>
      <Icon name={icon} className="lead" />
      <span className="words grow">
        <span>{title}</span>
        <span>{note}</span>
      </span>
      <span className="end">{children}</span>
    </button>
  )
}

function modelsNote({ models }: LocalServer, t: Translate): string {
  const names = models?.map((model) => model.id) ?? []
  const named = names.slice(0, namedModelCount).join(t('empty.and'))
  const count = names.length - namedModelCount
  return count > 0 ? t('empty.localMore', { models: named, count }) : t('empty.localModels', { models: named })
}
