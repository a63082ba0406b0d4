import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../src/contract/audit.ts'
import { localAdministrator } from '../../src/domain/permissions.ts'
import { createApi } from '../../src/server/api.ts'
import { checkChain } from '../../src/server/storage/audit.ts'
import { findEntries } from '../../src/server/storage/audit-entries.ts'
import { CookieBrowser } from '../set-up/cookie-browser.ts'
import { afterwards } from '../set-up/databases.ts'
import { startForgingProvider } from '../set-up/forging-provider.ts'
import { changesNothing, dryRuns, elsewhere, writes } from './set-up/every-write.ts'
import { quickEngines } from './set-up/programme-api.ts'
import { providerApi } from './set-up/provider-api.ts'
import { type Answer, type Client, signInApi } from './set-up/sign-in-api.ts'
import { type Document, shapesOf } from './set-up/walk.ts'
import { ask, page, type Request, type World } from './set-up/written-about.ts'

// Every way to write that the document names: a success leaves who, what, by which means, from where, before and after.

describe.each(quickEngines)('on record, on $name', ({ freshDatabase }) => {
  let world: World
  let program: Client
  let document: Document
  /** operationId to method. */
  let operations: Map<string, string>

  beforeAll(async () => {
    const its = signInApi(await freshDatabase())
    const first = await its.ada()
    document = (await first.ask('GET', 'openapi.json')).body as never as Document
    operations = new Map(
      Object.values(document.paths)
        .flatMap((path) => Object.entries(path))
        .filter(([method]) => method !== 'get')
        .map(([method, { operationId }]) => [operationId, method.toUpperCase()]),
    )
    const anchor = { cycleAnchor: '2026-01-05' }
    await ask(first, 'PATCH', 'programme', anchor, Number((await ask(first, 'GET', 'programme'))['version']))
    await ask(first, 'POST', 'divisions', { name: 'Finance' })
    const { id: team } = await ask(first, 'POST', 'teams', { name: 'Billing', division: 'Finance' })
    const { id: place } = await ask(first, 'POST', 'locations', { name: 'Frankfurt', kind: 'private_cloud' })
    const token = await ask(first, 'POST', 'tokens', { name: 'deploy', scope: 'write' })
    program = its.client('10.4.4.4')
    program.headers['authorization'] = `Bearer ${token['secret']}`
    // It says of itself what it likes.
    program.headers['tenfold-client'] = 'page'
    world = { its, ada: page(its, '10.1.1.1'), team: Number(team), place: Number(place) }
    expect((await world.ada.signIn('ada')).status).toBe(200)
  })

  beforeEach(async () => {
    await world.its.database.write((queries) =>
      queries.updateTable('person').set({ role: 'administrator' }).where('name', '=', 'Ada').execute(),
    )
  })

  const entries = async (after = 0): Promise<AuditEntry[]> =>
    (
      await world.its.database.read((queries) =>
        findEntries(queries, {
          q: undefined,
          action: undefined,
          since: undefined,
          until: undefined,
          before: undefined,
          limit: 500,
        }),
      )
    )
      .filter(({ id }) => id > after)
      .reverse()
  const last = async (): Promise<number> => (await entries()).at(-1)?.id ?? 0

  const send = (client: Client, name: string, { path, body, version }: Request, query = ''): Promise<Answer> =>
    client.ask(
      operations.get(name) ?? '',
      path + query,
      body,
      version === undefined ? {} : { 'if-match': `"${version}"` },
    )

  test('every way to write is tried here', () => {
    const known = [...Object.keys(writes), ...Object.keys(changesNothing), ...elsewhere]
    expect(known.sort()).toEqual([...operations.keys()].sort())
    const looking = shapesOf(document).filter(({ hasDryRun }) => hasDryRun)
    expect([...dryRuns].sort()).toEqual(looking.map(({ operation }) => operation).sort())
  })

  test.each(Object.entries(writes))('%s, on the page', async (name, { action, before, after, make }) => {
    const request = await make(world)
    const from = await last()
    const client = request.browser ?? world.ada
    const answer = await send(client, name, request)
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
    const found = (await entries(from)).filter((entry) => entry.action === action)
    expect(found, `${name} leaves one entry of ${action}`).toHaveLength(1)
    const [entry] = found
    expect(entry).toMatchObject({ actor: request.who ?? 'Ada', means: 'web', address: client.address })
    expect(entry?.actorId).toMatch(/^person:\d+$/)
    expect(entry?.subject).not.toBe('')
    expect({ before: entry?.before !== null, after: entry?.after !== null }).toEqual({ before, after })
    if (before || after) expect(entry?.before, 'a change changes something').not.toEqual(entry?.after)
  })

  test.each(Object.entries(writes))('%s, by a token', async (name, { action, before, after, make }) => {
    // A minute holds twenty refusals of one actor: here each is looked for.
    world.its.now += 4_000
    const request = await make(world)
    const from = await last()
    const answer = await send(program, name, request)
    const found = await entries(from)
    const by = { actor: 'deploy (token)', means: 'token', address: '10.4.4.4' }
    if (answer.status < 300 && request.browser === undefined) {
      const [entry, ...others] = found.filter((one) => one.action === action)
      expect(others).toEqual([])
      expect(entry).toMatchObject(by)
      expect(entry?.actorId).toMatch(/^token:\d+$/)
      expect({ before: entry?.before !== null, after: entry?.after !== null }).toEqual({ before, after })
    } else if (answer.status === 403) {
      expect(found).toMatchObject([{ ...by, action: 'refused', before: null, after: { code: 'forbidden' } }])
    } else {
      // What proves itself who asks, or is about whoever is signed in, never looks at the token: nothing is on record by it.
      expect(request.browser, `${name}: ${answer.status} ${JSON.stringify(answer.body)}`).toBeDefined()
      expect(found.filter(({ means }) => means === 'token')).toEqual([])
    }
  })

  test('what a token may do and what it may not were both tried by one', async () => {
    const byToken = (await entries()).filter(({ means }) => means === 'token').map(({ action }) => action)
    expect(byToken).toEqual(expect.arrayContaining(['log-move', 'reverse-move', 'import', 'undo-import', 'refused']))
  })

  test.each(dryRuns)('a dry run of %s leaves nothing', async (name) => {
    const request = (await writes[name]?.make(world)) as Request
    const from = await last()
    expect((await send(world.ada, name, request, '?dryRun=true')).status).toBe(200)
    expect(await entries(from)).toEqual([])
  })

  test('what only begins something leaves nothing', async () => {
    const from = await last()
    await ask(world.ada, 'POST', 'passkeys/options', {})
    await ask(page(world.its), 'POST', 'sign-in/passkey/options', {})
    expect(await entries(from)).toEqual([])
  })

  test('set-up puts the settings it makes on record too', async () => {
    const set = (await entries()).filter(({ action, means }) => action === 'change-programme' && means === 'web')
    expect(set).toContainEqual(
      expect.objectContaining({
        before: expect.objectContaining({ zone: expect.not.stringMatching('Asia/Seoul') }),
        after: expect.objectContaining({ zone: 'Asia/Seoul' }),
      }),
    )
  })

  test('advanceSample, in a sample organisation', async () => {
    const api = createApi({
      database: await freshDatabase(),
      clock: { now: () => world.its.now },
      whoIsAsking: () => localAdministrator,
      version: 'test',
      sample: {
        movesBetween: async () => 'occurred_on,service,team,division,units,from,to\n',
        locations: async () => '',
        lastDay: '2027-01-01',
      },
      importLimits: { bytes: 1_024, rows: 10 },
      reportFault: (_, error) => expect.fail(String(error)),
    })
    const browser = new CookieBrowser({ origin: 'http://localhost', fetch: (request) => api.fetch(request) })
    expect((await browser.ask('POST', 'sample/advance', { by: 'day' })).body).toMatchObject({ today: '2026-11-27' })
    const { body } = await browser.ask('GET', 'audit?action=advance-sample')
    expect(body['entries']).toMatchObject([
      { actorId: 'local', means: 'web', before: { day: '2026-11-26' }, after: { day: '2026-11-27' } },
    ])
  })

  test('logOutByProvider, called by the provider', async () => {
    const forger = await startForgingProvider()
    afterwards(() => forger.stop())
    const faults: unknown[] = []
    const now = () => Date.now()
    const { issuer } = forger
    const api = providerApi(world.its.database, { issuer, rules: 'all=viewer', now, faults, reports: [] })
    const origin = 'http://localhost'
    const browser = new CookieBrowser({ origin, fetch: (request) => api.fetch(request) })
    const begun = await last()
    const { body } = await browser.ask('POST', 'sign-in/provider', {})
    expect(await entries(begun), 'the beginning leaves nothing').toEqual([])
    await browser.open(forger.authorise(String(body['address'])))
    const from = await last()
    const time = { iat: forger.now(), exp: forger.now() + 60, jti: 'one' }
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
    const logout_token = await forger.sign({ ...time, events, sid: 'forged-session' }, {}, 'logout+jwt')
    const called = await api.fetch(
      new Request(`${origin}/api/v1/sign-in/provider/back-channel-log-out`, {
        method: 'POST',
        body: new URLSearchParams({ logout_token }),
      }),
    )
    expect(await called.json()).toEqual({ ended: 1 })
    expect(await entries(from)).toMatchObject([
      { actorId: 'provider', means: 'api', action: 'provider-log-out', subject: 'Mallory', before: { sessions: 1 } },
    ])
    expect(faults).toEqual([])
  })

  test('none of it broke the chain, and none was a fault of ours', async () => {
    expect(await world.its.database.read((queries) => checkChain(queries))).toMatchObject({ brokenAt: null })
    expect(world.its.faults).toEqual([])
  })
})
