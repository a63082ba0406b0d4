import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type {
  CycleReport,
  compareReleaseCycles,
  listCycleItems,
  listCycleTeams,
} from '../../src/contract/release-cycles.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'

type Items = AnswerOf<typeof listCycleItems>
type Teams = AnswerOf<typeof listCycleTeams>
type History = AnswerOf<typeof compareReleaseCycles>

const names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta']
const teams = ['One', 'Two', 'Three']

/** Six services in three teams of two divisions; cycle 2 runs from 2 March to 26 April 2026. */
async function sixServices(p: ProgrammeApi): Promise<void> {
  await p.settings({ cycleAnchor: '2026-01-05', baselineDay: '2026-01-31', unitName: 'units' })
  for (const division of ['Retail', 'Wholesale']) await p.division(division)
  for (const [at, team] of teams.entries()) await p.team(team, at === 2 ? 'Wholesale' : 'Retail')
  for (const [at, name] of names.entries()) await p.service(name, teams[at % 3] as string, 100 * (at + 1), '2026-01-10')
  await p.service('seed', 'One', 10, '2026-01-10', 'Cloud')
}

interface Step {
  readonly what: 'plan' | 'unplan' | 'move' | 'back' | 'retire' | 'rename' | 'team' | 'rename-team' | 'division'
  readonly which: number
  readonly share: number
}
const step = (...what: Step['what'][]): fc.Arbitrary<Step> =>
  fc.record({
    what: fc.constantFrom(...what),
    which: fc.nat(names.length - 1),
    share: fc.integer({ min: 1, max: 1000 }),
  })

const plan = (p: ProgrammeApi, cycle: number, ...items: object[]) =>
  p.post<Record<string, unknown>>(`release-cycles/${cycle}/items`, { items })

/** Does what it can of a step; what is refused changes nothing, which is all that matters here. */
async function take(
  p: ProgrammeApi,
  ids: readonly number[],
  { what, which, share }: Step,
  occurredOn: string,
): Promise<void> {
  const service = ids[which] as number
  const version = async () => (await p.get<{ version: number }>(`services/${service}`)).version
  if (what === 'plan') await plan(p, 2, { service, level: share })
  if (what === 'unplan') await p.post('release-cycles/2/items/removal', { services: [service] })
  if (what === 'move') await p.post('moves', { service, level: share, occurredOn })
  if (what === 'back') await p.post('moves', { service, level: 0, occurredOn })
  if (what === 'retire') await p.post('moves', { service, units: share, from: 'On-premises', to: null, occurredOn })
  if (what === 'rename') await p.patch(`services/${service}`, { name: `renamed ${which} ${share}` }, await version())
  const team = (which % 3) + 1
  const teamVersion = async () =>
    (await p.get<{ teams: { id: number; version: number }[] }>('teams')).teams.find(({ id }) => id === team)?.version
  if (what === 'rename-team') await p.patch(`teams/${team}`, { name: `team ${share}` }, await teamVersion())
  if (what === 'division')
    await p.patch(`teams/${team}`, { division: share % 2 === 0 ? 'Retail' : 'Wholesale' }, await teamVersion())
  if (what === 'team') await p.patch(`services/${service}`, { team: String((share % 3) + 1) }, await version())
}

const scopes = ['', 'division=1', 'division=2', 'team=1', 'team=2', 'team=3']
const withoutNow = <Row extends { readonly now: unknown }>({ now: _now, ...row }: Row) => row

/** All that is on record of cycle 2, for the programme, each division and each team, in both measures. */
async function recordOf(p: ProgrammeApi): Promise<object> {
  const found: Record<string, unknown> = {}
  for (const measure of ['units', 'services'])
    for (const scope of scopes) {
      const query = `measure=${measure}&${scope}`
      const { now: _now, live, capacity: _capacity, ...report } = await p.get<CycleReport>(`release-cycles/2?${query}`)
      const { rows, total, idle } = await p.get<Teams>(`release-cycles/2/teams?${query}`)
      const { items } = await p.get<Items>(`release-cycles/2/items?${query}`)
      const { cycles } = await p.get<History>(`release-cycles/history?${query}`)
      const row = cycles.find(({ number }) => number === 2)
      const notLive = (figures: object) =>
        Object.fromEntries(Object.entries(figures).filter(([figure]) => !(row?.live ?? live).includes(figure as never)))
      found[query] = {
        report: notLive(report),
        history: notLive(row ?? {}),
        teams: { rows: rows.map(withoutNow), total, idle },
        items: items.map(withoutNow),
      }
    }
  return found
}

