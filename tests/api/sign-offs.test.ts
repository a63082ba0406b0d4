import { beforeEach, describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { listSignOffs } from '../../src/contract/sign-offs.ts'
import type { Actor } from '../../src/domain/permissions.ts'
import { localAdministrator } from '../../src/domain/permissions.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'

type SignOffs = AnswerOf<typeof listSignOffs>

describe.each(quickEngines)('sign-off on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  let teams: number[]
  const list = (query = '') => p.get<SignOffs>(`release-cycles/2/sign-offs${query}`)
  const sign = (body: object) => p.post('release-cycles/2/sign-offs', body)
  /** Leads the first team. */
  const lead = (): Actor => ({
    id: 'lead',
    name: 'Lena',
    role: 'lead',
    teams: new Map([[teams[0] as number, 'lead']]),
    reads: 'everything',
  })

  beforeEach(async () => {
    p = programmeApi(await freshDatabase(), '2026-02-20')
    await p.settings({ cycleAnchor: '2026-01-05', unitName: 'units' })
    const retail = await p.division('Retail')
    expect(retail).toBeGreaterThan(0)
    await p.division('Wholesale')
    teams = [await p.team('Payments', 'Retail'), await p.team('Orders', 'Wholesale'), await p.team('Idle', 'Retail')]
    await p.service('ledger', 'Payments', 100, '2026-02-01')
    await p.service('orders', 'Orders', 50, '2026-02-01')
    await p.post('release-cycles/2/items', { items: [{ service: 'ledger' }, { service: 'orders' }] })
  })

  test('waits for the end of the cycle', async () => {
    expect(await sign({ team: 'Payments' })).toMatchObject({ status: 422, body: { code: 'sign-off-early' } })
    p.setClock('2026-04-26')
    expect(await sign({})).toMatchObject({ status: 422, body: { code: 'sign-off-early' } })
    expect(await list()).toMatchObject({ teams: 2, signed: 0, organisation: null, entries: [] })
  })

  test('is given by a lead for the team, again with a note, and taken back; every entry stays', async () => {
    p.setClock('2026-04-28')
    p.setActor(lead())
    expect(await sign({ team: 'Orders' })).toMatchObject({ status: 403 })
    expect(await sign({})).toMatchObject({ status: 403 })
    expect(await sign({ team: 'Payments', kind: 'withdrawn' })).toMatchObject({ body: { code: 'not-signed-off' } })
    expect(await sign({ team: 'Payments', note: 'As planned' })).toMatchObject({
      status: 201,
      body: { team: { name: 'Payments' }, kind: 'signed', who: 'Lena', person: null, note: 'As planned' },
    })
    expect(await list()).toMatchObject({
      teams: 2,
      signed: 1,
      rows: [
        { team: { name: 'Orders' }, signOff: null },
        { team: { name: 'Payments' }, signOff: { who: 'Lena', note: 'As planned' } },
      ],
    })
    await sign({ team: 'Payments', note: 'One more came back' })
    await sign({ team: 'Payments', kind: 'withdrawn' })
    const after = await list()
    expect(after).toMatchObject({ signed: 0, entries: [{ kind: 'withdrawn' }, { kind: 'signed' }, { kind: 'signed' }] })
    // A team that promised nothing may be signed for, and is none of those that are counted.
    p.setActor(localAdministrator)
    expect((await sign({ team: 'Idle' })).status).toBe(201)
    expect(await list()).toMatchObject({ teams: 2, signed: 0 })
    expect(await list('?division=Retail')).toMatchObject({ teams: 1, rows: [{ team: { name: 'Payments' } }] })
  })

  test('closing is the organisation’s own, which is signed again and never taken back', async () => {
    p.setClock('2026-04-28')
    await sign({ team: 'Orders' })
    const { version } = await p.get<{ version: number }>('release-cycles/2')
    expect((await p.close(2, { carryOver: 'all' }, version)).status, 'a sign-off changes no review').toBe(200)
    expect(await list()).toMatchObject({
      teams: 2,
      signed: 1,
      organisation: { kind: 'closed', team: null, who: 'local administrator' },
    })
    expect(await sign({ kind: 'withdrawn' })).toMatchObject({ status: 422, body: { code: 'sign-off-by-closing' } })
    expect((await sign({ note: 'Two moves were logged late' })).status).toBe(201)
    expect(await list()).toMatchObject({ organisation: { kind: 'signed', note: 'Two moves were logged late' } })
    // By the names of then.
    await p.patch(`teams/${teams[1]}`, { name: 'Ordering' }, 1)
    expect((await list()).rows.map(({ team }) => team.name)).toEqual(['Payments', 'Orders'])
  })

  test('of other divisions, and of the whole organisation, a reader of one sees nothing', async () => {
    p.setClock('2026-04-28')
    for (const team of ['Payments', 'Orders', null]) await sign({ team })
    p.setActor({ id: 'reader', name: 'Ria', role: 'viewer', teams: new Map(), reads: new Set([1]) })
    expect(await list()).toMatchObject({
      teams: 1,
      signed: 1,
      organisation: null,
      entries: [{ team: { name: 'Payments' } }],
    })
  })
})
