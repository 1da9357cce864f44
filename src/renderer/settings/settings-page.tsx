import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notice, SettingsSection } from '../../shared/ipc'
import { useApp } from '../app-state'
import { request } from '../bridge'
import { useEscape } from '../ui/forms/escape'
import { Icon, type IconName } from '../ui/icon'
import { ToolButton } from '../ui/tool-button'
import { AboutPage } from './about/about-page'
import { DataPage } from './data-page'
import { DesktopPage } from './desktop/desktop-page'
import { GeneralPage } from './general-page'
import { NetworkPage } from './network/network-page'
import { PopupSettings } from './popup/popup-settings'
import { ProvidersPage } from './providers/providers-page'
import './settings.css'

const sections: readonly { readonly name: SettingsSection; readonly icon: IconName }[] = [
  { name: 'general', icon: 'sliders' },
  { name: 'desktop', icon: 'desktop' },
  { name: 'popup', icon: 'popup' },
  { name: 'providers', icon: 'globe' },
  { name: 'network', icon: 'pulse' },
  { name: 'data', icon: 'database' },
  { name: 'about', icon: 'info' },
]

interface SettingsPageProps {
  readonly onClose: () => void
  readonly section?: SettingsSection
}

/** Settings in place of the conversation. Fills the window; Esc closes it, after whatever is open in it. */
export function SettingsPage({ onClose, section: asked = 'general' }: SettingsPageProps) {
  const { t } = useTranslation()
  const [section, setSection] = useState(asked)
  const [drawerOpen, setDrawerOpen] = useState(false)
  const page = useRef<HTMLElement>(null)
  const drawerButton = useRef<HTMLButtonElement>(null)
  const [lastAsked, setLastAsked] = useState(asked)
  if (lastAsked !== asked) {
    setLastAsked(asked)
    setSection(asked)
  }
  useEffect(() => {
    // Unless a field in it has the focus already.
    if (!page.current?.contains(document.activeElement)) page.current?.focus()
  }, [section])

  const closeDrawer = () => {
    setDrawerOpen(false)
    drawerButton.current?.focus()
  }
  useEscape(drawerOpen ? closeDrawer : onClose)
  return (
    <div className={drawerOpen ? 'settings drawer-open' : 'settings'}>
      <Sections
        section={section}
        drawerOpen={drawerOpen}
        onBack={onClose}
        onChoose={(name) => {
          setSection(name)
          setDrawerOpen(false)
        }}
      />
      {drawerOpen && <div className="drawer-shade" aria-hidden="true" onPointerDown={closeDrawer} />}
      <div className="pane">
        <div className="titlebar">
          <ToolButton
            ref={drawerButton}
            className="narrow-only"
            icon="sidebar"
            label={t('settings.sectionsLabel')}
            aria-expanded={drawerOpen}
            onClick={() => setDrawerOpen(!drawerOpen)}
          />
        </div>
        <main className="page" ref={page} tabIndex={-1} inert={drawerOpen}>
          <div className="inner">
            <Section name={section} />
          </div>
        </main>
      </div>
    </div>
  )
}

interface SectionsProps {
  readonly section: SettingsSection
  readonly drawerOpen: boolean
  readonly onBack: () => void
  readonly onChoose: (section: SettingsSection) => void
}

function Sections({ section, drawerOpen, onBack, onChoose }: SectionsProps) {
  const { t } = useTranslation()
  const chosen = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (drawerOpen) chosen.current?.focus()
  }, [drawerOpen])
  return (
    <aside className="sidebar">
      <div className="titlebar">
        <span className="brandname">
          <Icon name="mark" />
          {t('settings.title')}
        </span>
      </div>
      <nav aria-label={t('settings.sectionsLabel')}>
        <button type="button" className="row back" onClick={onBack}>
          <Icon name="right" />
          <span className="grow clip">{t('settings.close')}</span>
          <span className="hint-key" aria-hidden="true">
            {t('composer.escape')}
          </span>
        </button>
        <ul>
          {sections.map(({ name, icon }) => (
            <li key={name}>
              <button
                type="button"
                ref={name === section ? chosen : null}
                className={name === section ? 'row selected' : 'row'}
                aria-current={name === section ? 'page' : undefined}
                onClick={() => onChoose(name)}
              >
                <Icon name={icon} />
                <span className="grow clip">{t(`settings.sections.${name}`)}</span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
    </aside>
  )
}

function Section({ name }: { readonly name: SettingsSection }) {
  const settings = useApp((state) => state.settings)
  const providers = useApp((state) => state.providers)
  const notices = useNotices()
  if (name === 'about') return <AboutPage dailyUpdateCheck={settings?.dailyUpdateCheck ?? false} />
  if (name === 'network') return <NetworkPage />
  if (name === 'data') return <DataPage notices={notices} />
  if (!settings) return null
  if (name === 'general') return <GeneralPage settings={settings} />
  if (name === 'popup') return <PopupSettings settings={settings} />
  if (name === 'desktop') return <DesktopPage settings={settings} />
  return <ProvidersPage providers={providers} settings={settings} />
}

/** What went wrong with the files at the start. */
function useNotices(): readonly Notice[] {
  const [notices, setNotices] = useState<readonly Notice[]>([])
  useEffect(() => {
    // Without an answer there is nothing to say.
    request('settings.get', {}).then(
      (answer) => setNotices(answer.notices),
      () => undefined,
    )
  }, [])
  return notices
}
