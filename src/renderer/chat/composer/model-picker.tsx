// A field that filters a list of its own is a combobox, for which HTML has no elements.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelChoice } from '../../../shared/providers'
import { findLocalServers, listModels, openSettings, takeIntoUse, useApp } from '../../app-state'
import { request } from '../../bridge'
import { showFailure } from '../../failures'
import { isForInputMethod } from '../../ui/composing'
import { formatSize } from '../../ui/format'
import { Icon } from '../../ui/icon'
import { usePressOutside } from '../../ui/overlays/menu'
import type { Translate } from '../../words'
import { filterGroups, pickerGroups, type PickerGroup, type PickerOption } from './picker-options'
import './picker.css'

const addProviderKey = 'add-provider'

interface ModelPickerProps {
  readonly selected: ModelChoice
  /** Called after `onClose`, with somebody who can answer. */
  readonly onPick: (choice: ModelChoice) => void
  /** Called when it closes; `byKey` gives the focus back to where it was opened. */
  readonly onClose: (byKey: boolean) => void
}

/** Who answers: a list to filter. Arrow keys move, Enter chooses, Escape closes. */
export function ModelPicker({ selected, onPick, onClose }: ModelPickerProps) {
  const { t } = useTranslation()
  const listId = useId()
  const box = useRef<HTMLDivElement>(null)
  const [filter, setFilter] = useState('')
  const [listing, setListing] = useState<readonly string[]>([])
  const groups = useGroups(filter, selected, listing)
  const options = groups.flatMap((group) => group.options).filter((option) => option.action !== null)
  const keys = [...options.map((option) => option.key), addProviderKey]
  const [activeKey, setActiveKey] = useState(() => options.find((option) => option.selected)?.key ?? keys[0])
  const active = activeKey !== undefined && keys.includes(activeKey) ? activeKey : keys[0]
  useEffect(() => {
    void findLocalServers()
  }, [])
  useEffect(() => box.current?.querySelector('.is-active')?.scrollIntoView({ block: 'nearest' }), [active])
  usePressOutside(box, () => onClose(false))

  const list = async (providerId: string): Promise<void> => {
    setListing((others) => [...others, providerId])
    await listModels(providerId)
    setListing((others) => others.filter((id) => id !== providerId))
  }
  const choose = (key: string | undefined): void => {
    const action = options.find((option) => option.key === key)?.action ?? null
    if (action?.type === 'list-models') {
      void list(action.providerId)
      return
    }
    onClose(key !== addProviderKey)
    if (key === addProviderKey) openSettings('providers')
    else void run(action, onPick)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const index = keys.indexOf(active ?? '')
    if (event.key === 'ArrowDown') setActiveKey(keys[(index + 1) % keys.length])
    else if (event.key === 'ArrowUp') setActiveKey(keys[(index - 1 + keys.length) % keys.length])
    else if (event.key === 'Enter') choose(active)
    else if (event.key === 'Escape' || event.key === 'Tab') onClose(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={box} className="popover picker">
      <FilterField
        value={filter}
        listId={listId}
        activeId={active === undefined ? undefined : optionId(listId, active)}
        onChange={(text) => {
          setFilter(text)
          setActiveKey(undefined)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} className="options" role="listbox" aria-label={t('picker.label')} tabIndex={-1}>
        {groups.map((group) => (
          <OptionGroup
            key={group.key}
            group={group}
            listId={listId}
            active={active}
            onActive={setActiveKey}
            onChoose={choose}
          />
        ))}
        {groups.length === 0 && <p className="list-note">{t('picker.noMatches')}</p>}
        <AddProviderOption
          id={optionId(listId, addProviderKey)}
          isActive={active === addProviderKey}
          onActive={() => setActiveKey(addProviderKey)}
          onChoose={() => choose(addProviderKey)}
        />
      </div>
    </div>
  )
}

interface AddProviderOptionProps {
  readonly id: string
  readonly isActive: boolean
  readonly onActive: () => void
  readonly onChoose: () => void
}

function AddProviderOption({ id, isActive, onActive, onChoose }: AddProviderOptionProps) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      id={id}
      role="option"
      aria-selected="false"
      tabIndex={-1}
      className={isActive ? 'row end is-active' : 'row end'}
      onPointerMove={onActive}
      onClick={onChoose}
    >
      <Icon name="plus" />
      <span className="grow">{t('picker.addProvider')}</span>
    </button>
  )
}

