import { utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { jsonAnswer, startProviderServer } from '../../support/provider-server'
import { temporaryFolder } from '../../support/temporary-folder'
import { selfSigned } from '../providers/self-signed'
import { providerCertificate } from './provider-certificate'
import { codeThrownBy, failureOf, startNetwork } from './started-network'

async function startSecureServer(): Promise<string> {
  const server = await startProviderServer({ tls: selfSigned })
  onTestFinished(() => server.stop())
  server.always('/v1/models', jsonAnswer({}))
  return `${server.baseUrl}/models`
}

async function fileWith(text: string): Promise<string> {
  const path = join(temporaryFolder(), 'extra.pem')
  await writeFile(path, text)
  return path
}

describe('certificates', () => {
  test('a CA file is trusted where it was given, and nowhere else', async () => {
    const url = await startSecureServer()
    const caFile = await fileWith(`A comment.\n${providerCertificate.cert}\n${selfSigned.cert}\n`)
    const { fetchFor } = startNetwork()
    const refused = () => codeThrownBy(fetchFor()(url))
    expect(await refused()).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
    expect((await fetchFor({ caFile })(url)).status).toBe(200)
    // The connection that the file opened is still there, and is not theirs.
    expect(await refused()).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
  })

  test("the system's are read once, and only when a certificate is refused without them", async () => {
    const url = await startSecureServer()
    let reads = 0
    const systemCertificates = () => {
      reads += 1
      return [selfSigned.cert]
    }
    const { fetchFor } = startNetwork({ systemCertificates })
    const caFile = await fileWith(selfSigned.cert)
    expect((await fetchFor({ caFile })(url)).status).toBe(200)
    expect(reads).toBe(0)
    const both = await Promise.all([fetchFor()(url), fetchFor()(url)])
    expect(both.map((response) => response.status)).toEqual([200, 200])
    const otherCa = await fileWith(providerCertificate.cert)
    expect((await fetchFor({ caFile: otherCa })(url)).status).toBe(200)
    expect(reads).toBe(1)
  })

  test('no environment variable switches the check off', async () => {
    const url = await startSecureServer()
    const name = 'NODE_TLS_REJECT_UNAUTHORIZED'
    const before = process.env[name]
    process.env[name] = '0'
    onTestFinished(() => {
      if (before === undefined) delete process.env[name]
      else process.env[name] = before
    })
    expect(await codeThrownBy(startNetwork().fetchFor()(url))).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
  })
})

describe('a CA file that cannot be used', () => {
  test.each([
    ['is missing', null],
    ['is no PEM', 'just words'],
    ['is empty', ''],
    ['holds no certificate', selfSigned.key],
    ['is damaged', selfSigned.cert.replace('MIIBkDCC', 'MIIBkDCD')],
    ['is damaged after a good one', `${selfSigned.cert}\n${providerCertificate.cert.replace(/\n\w{20}/, '\n')}`],
  ])('%s: it is named, and nothing is sent', async (_, text) => {
    const url = await startSecureServer()
    const caFile = text === null ? join(temporaryFolder(), 'missing.pem') : await fileWith(text)
    const { fetchFor, log } = startNetwork()
    const failure = await failureOf(fetchFor({ caFile })(url))
    expect(failure).toMatchObject({ code: 'storage', reason: 'unreadable' })
    expect(failure.detail).toContain(caFile)
    expect(log.entries()).toEqual([])
  })

  test('a folder is no file', async () => {
    const caFile = temporaryFolder()
    const failure = await failureOf(startNetwork().fetchFor({ caFile })('https://127.0.0.1:1/'))
    expect(failure).toMatchObject({ code: 'storage', reason: 'unreadable' })
  })

  test('once it is mended it is used, without a restart', async () => {
    const url = await startSecureServer()
    const caFile = await fileWith(providerCertificate.cert)
    const { fetchFor } = startNetwork()
    expect(await codeThrownBy(fetchFor({ caFile })(url))).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
    await writeFile(caFile, selfSigned.cert)
    await utimes(caFile, new Date(), new Date(Date.now() + 2000))
    expect((await fetchFor({ caFile })(url)).status).toBe(200)
  })
})
