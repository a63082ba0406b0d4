import { beforeEach, describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../src/contract/audit.ts'
import { actingRoles } from '../../src/domain/permission-matrix.ts'
import { type Actor, localAdministrator } from '../../src/domain/permissions.ts'
import { checkChain } from '../../src/server/storage/audit.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

interface Page {
  readonly entries: AuditEntry[]
  readonly next: number | null
  readonly actions: string[]
}

const lead: Actor = { ...localAdministrator, id: 'person:7', name: 'Ada', role: 'lead', teams: new Map([[1, 'lead']]) }

describe.each(quickEngines)('the audit on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = await twoDivisions(await freshDatabase())
  })

  const read = (query = '') => p.get<Page>(`audit${query}`)
  const actionsOf = async (query: string) => (await read(query)).entries.map(({ action }) => action)

  test('says who changed what, before and after, the latest first', async () => {
    p.setActor(lead)
    await p.patch('services/1', { owner: 'Ada' }, 1)
    p.setActor(localAdministrator)
    const [latest] = (await read('?limit=1')).entries
    expect(latest).toMatchObject({
      actor: 'Ada',
      actorId: 'person:7',
      means: 'api',
      action: 'change-service',
      subject: 'payments-api',
      before: { owner: '', version: 1 },
      after: { owner: 'Ada', version: 2 },
      recordedAt: '2026-03-31T12:00:00.000Z',
    })
  })

  test('puts every refusal on record: who wanted what', async () => {
    p.setActor(lead)
    const tries = [
      () => p.post('divisions', { name: 'Mine' }),
      () => p.patch('services/4', { owner: 'Ada' }, 1),
      () => p.ask('GET', 'audit'),
    ]
    for (const attempt of tries) expect((await attempt()).status).toBe(403)
    p.setActor(localAdministrator)
    expect((await read('?action=refused')).entries.map(({ actor, subject, after }) => [actor, subject, after])).toEqual(
      [
        ['Ada', 'GET /api/v1/audit', { wanted: 'read-audit', code: 'forbidden' }],
        ['Ada', 'PATCH /api/v1/services/4', { wanted: 'edit-service', code: 'forbidden' }],
        ['Ada', 'POST /api/v1/divisions', { wanted: 'edit-organisation', code: 'forbidden' }],
      ],
    )
    expect(await p.database.read((queries) => checkChain(queries))).toMatchObject({ brokenAt: null })
  })

  test('who is refused again and again does not fill the disk, and nothing is hidden', async () => {
    p.setActor(lead)
    for (let time = 0; time < 50; time++) expect((await p.ask('GET', 'audit')).status).toBe(403)
    p.setClock('2026-03-31T12:01:00Z')
    expect((await p.ask('GET', 'audit')).status).toBe(403)
    p.setActor(localAdministrator)
    const { entries } = await read('?action=refused')
    expect(entries.map(({ after }) => after)).toEqual([
      { wanted: 'read-audit', code: 'forbidden', unwritten: 30 },
      ...Array.from({ length: 20 }, () => ({ wanted: 'read-audit', code: 'forbidden' })),
    ])
  })

  test('is read by administrators only', async () => {
    for (const role of actingRoles) {
      p.setActor({ ...localAdministrator, role, id: `person:${role}` })
      expect((await p.ask('GET', 'audit')).status, role).toBe(role === 'administrator' ? 200 : 403)
    }
  })

  test('is searched by words, action and days, and read page by page without gap or repetition', async () => {
    const whole = await read('?limit=500')
    expect(whole.next).toBeNull()
    const seen: number[] = []
    for (let before: number | null = 0; before !== null; ) {
      const page: Page = await read(`?limit=7${before === 0 ? '' : `&before=${before}`}`)
      seen.push(...page.entries.map(({ id }) => id))
      before = page.next
    }
    expect(seen).toEqual(whole.entries.map(({ id }) => id))
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, at) => seen.length - at))
    expect(whole.actions).toEqual([...new Set(whole.entries.map(({ action }) => action))].sort())

    expect(new Set(await actionsOf('?q=FRANKFURT'))).toEqual(new Set(['create-location']))
    expect(await actionsOf('?q=%25')).toEqual([])
    expect(new Set(await actionsOf('?action=create-team'))).toEqual(new Set(['create-team']))
    expect(await actionsOf('?from=2026-04-01')).toEqual([])
    expect(await actionsOf('?to=2025-12-31')).toEqual([])
    // Every day parts the entries into those up to it and those after it.
    for (const [last, next] of [
      ['2026-01-15', '2026-01-16'],
      ['2026-03-30', '2026-03-31'],
    ]) {
      const upTo = (await read(`?to=${last}&limit=500`)).entries
      const after = (await read(`?from=${next}&limit=500`)).entries
      expect(upTo.every(({ recordedAt }) => recordedAt.slice(0, 10) <= (last ?? ''))).toBe(true)
      expect([...after, ...upTo].map(({ id }) => id).sort((one, other) => other - one)).toEqual(seen)
    }
    expect(await p.ask('GET', 'audit?from=2026-04-02&to=2026-04-01')).toMatchObject({ status: 400 })
  })

  test('a day is the programme’s own', async () => {
    await p.settings({ zone: 'Asia/Seoul' })
    // Noon in London on the 31st is nine in the evening in Seoul; four hours later it is the first there.
    p.setClock('2026-03-31T15:00:00Z')
    await p.post('divisions', { name: 'Night' })
    expect(await actionsOf('?from=2026-04-01')).toEqual(['create-division'])
    expect(await actionsOf('?to=2026-03-31&q=Night')).toEqual([])
  })
})
