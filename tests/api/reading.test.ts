import { beforeEach, describe, expect, test } from 'vitest'
import type { Growth } from '../../src/contract/growth.ts'
import { day } from '../../src/domain/calendar-day.ts'
import { type Actor, localAdministrator, type Reads } from '../../src/domain/permissions.ts'
import { actorOfPerson } from '../../src/server/storage/actors.ts'
import { limitedTo } from '../../src/server/storage/limited-reading.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

const retail = 1
const wholesale = 2
/** Payments is a team of Retail, Orders one of Wholesale. */
const payments = 1

const reader = (reads: Reads, more: Partial<Actor> = {}): Actor => ({
  id: 'person:7',
  name: 'Ada',
  role: 'viewer',
  teams: new Map(),
  reads,
  ...more,
})

describe.each(quickEngines)('reading limited to divisions, on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = await twoDivisions(await freshDatabase())
  })

  const as = async <T = Record<string, unknown>>(actor: Actor, path: string) => {
    p.setActor(actor)
    const answer = await p.ask<T>('GET', path)
    p.setActor(localAdministrator)
    return answer
  }
  /** Whose figures they are is named in an answer about one division, and not in one about all that somebody reads. */
  const unnamed = (growth: Growth) => ({ ...growth, scope: null })

  // Every figure, at every time, in both measures: what somebody sees who reads one division is what others see of it.
  const times = ['', '&asOf=2026-03-10', '&asOf=2026-03-27&knownAt=2026-03-29T00:00:00Z']
  test.each(['units', 'services'])(
    'by %s, the figures of one who reads a division are those of the division',
    async (measure) => {
      for (const time of times) {
        for (const [id, name] of [
          [retail, 'Retail'],
          [wholesale, 'Wholesale'],
        ] as const) {
          const view = `measure=${measure}${time}`
          // What waits is counted in services whatever is asked.
          const viewOf = (path: string) =>
            // A series of them begins where theirs does, and does not tell when others began.
            path === 'attention' ? time.slice(1) : path === 'workload' ? `${view}&from=2026-01-01` : view
          for (const path of [
            'growth',
            'growth/series',
            'growth/parts',
            'growth/stories',
            'workload',
            'comparison',
            'changes',
            'attention',
          ]) {
            const seen = await as<Growth>(reader(new Set([id])), `${path}?${viewOf(path)}`)
            const whole = await as<Growth>(localAdministrator, `${path}?${viewOf(path)}&division=${name}`)
            expect(seen.status, `${path} ${time} ${JSON.stringify(seen.body)}`).toBe(200)
            expect(unnamed(seen.body), `${path} ${view} ${name}`).toEqual(unnamed(whole.body))
          }
          for (const by of ['team', 'location']) {
            const seen = await as(reader(new Set([id])), `workload?groupBy=${by}&from=2026-01-01&${view}`)
            const whole = await as(
              localAdministrator,
              `workload?groupBy=${by}&from=2026-01-01&${view}&division=${name}`,
            )
            expect(seen.body, `by ${by} ${view} ${name}`).toEqual(whole.body)
          }
          for (const figure of [
            'growth',
            'on-premises',
            'migrated',
            'split',
            'stale-teams',
            'rolled-back-ever',
            'freshness',
          ]) {
            const [seen, whole] = [
              await as(reader(new Set([id])), `explanations/${figure}?${view}`),
              await as(localAdministrator, `explanations/${figure}?${view}&division=${name}`),
            ]
            expect(seen.body, `${figure} ${view} ${name}`).toEqual(whole.body)
            expect((seen.body as { checked: boolean }).checked).toBe(true)
            const entries = `explanations/${figure}/entries`
            expect((await as(reader(new Set([id])), `${entries}?${view}`)).body).toEqual(
              (await as(localAdministrator, `${entries}?${view}&division=${name}`)).body,
            )
          }
        }
      }
    },
  )

  test('two divisions add up: who reads all of them sees what everybody sees', async () => {
    const both = reader(new Set([retail, wholesale]))
    for (const path of [
      'growth',
      'workload',
      'workload?groupBy=location',
      'growth?measure=services',
      'services',
      'moves',
      'teams',
      'divisions',
      'explanations/growth',
      'session',
    ])
      expect({ ...(await as(both, path)).body, actor: 0, may: 0, reads: 0, imports: 0 }, path).toEqual({
        ...(await as(localAdministrator, path)).body,
        actor: 0,
        may: 0,
        reads: 0,
        imports: 0,
      })
    expect((await as(both, 'session')).body).toMatchObject({ reads: [{ name: 'Retail' }, { name: 'Wholesale' }] })
    expect((await as(localAdministrator, 'session')).body).toMatchObject({ reads: null })
  })

  test('who reads no division sees nothing, and no figure breaks', async () => {
    const nobody = reader(new Set())
    expect((await as<Growth>(nobody, 'growth')).body).toMatchObject({
      now: { total: 0 },
      multiple: null,
      finding: { code: 'nothing-logged' },
    })
    expect((await as(nobody, 'services')).body).toMatchObject({ services: [], total: 0, all: 0 })
    expect((await as(nobody, 'session')).body).toMatchObject({
      reads: [],
      counts: { services: 0, moves: 0, divisions: 0 },
    })
  })

  test('a foreign name or number is answered as one that does not exist', async () => {
    const ada = reader(new Set([retail]), { role: 'lead', teams: new Map([[payments, 'lead']]) })
    const orders = (await as<{ services: { id: number }[] }>(localAdministrator, 'services?q=orders')).body.services[0]
      ?.id
    const theirs = (await as<{ moves: { id: number }[] }>(localAdministrator, 'moves?service=orders')).body.moves[0]?.id
    const alike = async (
      foreign: string,
      missing: string,
      [theirWord, noWord]: readonly [string | number, string | number],
    ) => {
      const [one, other] = [await as(ada, foreign), await as(ada, missing)]
      expect(one.status, foreign).toBeGreaterThanOrEqual(400)
      const without = (body: unknown, word: string | number) =>
        JSON.stringify(body).replaceAll(new RegExp(`\\b${word}\\b`, 'g'), '…')
      expect(without(one.body, theirWord)).toBe(without(other.body, noWord))
    }
    await alike(`services/${orders}`, 'services/9999', [orders ?? 0, 9999])
    await alike(`moves/${theirs}`, 'moves/9999', [theirs ?? 0, 9999])
    await alike('services?division=Wholesale', 'services?division=Nowhere', ['Wholesale', 'Nowhere'])
    await alike('growth?team=Orders', 'growth?team=Xrders', ['Orders', 'Xrders'])
    await alike('moves?service=orders', 'moves?service=xrders', ['orders', 'xrders'])
    await alike('teams/3/members', 'teams/99/members', [3, 99])
    p.setActor(ada)
    const move = (service: string) => ({ service, units: 1, from: null, to: 'Cloud', occurredOn: '2026-03-27' })
    for (const path of ['moves', 'moves?dryRun=true']) {
      expect(await p.post(path, move('orders'))).toMatchObject({
        status: 422,
        body: { code: 'unknown-service', facts: { near: [] } },
      })
      expect(await p.post(path, move('orde'))).toMatchObject({ status: 422, body: { facts: { near: [] } } })
    }
    expect((await p.post(`moves/${theirs}/reversal`, {})).status).toBe(404)
    expect((await p.patch(`services/${orders}`, { owner: 'Ada' }, 1)).status).toBe(404)
    expect((await p.post('services/changes', { services: [orders], addTags: ['x'] })).body['code']).toBe(
      'unknown-service',
    )
    expect((await p.post('tokens', { name: 'x', scope: 'read', teams: ['Orders'] })).body['code']).toBe('unknown-team')
    expect(p.faults).toEqual([])
  })

  test('what a log does to the figures is said of what one reads', async () => {
    const before = (await as<Growth>(localAdministrator, 'growth?division=Retail')).body.now
    p.setActor(reader(new Set([retail]), { role: 'member', teams: new Map([[payments, 'member']]) }))
    const logged = await p.post<{ effect: { cloud: { before: { units: number }; after: { units: number } } } }>(
      'moves',
      {
        service: 'ledger',
        units: 3,
        from: null,
        to: 'Cloud',
        occurredOn: '2026-03-30',
      },
    )
    expect([logged.status, logged.body.effect.cloud.before.units]).toEqual([201, before.cloud])
    expect(logged.body.effect.cloud.after.units).toBe(before.cloud + 3)
    p.setActor(localAdministrator)
    expect(await p.projections()).toMatchObject({ differing: 0 })
  })

  test('a person reads the divisions of their teams of today and their own; administrators and whoever is marked, everything', async () => {
    const invite = async (wish: Record<string, unknown>) => {
      const { body } = await p.post<{ person: { id: number } }>('people', wish)
      return body.person.id
    }
    const readsOn = async (id: number, on = '2026-03-31') => {
      const reads = (await p.database.read((queries) => actorOfPerson(queries, id, day(on))))?.reads
      return reads === 'everything' || reads === undefined ? reads : [...reads].sort()
    }
    const ada = await invite({
      name: 'Ada',
      signInName: 'ada',
      division: 'Wholesale',
      teams: [{ team: 'Payments', role: 'viewer' }],
    })
    const bob = await invite({ name: 'Bob', signInName: 'bob' })
    const eve = await invite({ name: 'Eve', signInName: 'eve', role: 'administrator' })
    const max = await invite({ name: 'Max', signInName: 'max', readsEverything: true })
    for (const id of [ada, bob, eve, max]) expect(await readsOn(id)).toBe('everything')
    expect(await p.patch('access-settings', { reading: 'own-division' }, 1)).toMatchObject({
      status: 200,
      body: { reading: 'own-division', version: 2 },
    })
    expect(await p.patch('access-settings', { reading: 'everything' }, 1)).toMatchObject({ status: 412 })
    expect(await readsOn(ada)).toEqual([retail, wholesale])
    // Before they joined.
    expect(await readsOn(ada, '2026-03-30')).toEqual([wholesale])
    expect(await readsOn(bob)).toEqual([])
    expect([await readsOn(eve), await readsOn(max)]).toEqual(['everything', 'everything'])
    expect(await p.patch(`people/${max}`, { readsEverything: false }, 1)).toMatchObject({
      body: { readsEverything: false, version: 2 },
    })
    expect(await readsOn(max)).toEqual([])
    const { entries } = await p.get<{ entries: { action: string; before: unknown; after: unknown }[] }>('audit')
    expect(entries.slice(0, 2)).toMatchObject([
      { action: 'change-person', before: { readsEverything: true }, after: { readsEverything: false } },
      { action: 'change-access-settings', before: { reading: 'everything' }, after: { reading: 'own-division' } },
    ])
  })

  test('a lead finds people of every division, and not what they belong to; others find nobody else', async () => {
    const made = await p.post<{ person: { id: number } }>('people', {
      name: 'Grace Hopper',
      signInName: 'grace',
      division: 'Wholesale',
      skills: ['terraform'],
      teams: [{ team: 'Orders', role: 'member' }],
    })
    const grace = made.body.person.id
    const lead = reader(new Set([retail]), { role: 'lead', teams: new Map([[payments, 'lead']]) })
    expect((await as(lead, `teams/${payments}/candidates?q=terraform`)).body).toMatchObject({
      people: [{ name: 'Grace Hopper', division: null, skills: ['terraform'], teams: [] }],
    })
    expect((await as(lead, 'skills')).body).toEqual({ skills: ['terraform'] })
    expect((await as(reader(new Set([retail])), 'skills')).body).toEqual({ skills: [] })
    p.setActor(lead)
    expect(await p.post(`teams/${payments}/members`, { person: grace, role: 'member' })).toMatchObject({
      status: 201,
      body: { person: { name: 'Grace Hopper', division: null } },
    })
    // Now she works in a team that all of the division see.
    expect((await as(reader(new Set([retail])), `teams/${payments}/members`)).body).toMatchObject({
      members: [{ person: { name: 'Grace Hopper', division: null } }],
    })
  })

  test('everybody sees their own account, also who sees nothing else', async () => {
    const made = await p.post<{ person: { id: number } }>('people', {
      name: 'Grace',
      signInName: 'grace',
      skills: ['go'],
    })
    const grace = reader(new Set(), { id: `person:${made.body.person.id}`, name: 'Grace' })
    expect((await as(grace, 'account')).body).toMatchObject({ name: 'Grace', skills: ['go'] })
    p.setActor(grace)
    expect(await p.patch('account', { skills: ['rust'] }, 1)).toMatchObject({ status: 200, body: { skills: ['rust'] } })
  })

  test('nothing is written through what somebody may read, and nothing goes round it', async () => {
    await p.database.write(async (queries) => {
      const seen = limitedTo(queries, { divisions: new Set([retail]), person: null, findsPeople: false })
      for (const statement of [
        () => seen.updateTable('team').set({ name: 'x' }).execute(),
        () => seen.deleteFrom('setting').execute(),
        () => seen.insertInto('setting').values({ key: 'a', value: 'b' }).execute(),
      ])
        await expect(statement()).rejects.toThrow('for reading only')
      await expect(seen.withSchema('main').selectFrom('team').selectAll().execute()).rejects.toThrow('goes round')
    })
  })
})