interface FilterFieldProps {
  readonly value: string
  readonly listId: string
  /** The id of the option that Enter chooses. */
  readonly activeId: string | undefined
  readonly onChange: (text: string) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

function FilterField({ value, listId, activeId, onChange, onKeyDown }: FilterFieldProps) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const composedAt = useRef(-Infinity)
  useEffect(() => field.current?.focus(), [])
  return (
    <div className="find">
      <Icon name="search" />
      <input
        ref={field}
        className="grow"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={activeId}
        aria-label={t('picker.find')}
        placeholder={t('picker.find')}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onCompositionEnd={(event) => (composedAt.current = event.timeStamp)}
        onKeyDown={(event) => {
          if (!isForInputMethod(event.nativeEvent, composedAt.current)) onKeyDown(event)
        }}
      />
    </div>
  )
}

function useGroups(filter: string, choice: ModelChoice, listing: readonly string[]): readonly PickerGroup[] {
  const { t } = useTranslation()
  const providers = useApp((state) => state.providers)
  const localServers = useApp((state) => state.localServers)
  const groups = pickerGroups({ providers, localServers, choice, listing })
  // The guide's model has a name in our words, so it is filtered by that.
  const named = groups.map((group) =>
    group.heading.type === 'ready'
      ? { ...group, options: group.options.map((option) => ({ ...option, name: t('picker.guide') })) }
      : group,
  )
  return filterGroups(named, filter)
}

interface OptionGroupProps {
  readonly group: PickerGroup
  readonly listId: string
  readonly active: string | undefined
  readonly onActive: (key: string) => void
  readonly onChoose: (key: string) => void
}

function OptionGroup({ group, listId, active, onActive, onChoose }: OptionGroupProps) {
  const { t } = useTranslation()
  const heading = headingOf(group, t)
  return (
    <div role="group" aria-label={heading}>
      <h3 aria-hidden="true">{heading}</h3>
      {group.options.map((option) => (
        <button
          key={option.key}
          type="button"
          id={optionId(listId, option.key)}
          role="option"
          aria-selected={option.selected}
          aria-disabled={option.action === null}
          tabIndex={-1}
          className={['row', active === option.key && 'is-active', option.action === null && 'is-off']
            .filter(Boolean)
            .join(' ')}
          onPointerMove={() => option.action && onActive(option.key)}
          onClick={() => option.action && onChoose(option.key)}
        >
          <span className="grow clip">{option.note.type === 'no-models' ? t('picker.noModels') : option.name}</span>
          <span className="side">{noteOf(option.note, t)}</span>
          {option.selected && <Icon name="check" />}
        </button>
      ))}
    </div>
  )
}

function headingOf({ heading }: PickerGroup, t: Translate): string {
  switch (heading.type) {
    case 'ready':
      return t('picker.ready')
    case 'not-running':
      return t('picker.onThisComputerNotRunning')
    case 'provider':
      return heading.name
    default:
      return t('picker.onThisComputer', { name: heading.name })
  }
}

function noteOf(note: PickerOption['note'], t: Translate): string {
  switch (note.type) {
    case 'guide':
      return t('picker.guideNote')
    case 'needs-key':
      return t('picker.needsKey')
    case 'session-only':
      return t('picker.sessionOnly')
    case 'no-models':
      return t('picker.listThem')
    case 'looking':
      return t('picker.looking')
    case 'size':
      return formatSize(note.bytes)
    case 'port':
      return t('picker.port', { port: note.port })
    case 'download':
      return t('picker.noModelsNote', { name: note.server })
    default:
      return ''
  }
}

function optionId(listId: string, key: string): string {
  return `${listId}-${key}`
}

/** Does what was chosen. */
async function run(action: PickerOption['action'], onPick: ModelPickerProps['onPick']): Promise<void> {
  if (action?.type === 'add-key') request('keys.edit', { providerId: action.providerId }).catch(showFailure)
  else if (action?.type === 'choose') onPick(action.choice)
  else if (action?.type === 'use-local' && (await takeIntoUse(action.choice.providerId))) onPick(action.choice)
}
