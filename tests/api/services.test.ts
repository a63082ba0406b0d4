import { beforeAll, describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import { type groupServices, type listServices, type readService, ServiceSort } from '../../src/contract/services.ts'
import type { WorkloadPoint } from '../../src/contract/workload.ts'
import type { Service } from '../../src/domain/service.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

type List = AnswerOf<typeof listServices>

describe.each(quickEngines)('services on $name', ({ freshDatabase }) => {
  describe('of two divisions', () => {
    let p: ProgrammeApi
    beforeAll(async () => {
      p = await twoDivisions(await freshDatabase())
      await p.patch(
        'services/1',
        { owner: 'Öztürk', tags: ['pci', 'a"b'], strategy: 'rehost', criticality: 'critical' },
        1,
      )
      await p.patch('services/2', { owner: 'ada', tags: ['PCI', '100%'], criticality: 'low' }, 1)
    })
    const names = async (query: string) => (await p.get<List>(`services?${query}`)).services.map(({ name }) => name)

    test('where each stands, and the sums of all', async () => {
      const list = await p.get<List>('services')
      const rows = list.services.map(({ name, state, onPrem, privateCloud, publicCloud, cloudLevel, since }) => [
        name,
        state,
        onPrem,
        privateCloud,
        publicCloud,
        cloudLevel,
        since,
      ])
      expect(rows).toEqual([
        ['ledger', 'in_cloud', 0, 0, 220, 1000, '2026-01-15'],
        ['orders', 'on_prem', 250, 0, 0, 0, '2026-02-10'],
        ['payments-api', 'rolled_back', 700, 0, 300, 300, '2026-03-03'],
        ['search', 'retired', 0, 0, 0, null, '2026-03-15'],
        ['shop', 'in_cloud', 0, 600, 0, 1000, '2026-02-20'],
      ])
      expect(list).toMatchObject({
        total: 5,
        all: 4,
        states: { in_cloud: 2, on_prem: 1, rolled_back: 1, retired: 1 },
        units: { onPrem: 950, cloud: 1120, total: 2070 },
        without: [],
      })
      expect(list.services[2]?.evidence).toBe('INC-7')
    })

    test('filters narrow together; within one any value will do', async () => {
      expect(await names('state=in_cloud,retired')).toEqual(['ledger', 'search', 'shop'])
      expect(await names('division=Retail&state=in_cloud')).toEqual(['ledger', 'shop'])
      expect(await names('team=Web')).toEqual(['search', 'shop'])
      expect(await names('q=PAY+api')).toEqual(['payments-api'])
      expect(await names('q=%25')).toEqual([])
      expect(await names('q=_')).toEqual([])
      expect(await names('location=cloud')).toEqual(['ledger', 'payments-api'])
      expect(await names('location=Attic')).toEqual([])
      expect(await names('location=Attic&asOf=2026-03-19')).toEqual(['orders'])
      expect(await names('strategy=rehost')).toEqual(['payments-api'])
      expect(await names('criticality=low,critical')).toEqual(['ledger', 'payments-api'])
    })

    test('a tag is found letter for letter, an owner in any case of any alphabet', async () => {
      expect(await names('tag=pci')).toEqual(['payments-api'])
      expect(await names('tag=PCI')).toEqual(['ledger'])
      expect(await names('tag=pc')).toEqual([])
      expect(await names('tag=a%22b')).toEqual(['payments-api'])
      expect(await names('tag=100%25')).toEqual(['ledger'])
      expect(await names(`owner=${encodeURIComponent('ÖZT')}`)).toEqual(['payments-api'])
      expect(await names(`owner=${encodeURIComponent('özt')}`)).toEqual(['payments-api'])
      expect(await names('owner=ADA')).toEqual(['ledger'])
      expect(await names('owner=nobody')).toEqual([])
    })

    test('an empty list says which filter emptied it', async () => {
      expect((await p.get<List>('services?q=shop&team=Payments&state=in_cloud')).without).toEqual([
        { filter: 'q', total: 1 },
        { filter: 'team', total: 1 },
        { filter: 'state', total: 0 },
      ])
    })

    test('as of a day and as known at an instant', async () => {
      expect(await p.get<List>('services?asOf=2026-02-06')).toMatchObject({
        total: 3,
        services: [
          { name: 'ledger', since: '2026-01-15' },
          { name: 'payments-api', state: 'split', cloudLevel: 400, evidence: 'CHG-1' },
          { name: 'shop', state: 'on_prem' },
        ],
        units: { onPrem: 1200, cloud: 600 },
      })
      const latest = await p.latestInstant()
      const known = await p.get<List>(`services?knownAt=${latest}`)
      expect(known).toEqual(await p.get<List>('services'))
    })

    test('groups add up to the list', async () => {
      for (const by of ['team', 'division', 'strategy', 'state']) {
        for (const query of ['', '&asOf=2026-02-28', '&division=Retail']) {
          const { groups } = await p.get<AnswerOf<typeof groupServices>>(`services/groups?by=${by}${query}`)
          const list = await p.get<List>(`services?limit=500${query}`)
          expect(groups.reduce((sum, { services }) => sum + services, 0)).toBe(list.total)
          expect(groups.reduce((sum, { cloud }) => sum + cloud, 0)).toBe(list.units.cloud)
          expect(groups.reduce((sum, { onPrem }) => sum + onPrem, 0)).toBe(list.units.onPrem)
        }
      }
      expect(await p.get('services/groups?by=team')).toMatchObject({
        groups: [
          {
            key: '1',
            name: 'Payments',
            services: 2,
            onPrem: 700,
            cloud: 520,
            total: 1220,
            share: 520 / 1220,
            states: { in_cloud: 1, rolled_back: 1 },
          },
          { name: 'Orders', onPrem: 250, share: 0 },
          { name: 'Web', onPrem: 0, cloud: 600, share: 1, states: { in_cloud: 1, retired: 1 } },
        ],
      })
    })

    test('groups by division and by strategy bear the key to filter by, and sums of their own', async () => {
      const byDivision = await p.get<AnswerOf<typeof groupServices>>('services/groups?by=division')
      expect(byDivision.groups).toMatchObject([
        { key: '1', name: 'Retail', services: 4, onPrem: 700, cloud: 1120, total: 1820, share: 1120 / 1820 },
        { key: '2', name: 'Wholesale', services: 1, onPrem: 250, cloud: 0, total: 250, share: 0 },
      ])
      const byStrategy = await p.get<AnswerOf<typeof groupServices>>('services/groups?by=strategy')
      for (const [by, { groups }] of [
        ['division', byDivision],
        ['strategy', byStrategy],
      ] as const) {
        for (const group of groups) {
          const list = await p.get<List>(`services?limit=500&${by}=${group.key}`)
          expect([list.total, list.units.onPrem, list.units.cloud], `${by} ${group.key}`).toEqual([
            group.services,
            group.onPrem,
            group.cloud,
          ])
          for (const service of list.services)
            expect(by === 'division' ? service.division.name : service.strategy, by).toBe(
              by === 'division' ? group.name : group.key,
            )
        }
      }
      expect(byStrategy.groups.length).toBeGreaterThan(1)
    })

    test('the share of a group follows the measure: by services the fully moved only', async () => {
      type Groups = AnswerOf<typeof groupServices>
      const inOrder = async (order: string) =>
        (await p.get<Groups>(`services/groups?by=team&measure=services&order=${order}`)).groups.map(
          ({ name, share }) => [name, share],
        )
      // Payments runs one of two in cloud; the one that is split counts as left.
      expect(await inOrder('left')).toEqual([
        ['Payments', 0.5],
        ['Orders', 0],
        ['Web', 1],
      ])
      expect((await inOrder('name')).map(([name]) => name)).toEqual(['Orders', 'Payments', 'Web'])
      expect((await inOrder('share')).map(([name]) => name)).toEqual(['Orders', 'Payments', 'Web'])
      expect((await inOrder('workload')).map(([name]) => name)).toEqual(['Payments', 'Web', 'Orders'])
    })

    test('sorted by state, what is left comes before what is retired', async () => {
      const { services } = await p.get<List>('services?sort=state')
      expect(services.map(({ state }) => state)).toEqual(['on_prem', 'rolled_back', 'in_cloud', 'in_cloud', 'retired'])
    })

    test('one service: its balances and its history', async () => {
      const service = await p.get<AnswerOf<typeof readService>>('services/1')
      expect(service.balances).toEqual([
        { location: { id: 1, name: 'On-premises', kind: 'on_prem' }, units: 700 },
        { location: { id: 2, name: 'Cloud', kind: 'public_cloud' }, units: 300 },
      ])
      // It was in Cloud last; its team runs there too. Orders has never left on-premises, as all of its team.
      expect(service.likely).toEqual({ onPrem: { last: 1, usual: 1 }, cloud: { last: 2, usual: 2 } })
      expect((await p.get<AnswerOf<typeof readService>>('services/4')).likely.cloud).toEqual({ last: null, usual: 2 })
      expect(service.history).toEqual([
        { day: '2026-01-10', onPrem: 1000, cloud: 0, cloudLevel: 0 },
        { day: '2026-02-05', onPrem: 600, cloud: 400, cloudLevel: 400 },
        { day: '2026-03-03', onPrem: 700, cloud: 300, cloudLevel: 300 },
      ])
      expect(await p.get('services/1?asOf=2026-02-28')).toMatchObject({ onPrem: 600, history: [{}, {}] })
      expect((await p.ask('GET', 'services/1?asOf=2026-01-09')).status).toBe(404)
      expect((await p.ask('GET', 'services/99')).status).toBe(404)
    })
  })

  test('pages of every sort have no gap and no double, though all tie', async () => {
    const p = programmeApi(await freshDatabase(), '2026-03-31')
    await p.division('Retail')
    await p.team('Web', 'Retail')
    for (let at = 0; at < 17; at++) {
      const name = `service ${(at * 7) % 17}`
      await p.service(name, 'Web', 100 + (at % 2), at % 3 ? '2026-01-10' : '2026-01-11', 'On-premises', {
        owner: at % 4 ? 'Ada' : '',
      })
    }
    for (const query of ['', '&asOf=2026-01-10']) {
      for (const sort of ServiceSort.options) {
        const all = (await p.get<List>(`services?limit=500&sort=${sort}${query}`)).services.map(({ id }) => id)
        const paged: number[] = []
        for (let offset = 0; offset < all.length; offset += 5)
          paged.push(
            ...(await p.get<List>(`services?limit=5&offset=${offset}&sort=${sort}${query}`)).services.map(
              ({ id }) => id,
            ),
          )
        expect(paged, `${sort}${query}`).toEqual(all)
        expect(new Set(all).size).toBe(all.length)
      }
    }
    const totals = (await p.get<List>('services?limit=500&sort=-total')).services.map(({ total }) => total)
    expect(totals).toEqual([...totals].sort((one, other) => other - one))
  })

  describe('edits', () => {
    let p: ProgrammeApi
    beforeAll(async () => {
      p = await twoDivisions(await freshDatabase())
    })

    test('need the version that was read; a stale one gets the row as it stands', async () => {
      const read = await p.ask<Service>('GET', 'services/3')
      expect(read.headers.get('etag')).toBe('"1"')
      expect(await p.patch('services/3', { owner: 'x' })).toMatchObject({
        status: 428,
        body: { code: 'if-match-needed' },
      })
      const first = await p.patch<Service>('services/3', { owner: 'Ada', description: 'Sells.\nFast.' }, 1)
      expect([first.status, first.headers.get('etag'), first.body.owner]).toEqual([200, '"2"', 'Ada'])
      expect(await p.patch('services/3', { owner: 'Bob' }, 1)).toMatchObject({
        status: 412,
        body: { code: 'stale', current: { owner: 'Ada', version: 2 } },
      })
      expect((await p.get<Service>('services/3')).owner).toBe('Ada')
      expect((await p.patch('services/99', { owner: 'x' }, 1)).status).toBe(404)
    })

    test('a repeated edit with its key gets the first answer again', async () => {
      const send = (owner: string) =>
        p.ask<Service>('PATCH', 'services/4', {
          headers: { 'content-type': 'application/json', 'if-match': '"1"', 'idempotency-key': 'edit-of-four' },
          body: JSON.stringify({ owner }),
        })
      const first = await send('Ada')
      const again = await send('Ada')
      expect([again.status, again.body, again.headers.get('etag')]).toEqual([200, first.body, '"2"'])
      expect((await send('Bob')).status).toBe(422)
    })

    test('a name that is taken, in any case, is refused', async () => {
      expect(await p.patch('services/5', { name: 'SHOP' }, 1)).toMatchObject({
        status: 422,
        body: { code: 'name-taken' },
      })
      expect(
        await p.post('services', {
          name: 'Ledger',
          team: 'Web',
          units: 1,
          location: 'Cloud',
          occurredOn: '2026-03-01',
        }),
      ).toMatchObject({ status: 422 })
      expect((await p.patch('services/5', { name: 'Search' }, 1)).status).toBe(200)
    })

    test('many at once: all or none, and only what can be read again', async () => {
      const { body } = await p.post('services/changes', {
        services: [1, 2, 2],
        strategy: 'rehost',
        addTags: ['wave-1'],
        removeTags: ['none'],
      })
      expect(body).toEqual({ changed: 2 })
      expect((await p.get<Service>('services/1')).tags).toEqual(['wave-1'])
      expect(await p.post('services/changes', { services: [1, 99], strategy: 'retire' })).toMatchObject({
        status: 422,
        body: { code: 'unknown-service' },
      })
      expect((await p.get<Service>('services/1')).strategy).toBe('rehost')
      expect((await p.post('services/changes', { services: [1], addTags: ['a,b'] })).status).toBe(400)
      expect((await p.post('services/changes', { services: [1], addTags: ['a\u0007'] })).status).toBe(400)
      const many = Array.from({ length: 50 }, (_, at) => `tag ${at}`)
      expect(await p.post('services/changes', { services: [1], addTags: many })).toMatchObject({
        status: 422,
        body: { code: 'too-many-tags' },
      })
    })

    test('every detail is read back as it was given, when it is added and when it is changed', async () => {
      const details = {
        strategy: 'replatform',
        criticality: 'high',
        owner: 'Ada',
        description: 'Sells.\nFast.',
        tags: ['wave-2'],
        custom: { 'cost centre': '4711' },
        cloudServices: ['S3', 'Cloud SQL'],
        problem: 'The driver held 40 connections.',
        solution: 'A pool beside it; see ADR-12.',
      }
      const place = { team: 'Web', units: 5, location: 'On-premises', occurredOn: '2026-03-01' }
      const added = await p.post('services', { name: 'told', ...place, ...details })
      expect(added.status).toBe(201)
      const { id } = added.body as Service
      expect(await p.get<Service>(`services/${id}`)).toMatchObject(details)
      const other = {
        strategy: 'refactor',
        criticality: 'low',
        owner: 'Bob',
        description: '',
        tags: [],
        custom: {},
        cloudServices: ['Pub/Sub'],
        problem: 'Clocks differed.',
        solution: '',
      }
      for (const [at, [field, value]] of Object.entries(other).entries()) {
        const before = await p.get<Service>(`services/${id}`)
        expect(await p.patch<Service>(`services/${id}`, { [field]: value }, at + 1)).toMatchObject({ status: 200 })
        expect(await p.get<Service>(`services/${id}`)).toEqual({ ...before, [field]: value, version: at + 2 })
      }
    })

    test('many go to another team at once, and the whole history of their figures with them', async () => {
      const ofTeams = async () => {
        const { groups } = await p.get<{ groups: { name: string; points: WorkloadPoint[] }[] }>(
          'workload?interval=week&from=2026-01-01&to=2026-03-31&groupBy=team',
        )
        return new Map(groups.map(({ name, points }) => [name, points.map(({ total }) => total)]))
      }
      const sumOf = (teams: Map<string, number[]>, names: string[]) =>
        teams.get('Web')?.map((_, at) => names.reduce((sum, name) => sum + (teams.get(name)?.[at] ?? 0), 0))
      const before = await ofTeams()
      expect(before.get('Payments')?.some((total) => total > 0)).toBe(true)
      const payments = (await p.get<List>('services?team=Payments')).services.map(({ id }) => id)
      expect((await p.post('services/changes', { services: payments, team: 'Web' })).body).toEqual({
        changed: payments.length,
      })
      expect((await p.get<List>('services?team=Payments')).total).toBe(0)
      const after = await ofTeams()
      expect(after.get('Payments')?.every((total) => total === 0) ?? true).toBe(true)
      expect(after.get('Web')).toEqual(sumOf(before, ['Web', 'Payments']))
      expect(await p.post('services/changes', { services: payments, team: 'Nobody' })).toMatchObject({ status: 422 })
    })

    test('unknown fields, and fields of another kind, are named', async () => {
      expect((await p.patch('services/1', { ownr: 'x', tags: ['a', 'a'], custom: { a: 5 } }, 2)).body).toMatchObject({
        fields: { ownr: expect.stringContaining('not known'), tags: 'Give each once.', 'custom.a': expect.any(String) },
      })
    })
  })

  test('a change of zone hides nothing from who edits', async () => {
    const p = programmeApi(await freshDatabase(), '2026-03-31')
    await p.division('Retail')
    await p.team('Web', 'Retail')
    await p.settings({ zone: 'Pacific/Kiritimati' })
    await p.service('shop', 'Web', 5, '2026-04-01')
    await p.settings({ zone: 'Pacific/Pago_Pago' })
    await p.service('search', 'Web', 5, '2026-03-30')
    expect((await p.patch('services/1', { owner: 'Ada' }, 1)).status).toBe(200)
  })
})