describe.each(quickEngines)('the record of a closed cycle on $name', ({ name, freshDatabase }) => {
  const numRuns = name === 'sqlite' ? 10 : 3

  test('is what the ledger said then, adds up over its teams, and is touched by nothing that comes later', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(step('plan', 'unplan'), { maxLength: 6 }),
        fc.array(step('plan', 'unplan', 'move', 'back', 'retire', 'team'), { maxLength: 10 }),
        fc.array(step('move', 'back', 'retire', 'rename', 'team', 'rename-team', 'division'), {
          minLength: 1,
          maxLength: 8,
        }),
        async (before, within, after) => {
          const p = programmeApi(await freshDatabase(), '2026-02-20')
          await sixServices(p)
          const { services } = await p.get<{ services: { id: number; name: string }[] }>('services')
          const ids = names.map((one) => services.find((service) => service.name === one)?.id as number)
          for (const one of before) await take(p, ids, one, '2026-02-20')
          p.setClock('2026-04-01')
          for (const one of within) await take(p, ids, one, '2026-03-20')
          p.setClock('2026-04-28')

          const late = new Map<string, CycleReport>()
          const lateTeams = new Map<string, Teams>()
          const queries = ['units', 'services'].flatMap((measure) =>
            scopes.map((scope) => `measure=${measure}&${scope}`),
          )
          for (const query of queries) {
            late.set(query, await p.get<CycleReport>(`release-cycles/2?${query}`))
            lateTeams.set(query, await p.get<Teams>(`release-cycles/2/teams?${query}`))
          }
          const lateItems = (await p.get<Items>('release-cycles/2/items')).items
          expect((await p.close(2, { carryOver: 'all' })).status).toBe(200)

          for (const query of queries) {
            const report = await p.get<CycleReport>(`release-cycles/2?${query}`)
            const { committed, delivered, kept, unplanned, sayDo, rolledBack, moves, multiple } = report
            const { source, scope, carriedOver, retired, outcomes } = report
            expect(late.get(query), query).toMatchObject({
              ...{ committed, delivered, kept, unplanned, sayDo, rolledBack, moves, multiple },
              ...{ source, scope, carriedOver, retired, outcomes },
            })
            expect(report.now, 'nothing was corrected yet').toMatchObject({ committed, kept, scope, outcomes })
            const list = await p.get<Teams>(`release-cycles/2/teams?${query}`)
            expect({ ...list, isRecord: false }).toEqual(lateTeams.get(query))
            if (query.endsWith('&'))
              for (const figure of ['committed', 'delivered', 'kept', 'rolledBack', 'retired'] as const)
                expect(
                  list.rows.reduce((sum, row) => sum + row[figure], 0),
                  `${figure} of all teams`,
                ).toBe(report[figure])
          }
          const { items } = await p.get<Items>('release-cycles/2/items')
          const told = ({ service, team, units, net, left, outcome, scope }: Items['items'][number]) => [
            ...[service, team, units, net, left, outcome, scope],
          ]
          expect(items.map(told)).toEqual(lateItems.map(told))

          const record = await recordOf(p)
          for (const one of after) await take(p, ids, one, one.share % 2 === 0 ? '2026-04-20' : '2026-04-28')
          expect(await recordOf(p)).toEqual(record)
          expect(p.faults).toEqual([])
        },
      ),
      { numRuns },
    ))

  test('shows what was corrected beside it, in the row and in the totals, by the names of then', async () => {
    const p = programmeApi(await freshDatabase(), '2026-02-20')
    await sixServices(p)
    await plan(p, 2, { service: 'alpha' }, { service: 'beta', units: 50 })
    p.setClock('2026-04-28')
    await p.log('alpha', '2026-04-01', { cutover: true })
    await p.close(2, { carryOver: 'all' })
    const { moves } = await p.get<{ moves: { id: number }[] }>('moves?service=alpha&class=migrated')
    await p.reverse(moves[0]?.id as number)
    const { services } = await p.get<{ services: { id: number; name: string; version: number }[] }>('services')
    const alpha = services.find((one) => one.name === 'alpha')
    await p.patch(`services/${alpha?.id}`, { name: 'omega' }, alpha?.version)

    expect(await p.get<CycleReport>('release-cycles/2?measure=units')).toMatchObject({
      isRecord: true,
      kept: 100,
      sayDo: 100 / 150,
      outcomes: [{ outcome: 'delivered' }, { outcome: 'not-begun' }],
      now: { kept: 0, sayDo: 0, outcomes: [{ outcome: 'not-begun', services: 2 }] },
    })
    const list = await p.get<Teams>('release-cycles/2/teams?measure=units')
    expect(list.rows).toMatchObject([
      { team: { name: 'One' }, committed: 100, kept: 100, left: 0, now: { committed: 100, kept: 0, left: 100 } },
      { team: { name: 'Two' }, committed: 50, kept: 0, now: null },
    ])
    const items = await p.get<Items>('release-cycles/2/items?q=alp')
    expect(items).toMatchObject({
      total: 1,
      isRecord: true,
      items: [{ service: { name: 'alpha' }, net: 100, outcome: 'delivered', choice: null, now: { net: 0, left: 100 } }],
    })
    // By its name of now too, by its outcome on record, and a page at a time.
    expect(await p.get<Items>('release-cycles/2/items?q=omega')).toMatchObject({ total: 1 })
    expect(await p.get<Items>('release-cycles/2/items?outcome=not-begun')).toMatchObject({
      total: 1,
      items: [{ service: { name: 'beta' }, choice: { chosen: 'carried', units: 50 } }],
    })
    expect(await p.get<Items>('release-cycles/2/items?limit=1&offset=1')).toMatchObject({
      total: 2,
      items: [{ service: { name: 'alpha' } }],
    })
    const history = await p.get<History>('release-cycles/history?team=One')
    expect(history.cycles.find(({ number }) => number === 2)).toMatchObject({
      isRecord: true,
      live: ['multiple', 'growth', 'requiredPace', 'nextMilestone'],
      migrated: 100,
    })
  })

  test('a team that was not on record and would be now is told of, and is no row of it', async () => {
    const p = programmeApi(await freshDatabase(), '2026-02-20')
    await sixServices(p)
    await plan(p, 2, { service: 'alpha' })
    p.setClock('2026-04-28')
    await p.close(2, { carryOver: 'all' })
    await p.log('beta', '2026-04-01', { cutover: true })
    const list = await p.get<Teams>('release-cycles/2/teams')
    expect(list).toMatchObject({ total: 1, notOnRecord: 1, rows: [{ team: { name: 'One' }, now: null }] })
  })

  test('the database itself refuses to change it', async () => {
    const database = await freshDatabase()
    const p = programmeApi(database, '2026-02-20')
    await sixServices(p)
    await plan(p, 2, { service: 'alpha' })
    p.setClock('2026-04-28')
    await p.close(2, { carryOver: 'all' })
    for (const table of ['closed_cycle', 'closed_item', 'closed_team', 'sign_off'] as const)
      await expect(database.write((queries) => queries.deleteFrom(table).execute())).rejects.toThrow('never changed')
  })

  describe('closing asks for the review as it was read', () => {
    const arranged = async () => {
      const p = programmeApi(await freshDatabase(), '2026-02-20')
      await sixServices(p)
      await plan(p, 2, { service: 'alpha' }, { service: 'beta' })
      p.setClock('2026-04-28')
      return { p, version: (await p.get<Items>('release-cycles/2/items')).version }
    }

    test('what is planned, moves or changes its team meanwhile is looked at first', async () => {
      const changes: ((p: ProgrammeApi) => Promise<unknown>)[] = [
        (p) => plan(p, 2, { service: 'gamma' }),
        (p) => p.post('release-cycles/2/items/removal', { services: ['alpha'] }),
        (p) => p.log('alpha', '2026-04-20', { level: 500 }),
        (p) => p.log('alpha', '2026-02-10', { level: 500 }),
        async (p) => {
          const { services } = await p.get<{ services: { id: number; name: string }[] }>('services')
          const { id } = services.find((one) => one.name === 'alpha') as { id: number }
          return p.patch(`services/${id}`, { team: 'Two' }, 1)
        },
      ]
      for (const change of changes) {
        const { p, version } = await arranged()
        await change(p)
        expect(await p.close(2, { carryOver: 'all', notes: 'Words' }, version)).toMatchObject({
          status: 412,
          body: { code: 'review-changed', current: { number: 2, state: 'late' } },
        })
        expect((await p.get<CycleReport>('release-cycles/2')).state).toBe('late')
        const read = (await p.get<Items>('release-cycles/2/items')).version
        expect((await p.close(2, { carryOver: 'all', notes: 'Words' }, read)).status).toBe(200)
      }
    })

    test('what belongs to later days changes no review, and without a version nothing is closed', async () => {
      const { p, version } = await arranged()
      await p.log('gamma', '2026-04-28', { cutover: true })
      await plan(p, 3, { service: 'delta' })
      const keyed = { 'content-type': 'application/json', 'idempotency-key': 'close-without' }
      const body = JSON.stringify({ carryOver: 'all' })
      expect(await p.ask('POST', 'release-cycles/2/close', { headers: keyed, body })).toMatchObject({
        status: 428,
        body: { code: 'if-match-needed' },
      })
      expect((await p.close(2, { carryOver: 'all' }, version)).status).toBe(200)
    })
  })
})
