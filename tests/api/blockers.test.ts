import { beforeEach, describe, expect, test } from 'vitest'
import type { listBlockers, readBlockerAgeing } from '../../src/contract/blockers.ts'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { Blocker } from '../../src/domain/blocker.ts'
import { localAdministrator } from '../../src/domain/permissions.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

type List = AnswerOf<typeof listBlockers>
type Ageing = AnswerOf<typeof readBlockerAgeing>
interface Problem {
  code: string
  detail: string
}

describe.each(quickEngines)('blockers on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = await twoDivisions(await freshDatabase())
  })
  const opened = async (body: Record<string, unknown>): Promise<Blocker> => {
    const { status, body: blocker } = await p.post<Blocker>('blockers', { what: 'waits', ...body })
    expect(status, JSON.stringify(blocker)).toBe(201)
    return blocker
  }
  const list = (query = '') => p.get<List>(`blockers?${query}`)
  const shown = async (query = '') => (await list(query)).blockers.map(({ what }) => what)

  test('one of a service belongs to the team of the service, whichever that becomes', async () => {
    const blocker = await opened({ service: 'payments-api', kind: 'network', owner: 'Net team', since: '2026-03-24' })
    expect(blocker).toMatchObject({
      team: { name: 'Payments' },
      service: { name: 'payments-api' },
      kind: 'network',
      owner: { person: null, name: 'Net team' },
      days: 7,
      isEscalated: true,
      resolved: null,
    })
    const moved = await p.post('services/changes', { services: [blocker.service?.id], team: 'Web' })
    expect(moved.status).toBe(200)
    expect((await list('team=Web')).blockers.map(({ team }) => team.name)).toEqual(['Web'])
    expect(await shown('team=Payments')).toEqual([])
  })

  test('an owner who is a person of the organisation is known by their number', async () => {
    const made = await p.post<{ person: { id: number } }>('people', { name: 'Grace Hopper', signInName: 'grace' })
    const blocker = await opened({ team: 'Orders', owner: 'grace hopper' })
    expect(blocker.owner).toEqual({ person: made.body.person.id, name: 'grace hopper' })
    const { body } = await p.patch<Blocker>(`blockers/${blocker.id}`, { owner: '' }, blocker.version)
    expect(body.owner).toBeNull()
  })

  test('of a cycle are those of services in its plan, and of teams as a whole that have one there', async () => {
    await opened({ service: 'payments-api', what: 'planned', since: '2026-03-01' })
    await opened({ service: 'ledger', what: 'beside the plan', since: '2026-03-02' })
    await opened({ team: 'Payments', what: 'its team', since: '2026-03-30' })
    await opened({ team: 'Orders', what: 'another team', since: '2026-03-30' })
    expect((await p.post('release-cycles/3/items', { items: [{ service: 'payments-api' }] })).status).toBeLessThan(300)
    expect(await list('cycle=3')).toMatchObject({ total: 2, open: 2, escalated: 1 })
    expect(await shown('cycle=3')).toEqual(['planned', 'its team'])
    expect(await shown('cycle=3&division=Wholesale')).toEqual([])
    expect(await list('cycle=3&escalated=true')).toMatchObject({ total: 1, open: 2, escalated: 1 })
    expect(await list('cycle=2')).toMatchObject({ total: 0, open: 0 })
    expect((await p.ask('GET', 'blockers?cycle=900000')).status).toBe(404)
    // Taken out of the plan before its commitment stands, it is none of the cycle's.
    const { items } = await p.get<{ items: { service: { id: number } }[] }>('release-cycles/3/items')
    const services = items.map(({ service }) => service.id)
    expect((await p.post('release-cycles/3/items/removal', { services })).status).toBeLessThan(300)
    expect(await shown('cycle=3')).toEqual([])
  })

  test('the list counts what stands, finds by words, kind, service and age, and looks back', async () => {
    await opened({ service: 'shop', what: 'Firewall RULE', kind: 'network', since: '2026-03-01' })
    await opened({ service: 'orders', what: 'Needs a licence', kind: 'vendor', since: '2026-03-27' })
    const third = await opened({ team: 'Orders', what: 'Nobody is free', kind: 'capacity', since: '2026-03-31' })
    expect(await list()).toMatchObject({ total: 3, open: 3, escalated: 1, escalationDays: 5, asOf: '2026-03-31' })
    expect(await shown()).toEqual(['Firewall RULE', 'Needs a licence', 'Nobody is free'])
    expect(await shown('sort=days')).toEqual(['Nobody is free', 'Needs a licence', 'Firewall RULE'])
    expect(await shown('sort=team&limit=1&offset=1')).toEqual(['Nobody is free'])
    expect(await shown('q=rule%20shop')).toEqual(['Firewall RULE'])
    expect(await shown('kind=vendor,capacity')).toEqual(['Needs a licence', 'Nobody is free'])
    expect(await shown('service=orders')).toEqual(['Needs a licence'])
    expect(await shown('division=Wholesale&escalated=false')).toEqual(['Needs a licence', 'Nobody is free'])
    expect(await shown('escalated=true')).toEqual(['Firewall RULE'])
    expect(await list('asOf=2026-03-10')).toMatchObject({ open: 1, escalated: 1, total: 1 })
    await p.post(`blockers/${third.id}/resolution`, { note: 'Two joined.' })
    expect(await list()).toMatchObject({ total: 2, open: 2 })
    expect(await shown('state=resolved')).toEqual(['Nobody is free'])
    expect(await shown('state=all')).toHaveLength(3)
    await p.settings({ escalationDays: 4 })
    expect(await list()).toMatchObject({ escalated: 2, escalationDays: 4 })
  })

  test('it is resolved once with a note, stops ageing, and can be opened again', async () => {
    const { id } = await opened({ service: 'shop', since: '2026-03-10' })
    const resolved = await p.post<Blocker>(`blockers/${id}/resolution`, { note: 'The rule is open.', on: '2026-03-20' })
    expect(resolved.body).toMatchObject({
      days: 10,
      isEscalated: false,
      resolved: { on: '2026-03-20', by: localAdministrator.name, note: 'The rule is open.' },
    })
    // Before that day it stood.
    expect((await list('asOf=2026-03-19')).blockers).toMatchObject([{ id, days: 9, resolved: null }])
    const again = await p.post<Problem>(`blockers/${id}/resolution`, {})
    expect([again.status, again.body.code]).toEqual([422, 'blocker-resolved'])
    const reopened = await p.post<Blocker>(`blockers/${id}/reopening`, {})
    expect(reopened.body).toMatchObject({ days: 21, resolved: null, isEscalated: true })
    expect((await p.post<Problem>(`blockers/${id}/reopening`, {})).body.code).toBe('blocker-open')
  })

  test('what cannot be is refused with what to do', async () => {
    const code = async (body: Record<string, unknown>) =>
      (await p.post<Problem>('blockers', { what: 'waits', ...body })).body.code
    expect(await code({ service: 'shop', since: '2026-04-01' })).toBe('blocker-day-to-come')
    expect(await code({ service: 'shop', team: 'Web' })).toBe('invalid-input')
    expect(await code({})).toBe('invalid-input')
    expect(await code({ service: 'shop', what: ' ' })).toBe('invalid-input')
    const { id, version } = await opened({ service: 'shop', since: '2026-03-10' })
    const early = await p.post<Problem>(`blockers/${id}/resolution`, { on: '2026-03-09' })
    expect(early.body.code).toBe('blocker-end-before-start')
    await p.post(`blockers/${id}/resolution`, { on: '2026-03-12' })
    const after = await p.patch<Problem>(`blockers/${id}`, { since: '2026-03-13' }, version + 1)
    expect(after.body.code).toBe('blocker-since-after-end')
    expect((await p.patch(`blockers/${id}`, { what: 'y' }, version)).status).toBe(412)
  })

  test('ageing counts those of each age at the ends of weeks, and how long they took', async () => {
    const old = await opened({ service: 'shop', since: '2026-02-20' })
    await opened({ service: 'orders', since: '2026-03-20' })
    const quick = await opened({ team: 'Web', since: '2026-03-23' })
    await p.post(`blockers/${old.id}/resolution`, { on: '2026-03-25' })
    await p.post(`blockers/${quick.id}/resolution`, { on: '2026-03-24' })
    const ageing = await p.get<Ageing>('blockers/ageing?weeks=3')
    expect(ageing).toMatchObject({ bands: [0, 4, 8, 15, 29], opened: 2, resolved: 2, medianDays: 17 })
    expect(ageing.weeks).toEqual([
      { day: '2026-03-22', open: 2, ages: [1, 0, 0, 0, 1] },
      { day: '2026-03-29', open: 1, ages: [0, 0, 1, 0, 0] },
      { day: '2026-03-31', open: 1, ages: [0, 0, 1, 0, 0] },
    ])
    expect((await p.get<Ageing>('blockers/ageing?weeks=2&team=Web')).medianDays).toBe(17)
    expect((await p.get<Ageing>('blockers/ageing?weeks=2&division=Wholesale')).medianDays).toBeNull()
  })

  test('who reads but a division sees its blockers and no others, and counts them alone', async () => {
    await opened({ service: 'shop', what: 'retail' })
    await opened({ team: 'Orders', what: 'wholesale' })
    p.setActor({ ...localAdministrator, role: 'viewer', reads: new Set([2]) })
    expect(await shown()).toEqual(['wholesale'])
    expect(await list()).toMatchObject({ open: 1 })
  })
})
