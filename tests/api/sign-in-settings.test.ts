import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SignInSettings } from '../../src/contract/sign-in-settings.ts'
import { actingRoles } from '../../src/domain/permission-matrix.ts'
import { localAdministrator } from '../../src/domain/permissions.ts'
import type { Api } from '../../src/server/api.ts'
import type { Database } from '../../src/server/database/database.ts'
import { newSetUpSecret } from '../../src/server/sign-in/first-run.ts'
import { CookieBrowser } from '../set-up/cookie-browser.ts'
import { client } from '../set-up/loopback.ts'
import { type RealProvider, startRealProvider } from '../set-up/real-provider.ts'
import { programmeApi, quickEngines } from './set-up/programme-api.ts'
import { providerApi } from './set-up/provider-api.ts'
import { type Client, type SignInApi, signInApi } from './set-up/sign-in-api.ts'

describe.each(quickEngines)('how people sign in with local accounts, on $name', ({ freshDatabase }) => {
  let its: SignInApi
  let ada: Client
  beforeEach(async () => {
    its = signInApi(await freshDatabase())
    ada = await its.ada()
  })
  const settings = async (): Promise<SignInSettings> => {
    const { status, body } = await ada.ask('GET', 'sign-in-settings')
    expect(status, JSON.stringify(body)).toBe(200)
    return body as unknown as SignInSettings
  }

  test('says how many have a password, what passkeys are bound to, and when sessions end', async () => {
    await its.invited(ada, 'Bob')
    // Invited, and no password chosen yet.
    expect((await ada.ask('POST', 'people', { name: 'Cleo', signInName: 'cleo' })).status).toBe(201)
    expect(await settings()).toEqual({
      publicUrl: null,
      passwords: { people: 2 },
      passkeys: { people: 0, boundTo: 'localhost' },
      provider: null,
      proxy: null,
      sessions: { here: { idleHours: 2, wholeHours: 12 }, provider: { idleHours: 8, wholeHours: 24 } },
    })
    ada.headers['if-match'] = '"1"'
    expect((await ada.ask('PATCH', 'people/2', { disabled: true })).status).toBe(200)
    expect((await settings()).passwords).toEqual({ people: 1 })
  })

  test('passkeys are bound to the public name, and to none where that is a number', async () => {
    its.publicUrl = 'https://tenfold.example.com'
    expect(await settings()).toMatchObject({
      publicUrl: 'https://tenfold.example.com',
      passkeys: { boundTo: 'tenfold.example.com' },
    })
    its.publicUrl = 'https://10.0.0.7:8443'
    expect((await settings()).passkeys).toEqual({ people: 0, boundTo: null })
    const key = { credential_id: 'c', public_key: 'k', counter: 0, transports: '[]', created_at: 0, used_at: null }
    await its.database.write(async (queries) => {
      for (const id of [1, 2])
        await queries
          .insertInto('passkey')
          .values({ ...key, id, credential_id: `c${id}`, person_id: 1, name: `key ${id}` })
          .execute()
    })
    expect((await settings()).passkeys).toEqual({ people: 1, boundTo: null })
  })

  test('is for administrators only', async () => {
    const bob = await its.invited(ada, 'Bob')
    expect(await bob.ask('GET', 'sign-in-settings')).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect((await its.client().ask('GET', 'sign-in-settings')).status).toBe(401)
    const p = programmeApi(await freshDatabase(), '2026-03-31')
    for (const role of actingRoles) {
      p.setActor({ ...localAdministrator, id: `person:${role}`, role, reads: new Set([1]) })
      const { status, body } = await p.ask<{ code: string }>('GET', 'sign-in-settings')
      // Where nobody signs in there is nothing to say, which only an administrator is told.
      expect([status, body.code], role).toEqual(role === 'administrator' ? [404, 'no-sign-in'] : [403, 'forbidden'])
    }
  })
})

const rules =
  'cloud-admins=administrator; execs=viewer:everything; payments=lead:billing; old=member:Former; gone=member:Ghosts; *=viewer'

