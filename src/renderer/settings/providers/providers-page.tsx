import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProviderInfo } from '../../../shared/providers'
import type { Settings } from '../../../shared/settings'
import { useEscape } from '../../ui/forms/escape'
import { Icon } from '../../ui/icon'
import { useKeepFocus } from '../keep-focus'
import { PageHead } from '../page-head'
import { AddProvider } from './adding/add-provider'
import { arrangeProviders } from './provider-list'
import { headId, ProviderRow } from './provider-row'
import { forgetWanted, wantedProvider } from './wanted-provider'

interface ProvidersPageProps {
  readonly providers: readonly ProviderInfo[]
  readonly settings: Settings
}

/** Who may answer: a row for each, and the way to more of them. */
export function ProvidersPage({ providers, settings }: ProvidersPageProps) {
  const { t } = useTranslation()
  const [adding, setAdding] = useState(false)
  const [wanted] = useState(wantedProvider)
  const [expanded, setExpanded] = useState<readonly string[]>(() => (wanted ? [wanted.id] : firstToOpen(providers)))
  // Whose row is to be shown: somebody was led to it, or it is new.
  const shown = useRef(wanted?.id ?? null)
  const box = useRef<HTMLDivElement>(null)
  const addButton = useRef<HTMLButtonElement>(null)
  useKeepFocus(box, providers.length)

  // The new row may come with an event after the answer.
  useEffect(() => {
    const head = shown.current && document.getElementById(headId(shown.current))
    if (!head) return
    shown.current = null
    forgetWanted()
    if (!wanted?.proxy) head.focus()
    head.scrollIntoView({ block: 'nearest' })
  }, [adding, providers, wanted])

  const toggle = (id: string) =>
    setExpanded((open) => (open.includes(id) ? open.filter((other) => other !== id) : [...open, id]))
  const stopAdding = () => {
    setAdding(false)
    requestAnimationFrame(() => addButton.current?.focus())
  }
  useEscape(adding ? stopAdding : null)
  if (adding) {
    return (
      <>
        <PageHead title={t('settings.providers.addTitle')} lede={t('settings.providers.addNote')}>
          <button type="button" className="button" onClick={stopAdding}>
            {t('settings.providers.cancel')}
          </button>
        </PageHead>
        <AddProvider
          providers={providers}
          onAdded={(id) => {
            shown.current = id
            setAdding(false)
            setExpanded([id])
          }}
        />
      </>
    )
  }
  return (
    <div ref={box}>
      <PageHead title={t('settings.providers.title')} lede={t('settings.providers.lede')}>
        <button type="button" className="button" ref={addButton} onClick={() => setAdding(true)}>
          <Icon name="plus" />
          {t('settings.providers.add')}
        </button>
      </PageHead>
      {arrangeProviders(providers).map((provider) => (
        <ProviderRow
          key={provider.id}
          provider={provider}
          choice={settings.choice}
          expanded={expanded.includes(provider.id)}
          wantsProxy={wanted?.id === provider.id && wanted.proxy}
          onToggle={() => toggle(provider.id)}
        />
      ))}
    </div>
  )
}

/** What a user most likely came for: the one provider that was added, or the first that still lacks a key. */
function firstToOpen(providers: readonly ProviderInfo[]): readonly string[] {
  const added = providers.filter(({ origin }) => origin === 'settings')
  const keyless = added.find(({ needsKey, key }) => needsKey && !key)
  const first = keyless ?? (added.length === 1 ? added[0] : undefined)
  return first ? [first.id] : []
}
