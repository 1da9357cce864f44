import { describe, expect, it } from 'vitest'
import type { AppErrorData } from '../../../../src/shared/errors'
import { failed, freshEntry, offersUntested, sending } from '../../../../src/renderer/key-window/key-entry'

const wrongKey: AppErrorData = { code: 'auth', detail: '401', status: 401 }
const offline: AppErrorData = { code: 'network', reason: 'offline', detail: '' }
const locked: AppErrorData = { code: 'storage', reason: 'keyring-locked', detail: '' }
const missing: AppErrorData = { code: 'storage', reason: 'keyring-missing', detail: '' }
const diskFull: AppErrorData = { code: 'storage', reason: 'disk-full', detail: '' }

const after = (error: AppErrorData, tested = true) => failed(sending(freshEntry, tested), error)

describe('key entry', () => {
  it('stays at the field when the key is wrong, and offers to keep it untested', () => {
    const entry = after(wrongKey)
    expect(entry).toMatchObject({ step: 'type', sending: false, error: wrongKey, offersSession: false })
    expect(offersUntested(entry)).toBe(true)
  })

  it('offers to keep the key untested when the provider cannot be reached', () => {
    expect(offersUntested(after(offline))).toBe(true)
  })

  it('does not offer what was just tried, or what cannot help', () => {
    expect(offersUntested(freshEntry)).toBe(false)
    expect(offersUntested(after({ code: 'internal', detail: '' }, false))).toBe(false)
    expect(offersUntested(after(diskFull))).toBe(false)
  })

  it.each([locked, missing])('asks about this session only when the keychain refuses ($reason)', (error) => {
    const entry = after(error)
    expect(entry).toMatchObject({ step: 'keychain', offersSession: true, sessionOnly: true, error })
    expect(offersUntested(entry)).toBe(false)
  })

  it('never keeps a key for the session unless the keychain has refused', () => {
    expect(after(wrongKey).sessionOnly).toBe(false)
    expect(after(diskFull)).toMatchObject({ step: 'type', sessionOnly: false })
  })

  it('goes back to the field, with the choice kept, when the second attempt fails for another reason', () => {
    const entry = failed(sending(after(locked), true), offline)
    expect(entry).toMatchObject({ step: 'type', error: offline, offersSession: true, sessionOnly: true })
  })
})