describe.each(quickEngines)('how people sign in with a provider and a proxy, on $name', ({ freshDatabase }) => {
  let provider: RealProvider
  let database: Database
  let api: Api
  let browser: CookieBrowser
  let shift: number
  const reports: string[] = []

  beforeAll(async () => {
    provider = await startRealProvider({ products: () => ['http://localhost'] })
  })
  afterAll(() => provider.stop())

  beforeEach(async () => {
    database = await freshDatabase()
    shift = 0
    reports.length = 0
    const now = () => Date.now() + shift
    api = providerApi(database, {
      issuer: provider.issuer,
      rules,
      now,
      faults: [],
      reports,
      proxyUserHeader: 'remote-user',
    })
    browser = new CookieBrowser({ origin: 'http://localhost', fetch: (request) => api.fetch(request) })
    const token = await newSetUpSecret(database, now())
    const ada = { token, name: 'Ada', signInName: 'ada', password: 'lamp otter gravel quince' }
    expect((await browser.ask('POST', 'set-up', ada)).status).toBe(201)
  })

  const settings = async (): Promise<SignInSettings> => {
    const { status, body } = await browser.ask('GET', 'sign-in-settings')
    expect(status, JSON.stringify(body)).toBe(200)
    return body as unknown as SignInSettings
  }
  const answered = () => expect.poll(async () => (await settings()).provider?.state.asking).toBe(false)

  test('says whose it is, what each group gives, whether each team is there, and no secret', async () => {
    expect((await browser.ask('POST', 'divisions', { name: 'Payments' })).status).toBe(201)
    for (const team of [
      { name: 'Billing', division: 'Payments' },
      { name: 'Former', division: 'Payments', formedOn: '2020-01-01', dissolvedOn: '2020-12-31' },
    ])
      expect((await browser.ask('POST', 'teams', team)).status).toBe(201)
    await database.write((queries) =>
      queries.updateTable('person').set({ issuer: provider.issuer, subject: 'ada' }).where('id', '=', 1).execute(),
    )
    const said = await settings()
    expect(said.provider).toMatchObject({
      name: 'Company',
      issuer: provider.issuer,
      clientId: client.id,
      groupsClaim: 'groups',
      people: 1,
      rules: [
        { group: 'cloud-admins', gives: 'administrator', team: null },
        { group: 'execs', gives: 'reads-everything', team: null },
        { group: 'payments', gives: 'lead', team: { name: 'Billing', state: 'there' } },
        { group: 'old', gives: 'member', team: { name: 'Former', state: 'not-now' } },
        { group: 'gone', gives: 'member', team: { name: 'Ghosts', state: 'unknown' } },
        { group: '*', gives: 'viewer', team: null },
      ],
    })
    expect(said.proxy).toEqual({ header: 'remote-user', people: 0 })
    expect(JSON.stringify(said)).not.toContain(client.secret)
    await answered()
  })

  test('whoever looks has the provider asked beside, and is told since when it answers or does not', async () => {
    expect((await settings()).provider?.state).toEqual({ asking: true, answeredAt: null, awaySince: null })
    await answered()
    const { answeredAt } = (await settings()).provider?.state ?? {}
    expect(answeredAt).toEqual(expect.any(String))

    await provider.stop()
    try {
      // Not asked again so soon: what was found is what is known.
      expect((await settings()).provider?.state).toEqual({ asking: false, answeredAt, awaySince: null })
      shift = 30_000
      expect((await settings()).provider?.state).toMatchObject({ asking: true, awaySince: null })
      await answered()
      const away = (await settings()).provider?.state
      expect(away).toEqual({ asking: false, answeredAt, awaySince: expect.any(String) })
      // It goes on: away since the first try that failed, not the latest.
      shift = 90_000
      expect((await settings()).provider?.state).toEqual({ ...away, asking: true })
      await answered()
      expect((await settings()).provider?.state).toEqual(away)
      expect(reports).toHaveLength(1)
    } finally {
      await provider.start()
    }
    shift = 180_000
    expect((await settings()).provider?.state.asking).toBe(true)
    await answered()
    const { state } = (await settings()).provider ?? {}
    expect(state?.awaySince).toBeNull()
    expect(Date.parse(state?.answeredAt ?? '')).toBeGreaterThan(Date.parse(answeredAt ?? ''))
    expect(reports.at(-1)).toBe('The sign-in provider Company answers again.')
  })
})
