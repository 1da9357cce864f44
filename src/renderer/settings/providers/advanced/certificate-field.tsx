import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../../bridge'
import { SavedField } from '../../saved-field'
import type { ConnectionProps } from './connection-props'

/** The path of a file with certificates that are trusted beside the system's; an empty field is none. */
export function CertificateField({ provider, connection }: ConnectionProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <>
      <label className="label" htmlFor={id}>
        {t('settings.connection.certificates')}
      </label>
      <div>
        <SavedField
          id={id}
          value={connection.caFile ?? ''}
          placeholder={t('settings.connection.certificatesPlaceholder')}
          provider={provider.name}
          onSave={(caFile) => request('providers.change', { id: provider.id, caFile: caFile === '' ? null : caFile })}
        />
        <p className="field-note">{t('settings.connection.certificatesNote')}</p>
      </div>
    </>
  )
}
