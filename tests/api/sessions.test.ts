import { beforeEach, describe, expect, test } from 'vitest'
import type { Session } from '../../src/contract/sessions.ts'
import { actingRoles } from '../../src/domain/permission-matrix.ts'
import { localAdministrator } from '../../src/domain/permissions.ts'
import { standIn } from '../set-up/stand-in-passwords.ts'
import { programmeApi, quickEngines } from './set-up/programme-api.ts'
import { type Client, minutes, password, type SignInApi, signInApi } from './set-up/sign-in-api.ts'

const status = async (client: Client): Promise<number> => (await client.ask('GET', 'session')).status
const sessions = async (client: Client, path = 'sessions') =>
  (await client.ask('GET', path)).body['sessions'] as Session[]

describe.each(quickEngines)('sessions on $name', ({ freshDatabase }) => {
  let its: SignInApi
  let ada: Client

  beforeEach(async () => {
    its = signInApi(await freshDatabase())
    ada = await its.ada()
  })

  /** Signed in in another browser. */
  const elsewhere = async (name: string): Promise<Client> => {
    const client = its.client('10.9.9.9')
    expect((await client.signIn(name)).status).toBe(200)
    return client
  }

  test('whoever signs in again in the same browser gets a new session, and the old one opens nothing', async () => {
    const old = its.client()
    for (const [name, value] of ada.cookies) old.cookies.set(name, value)
    expect((await ada.signIn('ada')).status).toBe(200)
    expect(ada.cookies.get('tenfold-session')).not.toBe(old.cookies.get('tenfold-session'))
    expect([await status(ada), await status(old)]).toEqual([200, 401])
    expect(await sessions(ada)).toHaveLength(1)
  })

  test('somebody else who signs in in the same browser ends the session of the one before', async () => {
    const bob = await its.invited(ada, 'Bob')
    const shared = its.client()
    for (const [name, value] of ada.cookies) shared.cookies.set(name, value)
    expect((await shared.signIn('bob')).status).toBe(200)
    expect((await shared.ask('GET', 'session')).body).toMatchObject({ actor: { name: 'Bob' } })
    expect([await status(ada), await status(bob)]).toEqual([401, 200])
  })

  test('a wrong password ends nothing', async () => {
    expect((await ada.signIn('ada', 'not the one at all')).status).toBe(401)
    expect(await status(ada)).toBe(200)
  })

  test('all others end at once, each on record, and nobody else’s', async () => {
    const bob = await its.invited(ada, 'Bob')
    const others = [await elsewhere('ada'), await elsewhere('ada')]
    expect(await ada.ask('POST', 'sessions/end', {})).toMatchObject({ status: 200, body: { ended: 2 } })
    expect(await Promise.all([ada, ...others, bob].map(status))).toEqual([200, 401, 401, 200])
    expect((await its.actions()).filter((one) => one === 'Ada: end-session')).toHaveLength(2)
    expect((await ada.ask('POST', 'sessions/end', {})).body).toEqual({ ended: 0 })
    expect((await its.client().ask('POST', 'sessions/end', {})).status).toBe(401)
  })

  test('an administrator sees where somebody is signed in, and ends one session or all of them', async () => {
    const bob = await its.invited(ada, 'Bob')
    const phone = await elsewhere('bob')
    const seen = await sessions(ada, 'people/2/sessions')
    expect(seen.map(({ address, current }) => [address, current]).sort()).toEqual([
      ['10.2.2.2', false],
      ['10.9.9.9', false],
    ])
    expect((await sessions(ada, 'people/1/sessions')).map(({ current }) => current)).toEqual([true])
    const end = (body: object, person = 2) => ada.ask('POST', `people/${person}/sessions/end`, body)
    const ofThePhone = seen.find(({ address }) => address === '10.9.9.9')
    expect(await end({ session: ofThePhone?.id })).toMatchObject({ status: 200, body: { ended: 1 } })
    expect(await Promise.all([ada, bob, phone].map(status))).toEqual([200, 200, 401])
    // A session of Ada is none of Bob's.
    const [own] = await sessions(ada)
    expect(await end({ session: own?.id })).toMatchObject({ status: 404 })
    expect(await end({}, 7)).toMatchObject({ status: 404 })
    expect((await end({})).body).toEqual({ ended: 1 })
    expect(await Promise.all([ada, bob].map(status))).toEqual([200, 401])
    expect((await bob.signIn('bob')).status).toBe(200)
    const ended = await its.database.read((queries) =>
      queries.selectFrom('audit').select(['actor', 'subject', 'before']).where('action', '=', 'end-session').execute(),
    )
    expect(ended.map(({ actor, subject }) => [actor, subject])).toEqual([
      ['Ada', 'Bob'],
      ['Ada', 'Bob'],
    ])
    expect(ended[0]?.before).toContain('10.9.9.9')
  })

  test('who is shut out does not come back with the old session when let in again', async () => {
    const bob = await its.invited(ada, 'Bob')
    const change = (disabled: boolean, version: number) => {
      ada.headers['if-match'] = `"${version}"`
      return ada.ask('PATCH', 'people/2', { disabled })
    }
    expect((await change(true, 1)).status).toBe(200)
    expect(await status(bob)).toBe(401)
    expect((await change(false, 2)).status).toBe(200)
    expect(await status(bob)).toBe(401)
    expect((await bob.signIn('bob')).status).toBe(200)
  })

  test('who is shut out, or whose password changes, while it is being checked does not get in', async () => {
    await its.invited(ada, 'Bob')
    for (const change of [{ password_hash: 'stand-in:another' }, { disabled_at: its.now }]) {
      // The next write of the API is the one that would open the session.
      its.beforeWrite = async () => {
        its.beforeWrite = undefined
        await its.database.write((queries) => queries.updateTable('person').set(change).where('id', '=', 2).execute())
      }
      const late = its.client()
      expect(await late.signIn('bob')).toMatchObject({ status: 401, body: { code: 'wrong-password' } })
      expect(late.cookies.size).toBe(0)
      const before = { disabled_at: null, password_hash: standIn(password) }
      await its.database.write((queries) => queries.updateTable('person').set(before).where('id', '=', 2).execute())
    }
  })

  test('a new password, and a new link once it is used, end the sessions of before', async () => {
    const bob = await its.invited(ada, 'Bob')
    const phone = await elsewhere('bob')
    const another = 'violet anchor pebble mast'
    expect((await bob.ask('POST', 'password', { current: password, password: another })).status).toBe(200)
    expect(await Promise.all([bob, phone].map(status))).toEqual([200, 401])
    const { body } = await ada.ask('POST', 'people/2/welcome', {})
    expect(await status(bob)).toBe(200)
    const anew = its.client()
    expect((await anew.ask('POST', 'welcome', { token: body['welcomeToken'], password })).status).toBe(200)
    expect(await Promise.all([anew, bob].map(status))).toEqual([200, 401])
  })

  test('two hours without use end a session, twelve hours with use do, and a minute less does not', async () => {
    const [idle, used] = [await elsewhere('ada'), await elsewhere('ada')]
    const begun = its.now
    const lastSeen = async () =>
      Number(
        (await its.database.read((queries) => queries.selectFrom('session').select('seen_at').execute()))
          .map(({ seen_at }) => seen_at)
          .sort((one, other) => other - one)[0],
      )
    its.now = begun + minutes(119)
    expect(await status(used)).toBe(200)
    await expect.poll(lastSeen).toBe(its.now)
    its.now = begun + minutes(120)
    expect([await status(idle), await status(used)]).toEqual([401, 200])
    for (let minute = 220; minute < 720; minute += 100) {
      its.now = begun + minutes(minute)
      expect(await status(used), `${minute}`).toBe(200)
      await expect.poll(lastSeen).toBe(its.now)
    }
    its.now = begun + minutes(719)
    expect(await status(used)).toBe(200)
    its.now = begun + minutes(720)
    expect(await status(used)).toBe(401)
  })

  test('signing out clears what the browser kept of the answers, and leaves the device its settings', async () => {
    const answer = await ada.ask('POST', 'sign-out', {})
    expect(answer.headers.get('clear-site-data')).toBe('"cache"')
    expect(ada.cookies.has('tenfold-session')).toBe(false)
    // Still known: it is the same person's browser.
    expect(ada.cookies.has('tenfold-browser')).toBe(true)
    expect((await ada.ask('POST', 'sign-out', {})).headers.get('clear-site-data')).toBeNull()
  })

  test('a token decides where one comes beside a cookie, and a bad one is never made good by it', async () => {
    const made = await ada.ask('POST', 'tokens', { name: 'looks', scope: 'read' })
    ada.headers['authorization'] = `Bearer ${made.body['secret']}`
    expect((await ada.ask('GET', 'session')).body).toMatchObject({ actor: { name: 'looks (token)' } })
    expect((await ada.ask('POST', 'divisions', { name: 'Retail' })).status).toBe(403)
    ada.headers['authorization'] = 'Bearer tenfold_not-one-of-ours'
    expect(await ada.ask('GET', 'growth')).toMatchObject({ status: 401, body: { code: 'unknown-token' } })
    ada.headers['authorization'] = 'Basic YWRhOmFkYQ=='
    expect(await ada.ask('GET', 'growth')).toMatchObject({ status: 401, body: { code: 'unreadable-token' } })
    // A token is nobody's account: it has no sessions and no password.
    const program = its.client()
    program.headers['authorization'] = `Bearer ${made.body['secret']}`
    expect((await program.ask('GET', 'sessions')).status).toBe(401)
    expect(
      (await program.ask('POST', 'password', { current: password, password: 'four other words here' })).status,
    ).toBe(401)
  })

  test('an empty cookie is none, and of two by one name neither is believed', async () => {
    const secret = ada.cookies.get('tenfold-session') ?? ''
    const withCookie = async (cookie: string) => {
      const client = its.client()
      client.headers['cookie'] = cookie
      return status(client)
    }
    expect(await withCookie(`tenfold-session=${secret}`)).toBe(200)
    expect(await withCookie(`other=1; tenfold-session=${secret}; more=2`)).toBe(200)
    for (const cookie of [
      '',
      'tenfold-session',
      'tenfold-session=',
      'tenfold-session= ',
      `tenfold-session=${secret}; tenfold-session=planted`,
      `tenfold-session=planted; tenfold-session=${secret}`,
      `tenfold-session=${secret}; tenfold-session=${secret}`,
      `tenfold-session=${secret}; tenfold-session=`,
      `__Host-tenfold=${secret}`,
      `tenfold-session=${secret.slice(0, -1)}`,
    ])
      expect(await withCookie(cookie), cookie).toBe(401)
  })

  test('over HTTPS a cookie without the prefix opens nothing', async () => {
    const secret = ada.cookies.get('tenfold-session') ?? ''
    its.secure = true
    expect(await status(ada)).toBe(401)
    ada.cookies.clear()
    ada.cookies.set('__Host-tenfold', secret)
    expect(await status(ada)).toBe(200)
  })
})

describe.each(quickEngines)('sessions of others on $name', ({ freshDatabase }) => {
  test('are seen by administrators only', async () => {
    const p = programmeApi(await freshDatabase(), '2026-03-31')
    await p.post('people', { name: 'Bob', signInName: 'bob' })
    for (const role of actingRoles) {
      p.setActor({ ...localAdministrator, id: `person:${role}`, role })
      const answer = await p.ask('GET', 'people/1/sessions')
      expect(answer.status, role).toBe(role === 'administrator' ? 200 : 403)
    }
  })
})
