import { expect, onTestFinished, test } from 'vitest'
import { startApp, testProvider } from '../support/electron'
import { besideKey, keyIn, protocolVoices } from '../support/protocol-voices'
import { startProviderServer } from '../support/provider-server'
import { key, otherKey, typeKey, untilClosed } from '../support/shell/keys'
import { ask, openKeyWindow } from '../support/shell/pages'

test('who has no models yet is asked for them when the user says so, and not because the picker opens', async () => {
  const server = await startProviderServer()
  onTestFinished(() => server.stop())
  const [voice] = protocolVoices
  if (voice) server.always(voice.models.path, voice.models.list)
  const provider = testProvider(server.baseUrl, { name: 'Stand-in', models: [] })
  const { page } = await startApp({ settings: { providers: [provider] } })
  const isOfProvider = (entry: { readonly providerId: string }) => entry.providerId === provider.id
  const connections = async () => {
    const log = (await ask(page, 'network-log.read', {})) as { value: readonly { readonly providerId: string }[] }
    return log.value.filter(isOfProvider).length
  }

  await page.getByRole('button', { name: /^Who answers/ }).click()
  const offer = page.getByRole('option', { name: /No models yet/ })
  await offer.waitFor()
  // The search on this computer, which begins with the picker, has come to its end.
  await page.getByText('Looking…').first().waitFor({ state: 'detached' })
  expect([server.requests.length, await connections()]).toEqual([0, 0])
  await offer.click()
  await page.getByRole('option', { name: 'model-b' }).waitFor()
  expect([server.requests.length, await connections()]).toEqual([1, 1])
})

test.each(protocolVoices.map((voice) => [voice.protocol, voice] as const))(
  'a key for %s is tested when it is typed and in Settings: models when it is good, words when it is not',
  async (protocol, voice) => {
    const server = await startProviderServer()
    onTestFinished(() => server.stop())
    let accepted = key
    server.always(voice.models.path, ({ headers }) =>
      keyIn(voice, headers) === accepted ? voice.models.list : voice.refuses['wrong-key'],
    )
    const provider = testProvider(voice.baseUrl(server.origin), { protocol, name: 'Stand-in', models: [] })
    const { app, page } = await startApp({ settings: { providers: [provider] } })

    const keyPage = await openKeyWindow(app, page)
    await typeKey(keyPage, otherKey)
    await keyPage.getByText('Stand-in does not accept this key.').waitFor()
    await untilClosed(keyPage, () => typeKey(keyPage, key))

    await page.getByRole('button', { name: /^Settings/ }).click()
    await page.getByRole('button', { name: 'Providers', exact: true }).click()
    const testButton = page.getByRole('button', { name: 'Test', exact: true })
    const answered = page.getByText(/^Answered in \d+ ms, 2 models$/)
    const refused = page.getByRole('alert').getByText('Stand-in does not accept this key.')
    await testButton.click()
    await answered.waitFor()
    // As when it is revoked.
    accepted = 'another'
    await testButton.click()
    await refused.waitFor()
    expect(await answered.count()).toBe(0)
    accepted = key
    await testButton.click()
    await answered.waitFor()
    expect(await refused.count()).toBe(0)

    expect(server.requests.map(({ headers }) => keyIn(voice, headers))).toEqual([otherKey, key, key, key, key])
    for (const request of server.requests) {
      for (const secret of [key, otherKey]) expect(besideKey(voice, request)).not.toContain(secret)
    }
  },
)
