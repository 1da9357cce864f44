import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HotkeyInfo } from '../../shared/popup/hotkey-info'
import { guideChoice, type LocalServer } from '../../shared/providers'
import { changeSettings, chooseModel, findLocalServers, openSettings, takeLocalServer, useApp } from '../app-state'
import { request } from '../bridge'
import { showFailure } from '../failures'
import { HotkeyField } from '../settings/popup/hotkey-field'
import { Checkbox } from '../ui/forms/checkbox'
import './first-start.css'

type Answerer = 'local' | 'key' | 'guide'

const answerers: readonly Answerer[] = ['local', 'key', 'guide']

/** The page of the very first start: who answers, the hotkey, and whether Runnel starts at login. Never shown again. */
export function FirstStart() {
  const { t } = useTranslation()
  const [answerer, setAnswerer] = useState<Answerer>('guide')
  const [atLogin, setAtLogin] = useState(false)
  const [starting, setStarting] = useState(false)
  useEffect(() => {
    document.title = t('firstStart.title')
  }, [t])
  const start = async (): Promise<void> => {
    setStarting(true)
    if (atLogin) await request('desktop.start-at-login', { on: true }).catch(showFailure)
    await letAnswer(answerer)
    await welcomed()
  }
  return (
    <div className="first-start">
      <div className="titlebar" />
      <main className="inner">
        <Mark />
        <h1>{t('firstStart.title')}</h1>
        <p className="lede">{t('firstStart.lede')}</p>
        <Answerers chosen={answerer} onChoose={setAnswerer} />
        <QuickAsk />
        <label className="line at-login">
          <Checkbox checked={atLogin} onChange={setAtLogin} />
          {t('firstStart.atLogin')}
        </label>
        <div className="line end">
          <button type="button" className="plain" disabled={starting} onClick={() => void welcomed()}>
            {t('firstStart.skip')}
          </button>
          <span className="grow" />
          <button type="button" className="button primary" disabled={starting} onClick={() => void start()}>
            {t('firstStart.start')}
          </button>
        </div>
      </main>
    </div>
  )
}

async function letAnswer(answerer: Answerer): Promise<void> {
  if (answerer === 'key') return openSettings('providers')
  const server = useApp.getState().localServers?.find(isReady)
  if (answerer === 'local' && server) await takeLocalServer(server.providerId, server.models?.[0]?.id ?? '')
  else await chooseModel(guideChoice)
}

const welcomed = (): Promise<void> => changeSettings({ welcomed: true })

interface AnswerersProps {
  readonly chosen: Answerer
  readonly onChoose: (answerer: Answerer) => void
}

function Answerers({ chosen, onChoose }: AnswerersProps) {
  const { t } = useTranslation()
  const name = useId()
  const [localNote, look] = useLocalNote(chosen === 'local')
  const choose = (answerer: Answerer): void => {
    onChoose(answerer)
    if (answerer === 'local') look()
  }
  const notes = { local: localNote, key: t('firstStart.keyNote'), guide: t('firstStart.guideNote') }
  return (
    <fieldset>
      <legend>{t('firstStart.whoAnswers')}</legend>
      <div className="choices">
        {answerers.map((answerer) => (
          <label
            key={answerer}
            aria-label={t(`firstStart.${answerer}`)}
            className={answerer === chosen ? 'choice on' : 'choice'}
          >
            <input
              type="radio"
              className={answerer === chosen ? 'radio on' : 'radio'}
              name={name}
              checked={answerer === chosen}
              aria-describedby={`${name}-${answerer}`}
              onChange={() => choose(answerer)}
            />
            <span className="words grow">
              <span>{t(`firstStart.${answerer}`)}</span>
              <span id={`${name}-${answerer}`}>{notes[answerer]}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** What is said of this computer's models. They are looked for when they are chosen: Runnel connects to nothing by itself. */
function useLocalNote(wanted: boolean): readonly [string, () => void] {
  const { t } = useTranslation()
  const servers = useApp((state) => state.localServers)
  const [looking, setLooking] = useState(false)
  const look = (): void => {
    setLooking(true)
    void findLocalServers().then(() => setLooking(false))
  }
  const words = (): string => {
    if (looking) return t('firstStart.looking')
    if (!wanted || !servers) return t('firstStart.localNote')
    const server = servers.find(isReady)
    return server
      ? t('firstStart.localFound', { name: server.name, count: server.models?.length ?? 0 })
      : t('firstStart.localNone')
  }
  return [words(), look]
}

function isReady(server: LocalServer): boolean {
  return (server.models?.length ?? 0) > 0
}

function QuickAsk() {
  const { t } = useTranslation()
  const [info, setInfo] = useState<HotkeyInfo | null>(null)
  const read = (): void => void request('hotkey.get', {}).then(setInfo, () => undefined)
  useEffect(read, [])
  return (
    <div className="line quick-ask">
      <div className="words grow">
        <p className="strong">{t('firstStart.quickAsk')}</p>
        <p className="muted">{t('firstStart.quickAskNote')}</p>
      </div>
      {info && <HotkeyField info={info} onChanged={read} />}
    </div>
  )
}

/** The app's icon, drawn here: it is the only picture of the page. */
function Mark() {
  return (
    <svg className="mark" viewBox="32 32 448 448" aria-hidden="true">
      <rect x="32" y="32" width="448" height="448" rx="100" />
      <path
        transform="translate(112 112) scale(18)"
        d="M2 3h1.5c4.8 0 4.2 5 9 5H14M2 8h1.5c4.8 0 4.2 5 9 5H14M2 13h2.5M11.5 3H14"
      />
    </svg>
  )
}
