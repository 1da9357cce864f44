import { useTranslation } from 'react-i18next'
import { Part } from './event-detail'
import type { Exchange } from './stream-rows'

/** What was sent and what it was answered with, once for each try. */
export function ExchangeList({ exchanges }: { readonly exchanges: readonly Exchange[] }) {
  const { t } = useTranslation()
  return (
    <div className="exchanges">
      {exchanges.map(({ request, response }, index) => (
        <section key={index}>
          {exchanges.length > 1 && <h2>{t('inspector.try', { number: index + 1 })}</h2>}
          <Part
            title={t('inspector.request')}
            text={`${request.method} ${request.url}\n${headerLines(request.headers)}`}
          />
          {request.body !== '' && <Part title={t('inspector.body')} text={asJson(request.body)} />}
          {response ? (
            <Part
              title={t('inspector.response')}
              text={`${t('chat.status', { status: response.status })}\n${headerLines(response.headers)}`}
            />
          ) : (
            <p className="muted">{t('inspector.noResponse')}</p>
          )}
        </section>
      ))}
    </div>
  )
}

function headerLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}

/** JSON with a line for each field; anything else, and JSON that was cut, as it is. */
function asJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
