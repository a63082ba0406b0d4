import { beforeEach, describe, expect, test } from 'vitest'
import type {
  DependencyReport,
  listDependencies,
  readOrderOfMoves,
  readStraddleDebt,
  readStraddleSeries,
} from '../../src/contract/dependencies.ts'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { Actor } from '../../src/domain/permissions.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

type List = AnswerOf<typeof listDependencies>
type Debt = AnswerOf<typeof readStraddleDebt>
type Series = AnswerOf<typeof readStraddleSeries>
type Order = AnswerOf<typeof readOrderOfMoves>

const ledgerOnly: Actor = {
  id: 'person:7',
  name: 'Ada',
  role: 'lead',
  teams: new Map([[1, 'lead']]),
  reads: new Set([1]),
}

describe.each(quickEngines)('dependencies on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = await twoDivisions(await freshDatabase())
  })
  const set = (...pairs: [string, string, string?][]) =>
    p.post('dependencies', {
      dependencies: pairs.map(([service, dependsOn, kind]) => ({
        service,
        dependsOn,
        ...(kind === undefined ? {} : { kind }),
      })),
    })
  /** The four of the programme counted by hand below. */
  const four = () =>
    set(['payments-api', 'ledger', 'calls'], ['shop', 'orders', 'reads'], ['orders', 'search'], ['shop', 'ledger'])
  const importing = async (text: string, query = '') => {
    const form = new FormData()
    form.set('dependencies', new File([text], 'dependencies.csv', { type: 'text/csv' }))
    return p.ask<DependencyReport>('POST', `dependencies/import${query}`, {
      body: form,
      headers: { 'idempotency-key': crypto.randomUUID() },
    })
  }
  const pairs = async (query = '') =>
    (await p.get<List>(`dependencies?${query}`)).dependencies.map(
      ({ service, dependsOn, kind, straddles }) =>
        `${service.name} ${dependsOn.name}${kind && ` ${kind}`}${straddles ? ' *' : ''}`,
    )

  test('a pair is added once; said again it stays, or becomes of another kind', async () => {
    expect((await four()).body).toEqual({ created: 4, changed: 0, same: 0 })
    expect((await four()).body).toEqual({ created: 0, changed: 0, same: 4 })
    expect((await set(['shop', 'orders', 'writes'], ['shop', 'ledger', 'calls'])).body).toEqual({
      created: 0,
      changed: 2,
      same: 0,
    })
    expect(await pairs('service=shop')).toEqual(['shop ledger calls', 'shop orders writes *'])
    const { entries } = await p.get<{ entries: Record<string, unknown>[] }>('audit?action=set-dependencies')
    expect(entries).toHaveLength(2)
    expect(entries[0]).toMatchObject({
      subject: '2 dependencies',
      before: [
        { service: 'shop', dependsOn: 'orders', kind: 'reads' },
        { service: 'shop', dependsOn: 'ledger', kind: '' },
      ],
      after: [
        { service: 'shop', dependsOn: 'orders', kind: 'writes' },
        { service: 'shop', dependsOn: 'ledger', kind: 'calls' },
      ],
    })
  })

  test('nothing depends on itself or on what does not exist, and then nothing is written', async () => {
    expect((await set(['shop', 'orders'], ['shop', 'SHOP'])).body['code']).toBe('depends-on-itself')
    expect((await set(['shop', 'orders'], ['shop', 'nowhere'])).body['code']).toBe('unknown-service')
    expect((await set(['shop', 'orders', 'x'.repeat(41)])).status).toBe(400)
    expect(await pairs()).toEqual([])
  })

  test('removed, they are gone; those that are not there do not count', async () => {
    await four()
    const removal = {
      dependencies: [
        { service: 'shop', dependsOn: 'orders' },
        { service: 'ledger', dependsOn: 'shop' },
      ],
    }
    expect((await p.post('dependencies/removal', removal)).body).toEqual({ removed: 1 })
    expect(await pairs('service=shop')).toEqual(['shop ledger'])
  })

  test('they are filtered by service, team, division, search and by whether they straddle, then counted and paged', async () => {
    await four()
    expect(await pairs()).toEqual([
      'orders search',
      'payments-api ledger calls *',
      'shop ledger',
      'shop orders reads *',
    ])
    expect(await pairs('team=Orders')).toEqual(['orders search', 'shop orders reads *'])
    expect(await pairs('division=Wholesale&straddling=true')).toEqual(['shop orders reads *'])
    expect(await pairs('q=LEDG+api')).toEqual(['payments-api ledger calls *'])
    expect(await pairs('q=reads')).toEqual(['shop orders reads *'])
    expect(await pairs('asOf=2026-01-31&straddling=true')).toEqual(['payments-api ledger calls *', 'shop ledger *'])
    expect(await p.get<List>('dependencies?team=Web&limit=1&offset=1')).toMatchObject({
      total: 3,
      straddling: 1,
      all: 3,
      dependencies: [{ service: { name: 'shop', onPrem: 0, cloud: 600 }, dependsOn: { name: 'ledger' } }],
    })
  })

  test('straddle debt at the end of each week and cycle, counted by hand', async () => {
    await four()
    expect(await p.get<Debt>('straddle-debt')).toMatchObject({ debt: 2, dependencies: 4, services: 5 })
    const weeks = await p.get<Series>('straddle-debt/series')
    expect(weeks.points.map(({ day, debt }) => `${day.slice(5)} ${debt}`)).toEqual([
      '01-11 0',
      '01-18 1',
      '01-25 2',
      '02-01 2',
      '02-08 2',
      '02-15 3',
      '02-22 3',
      '03-01 3',
      '03-08 3',
      '03-15 2',
      '03-22 2',
      '03-29 2',
      '03-31 2',
    ])
    expect((await p.get<Series>('straddle-debt/series?interval=cycle')).points).toEqual([
      { day: '2026-03-01', debt: 3, cycle: 1, partial: false },
      { day: '2026-03-31', debt: 2, cycle: 2, partial: true },
    ])
    expect((await p.get<Debt>('straddle-debt?team=Orders')).debt).toBe(1)
    expect((await p.get<Debt>('straddle-debt?asOf=2026-02-15')).debt).toBe(3)
  })

  test('the trend ends in the figure, on every day and as known at every instant', async () => {
    await four()
    const { id } =
      (await p.log('shop', '2026-03-28', { level: 500, from: 'Frankfurt', to: 'On-premises' })).moves[0] ?? {}
    const before = await p.latestInstant()
    await p.reverse(id as number)
    for (const query of [
      ...['2026-01-09', '2026-01-19', '2026-02-11', '2026-02-21', '2026-03-16'].map((day) => `asOf=${day}`),
      `knownAt=${before}`,
      `knownAt=${before}&asOf=2026-03-28`,
      '',
    ]) {
      const { debt } = await p.get<Debt>(`straddle-debt?${query}`)
      const { points } = await p.get<Series>(`straddle-debt/series?${query}`)
      expect([query, points.at(-1)?.debt]).toEqual([query, debt])
    }
    expect((await p.get<Debt>(`straddle-debt?knownAt=${before}`)).debt).toBe(3)
    expect((await p.get<Debt>('straddle-debt')).debt).toBe(2)
  })

  test('the order of moves pays it down: of equals the one with fewer units left first', async () => {
    await four()
    expect(await p.get<Order>('straddle-debt/order')).toMatchObject({
      debt: 2,
      total: 2,
      moves: [
        { service: { name: 'orders' }, team: { name: 'Orders' }, units: 250, gain: 1, debt: 1 },
        { service: { name: 'payments-api' }, units: 700, gain: 1, debt: 0 },
      ],
    })
    expect(
      (await p.get<Order>('straddle-debt/order?limit=1&offset=1')).moves.map(({ service }) => service.name),
    ).toEqual(['payments-api'])
  })

  test('without dependencies there is no debt and no order', async () => {
    expect(await p.get<Debt>('straddle-debt')).toMatchObject({ debt: 0, dependencies: 0, services: 0 })
    expect(await p.get<Series>('straddle-debt/series')).toMatchObject({ points: [{ debt: 0 }] })
    expect(await p.get<Order>('straddle-debt/order')).toMatchObject({ debt: 0, total: 0, moves: [] })
  })

  describe('imported from CSV', () => {
    const file = 'service,depends_on,kind\npayments-api,ledger,calls\nshop,orders,\n'

    test('a dry run says what would happen, the import does it, and the same file again changes nothing', async () => {
      const tried = await importing(file, '?dryRun=true')
      expect(tried.body).toMatchObject({ rows: 2, create: 2, same: 0, refused: 0, written: false, dryRun: true })
      expect(await pairs()).toEqual([])
      expect((await importing(file)).body).toMatchObject({ create: 2, written: true })
      expect((await importing(file)).body).toMatchObject({ create: 0, change: 0, same: 2, written: false })
      expect(
        (await importing('DEPENDS_ON;Service;kind\nLedger;Payments-API;reads\norders;shop;\n')).body,
      ).toMatchObject({
        change: 1,
        same: 1,
        firstRows: [
          { line: 2, verdict: 'change', service: 'Payments-API', dependsOn: 'Ledger', kind: 'reads' },
          { line: 3, verdict: 'same' },
        ],
      })
      expect(await pairs()).toEqual(['payments-api ledger reads *', 'shop orders *'])
      const { entries } = await p.get<{ entries: Record<string, unknown>[] }>('audit?action=import-dependencies')
      expect(entries[0]).toMatchObject({ subject: 'dependencies.csv', after: { created: 0, changed: 1, same: 1 } })
      expect(entries).toHaveLength(2)
    })

    test('each row that cannot be used is refused with its line and a sentence, and then nothing is written', async () => {
      const rows = [
        'shop,orders,reads',
        'shop,nowhere,',
        'shop,Shop,',
        ',orders,',
        'shop,,',
        `shop,ledger,${'x'.repeat(41)}`,
        'shop,orders,writes',
        'shop,orders,reads',
        'shop,"a"b,',
        'shop',
      ]
      const text = `service,depends_on,kind\n${rows.join('\n')}\n`
      const { body } = await importing(text)
      expect(body).toMatchObject({ rows: 10, create: 1, same: 1, refused: 8, written: false })
      expect(body.refusedRows.map(({ line, code }) => [line, code])).toEqual([
        [3, 'no-such-service'],
        [4, 'depends-on-itself'],
        [5, 'depending-missing'],
        [6, 'depends-on-missing'],
        [7, 'text-too-long'],
        [8, 'kind-said-before'],
        [10, 'malformed-quotes'],
        [11, 'wrong-number-of-cells'],
      ])
      expect(body.refusedRows[0]?.reason).toBe(
        'No service is called nowhere. Check the spelling, or add the service first.',
      )
      expect(body.firstRows.map(({ verdict }) => verdict).join(' ')).toBe(
        'create refused refused refused refused refused refused same refused refused',
      )
      expect(await pairs()).toEqual([])
      expect((await importing(text, '?skipRefused=true')).body).toMatchObject({ create: 1, refused: 8, written: true })
      expect(await pairs()).toEqual(['shop orders reads *'])
    })

    test('a file that is no such file is refused as a whole', async () => {
      const codeOf = async (text: string) => ((await importing(text)).body as unknown as { code: string }).code
      expect(await codeOf('')).toBe('empty-file')
      expect(await codeOf('from,to\na,b\n')).toBe('missing-columns')
      expect(await codeOf(`service,depends_on\n${'shop,orders\n'.repeat(1001)}`)).toBe('too-many-rows')
    })

    test('it needs the right to plan for the team of each depending service', async () => {
      p.setActor({ ...ledgerOnly, reads: 'everything' })
      expect((await importing('service,depends_on\npayments-api,orders\n')).status).toBe(200)
      expect((await importing('service,depends_on\npayments-api,orders\norders,ledger\n')).status).toBe(403)
      expect((await importing('service,depends_on\nnowhere,ledger\n')).body).toMatchObject({ refused: 1 })
    })
  })

  test('whose reading is limited sees those with both ends in their divisions, also when writing', async () => {
    await four()
    p.setActor(ledgerOnly)
    expect(await pairs()).toEqual(['payments-api ledger calls *', 'shop ledger'])
    expect(await p.get<Debt>('straddle-debt')).toMatchObject({ debt: 1, dependencies: 2 })
    expect((await p.get<Order>('straddle-debt/order')).moves.map(({ service }) => service.name)).toEqual([
      'payments-api',
    ])
    expect((await set(['payments-api', 'orders'])).body['code']).toBe('unknown-service')
    expect((await importing('service,depends_on\npayments-api,orders\n')).body.refusedRows[0]?.code).toBe(
      'no-such-service',
    )
  })
})
