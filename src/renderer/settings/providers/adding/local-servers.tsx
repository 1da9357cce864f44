import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LocalServer, ProviderInfo } from '../../../../shared/providers'
import { request } from '../../../bridge'
import { Icon } from '../../../ui/icon'
import type { Translate } from '../../../words'
import { useAttempt } from '../../attempt'
import { ErrorMessage } from '../../error-message'
import { Choice } from './choice'

interface LocalServersProps {
  readonly providers: readonly ProviderInfo[]
  readonly onAdded: (providerId: string) => void
}

/** Model servers on this computer, looked for when the list opens and when asked to look again. */
export function LocalServers({ providers, onAdded }: LocalServersProps) {
  const { t } = useTranslation()
  const [servers, setServers] = useState<readonly LocalServer[] | null>(null)
  const [failedName, setFailedName] = useState('')
  const looking = useAttempt()
  const taking = useAttempt()
  const { run } = looking
  const look = useCallback(() => run(async () => setServers(await request('providers.find-local', {}))), [run])
  useEffect(() => void look(), [look])

  const take = ({ providerId, name }: LocalServer) => {
    setFailedName(name)
    return taking.run(async () => {
      await request('providers.use-local', { providerId })
      onAdded(providerId)
    })
  }
  const error = taking.error ?? looking.error
  return (
    <>
      <h2>
        <span className="grow">{t('settings.providers.local.title')}</span>
        <button
          type="button"
          className="plain"
          aria-disabled={looking.pending}
          onClick={() => looking.pending || void look()}
        >
          <Icon name="retry" />
          {t(looking.pending ? 'settings.providers.local.looking' : 'settings.providers.local.lookAgain')}
        </button>
      </h2>
      <ul className="choices" aria-busy={looking.pending}>
        {servers?.map((server) => {
          const inUse = providers.some((one) => one.id === server.providerId)
          return (
            <Choice
              key={server.providerId}
              icon="computer"
              name={server.name}
              note={serverNote(server, t)}
              side={inUse ? t('settings.providers.local.inUse') : ''}
              onChoose={inUse || !server.models ? null : () => taking.pending || void take(server)}
            />
          )
        })}
      </ul>
      <div className="field-note" role="alert">
        {error && <ErrorMessage error={error} provider={failedName} />}
      </div>
    </>
  )
}

function serverNote({ models, port }: LocalServer, t: Translate): string {
  if (!models) return t('settings.providers.local.notRunning', { port })
  if (models.length === 0) return t('settings.providers.local.empty')
  return t('settings.providers.modelsCount', { count: models.length })
}
