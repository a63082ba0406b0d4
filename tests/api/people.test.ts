import { beforeEach, describe, expect, test } from 'vitest'
import { day } from '../../src/domain/calendar-day.ts'
import { actingRoles } from '../../src/domain/permission-matrix.ts'
import { localAdministrator } from '../../src/domain/permissions.ts'
import type { Person } from '../../src/domain/person.ts'
import { actorOfPerson } from '../../src/server/storage/actors.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

interface Invited {
  readonly person: Person
  readonly welcomeToken: string
}

describe.each(quickEngines)('people on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = await twoDivisions(await freshDatabase())
  })

  const invite = async (wish: Record<string, unknown>): Promise<Invited> => {
    const { status, body } = await p.post<Invited>('people', wish)
    expect(status, JSON.stringify(body)).toBe(201)
    return body
  }
  const codeOf = async (answer: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await answer
    return [status, (body as { code?: string }).code]
  }

  test('somebody is invited into teams of several divisions, with a home of their own', async () => {
    const { person, welcomeToken } = await invite({
      name: 'Grace Hopper',
      signInName: 'Grace',
      email: 'grace@example.com',
      division: 'Wholesale',
      teams: [
        { team: 'Payments', role: 'lead' },
        { team: 'Orders', role: 'member' },
      ],
    })
    expect(welcomeToken).toMatch(/^[\w-]{43}$/)
    expect(person).toMatchObject({
      name: 'Grace Hopper',
      signInName: 'grace',
      division: { name: 'Wholesale' },
      role: 'viewer',
      hasPassword: false,
      disabledAt: null,
      teams: [
        { team: { name: 'Orders' }, role: 'member', since: '2026-03-31', until: null },
        { team: { name: 'Payments' }, role: 'lead' },
      ],
    })
    const { members } = await p.get<{ members: { person: { name: string; division: string } }[] }>('teams/1/members')
    expect(members.map(({ person: { name, division } }) => [name, division])).toEqual([['Grace Hopper', 'Wholesale']])
    const actor = await p.database.read((queries) => actorOfPerson(queries, person.id, day('2026-03-31')))
    expect(actor).toMatchObject({ id: `person:${person.id}`, name: 'Grace Hopper', role: 'lead' })
    expect([...(actor?.teams ?? [])]).toEqual([
      [1, 'lead'],
      [3, 'member'],
    ])
  })

  test('a membership counts from its first day to its last', async () => {
    const { person } = await invite({ name: 'Ada', signInName: 'ada' })
    const added = await p.post<{ id: number }>('teams/1/members', { person: 'Ada', role: 'lead', since: '2026-03-10' })
    expect(added.status).toBe(201)
    expect(await codeOf(p.post('teams/1/members', { person: person.id, role: 'viewer' }))).toEqual([
      422,
      'member-already',
    ])
    expect(await codeOf(p.post('teams/1/members/end', { member: added.body.id, until: '2026-03-09' }))).toEqual([
      422,
      'member-until-before-since',
    ])
    expect(await p.post('teams/1/members/end', { member: added.body.id, until: '2026-03-20' })).toMatchObject({
      status: 200,
      body: { until: '2026-03-20' },
    })
    const roleOn = (on: string) =>
      p.database.read(async (queries) => (await actorOfPerson(queries, person.id, day(on)))?.role)
    expect(await roleOn('2026-03-09')).toBe('viewer')
    expect(await roleOn('2026-03-10')).toBe('lead')
    expect(await roleOn('2026-03-20')).toBe('lead')
    expect(await roleOn('2026-03-21')).toBe('viewer')
    // Another team's number opens nothing of this one.
    expect(await codeOf(p.post('teams/3/members/end', { member: added.body.id }))).toEqual([404, 'not-found'])
    expect((await p.post('teams/1/members', { person: 'Ada', role: 'member', since: '2026-03-25' })).status).toBe(201)
  })

  test('whoever is shut out is nobody, and the last administrator cannot be', async () => {
    const ada = await invite({ name: 'Ada', signInName: 'ada', role: 'administrator' })
    expect(await codeOf(p.patch(`people/${ada.person.id}`, { disabled: true }, 1))).toEqual([422, 'last-administrator'])
    expect(await codeOf(p.patch(`people/${ada.person.id}`, { role: 'viewer' }, 1))).toEqual([422, 'last-administrator'])
    await invite({ name: 'Bob', signInName: 'bob', role: 'administrator' })
    expect(await p.patch<Person>(`people/${ada.person.id}`, { disabled: true }, 1)).toMatchObject({
      status: 200,
      body: { version: 2, disabledAt: '2026-03-31T12:00:00.000Z' },
    })
    expect(await p.database.read((queries) => actorOfPerson(queries, ada.person.id, day('2026-03-31')))).toBeNull()
    expect(await codeOf(p.patch(`people/${ada.person.id}`, { email: '' }, 1))).toEqual([412, 'stale'])
    expect(await p.patch<Person>(`people/${ada.person.id}`, { disabled: false }, 2)).toMatchObject({
      body: { disabledAt: null },
    })
  })

  test('what cannot be is refused with words, and no link is stored', async () => {
    const { welcomeToken } = await invite({ name: 'Ada', signInName: 'ada' })
    expect(await codeOf(p.post('people', { name: 'ADA', signInName: 'other' }))).toEqual([422, 'name-taken'])
    expect(await codeOf(p.post('people', { name: 'Other', signInName: 'Ada' }))).toEqual([422, 'sign-in-name-taken'])
    expect(await codeOf(p.post('people', { name: 'Other', signInName: 'a b' }))).toEqual([400, 'invalid-input'])
    expect(await codeOf(p.post('people', { name: 'Other', signInName: 'other', division: 'None' }))).toEqual([
      422,
      'unknown-division',
    ])
    expect(await codeOf(p.post('teams/1/members', { person: 'Nobody', role: 'member' }))).toEqual([
      422,
      'unknown-person',
    ])
    // In the ledger a name says who it was, so nobody takes that of a token or of the local administrator.
    for (const name of ['deploy (token)', 'Deploy (TOKEN)', 'Local Administrator'])
      expect(await codeOf(p.post('people', { name, signInName: 'other' })), name).toEqual([400, 'invalid-input'])
    const again = await p.post<Invited>('people/1/welcome', {})
    expect(again.body.welcomeToken).not.toBe(welcomeToken)
    const stored = await p.database.read(async (queries) =>
      JSON.stringify([
        await queries.selectFrom('one_time_link').selectAll().execute(),
        await queries.selectFrom('audit').selectAll().execute(),
        await queries.selectFrom('idempotency').selectAll().execute(),
      ]),
    )
    expect(stored.includes(welcomeToken)).toBe(false)
    expect(stored.includes(again.body.welcomeToken)).toBe(false)
  })

  test('the session says who asks, and what a page may offer them', async () => {
    expect(await p.get('session')).toMatchObject({
      actor: { id: 'local', role: 'administrator' },
      signIn: false,
      may: expect.arrayContaining(['log-move', 'import', 'manage-people']),
      teams: [],
    })
    p.setActor({
      id: 'person:1',
      name: 'Grace',
      role: 'lead',
      teams: new Map([
        [1, 'lead'],
        [2, 'member'],
      ]),
      reads: 'everything',
    })
    const session = await p.get<{ may: string[]; teams: { id: number; name: string; role: string; may: string[] }[] }>(
      'session',
    )
    expect(session.may).toEqual([
      'read',
      'give-feedback',
      'say-own-skills',
      'choose-own-mails',
      'mark-reviewed',
      'read-calendar',
    ])
    expect(session.teams.map(({ id, role }) => [id, role])).toEqual(
      expect.arrayContaining([
        [1, 'lead'],
        [2, 'member'],
      ]),
    )
    expect(session.teams.find(({ id }) => id === 1)?.may).toContain('edit-team')
    expect(session.teams.find(({ id }) => id === 2)?.may).not.toContain('edit-team')
    expect(session.teams.find(({ id }) => id === 2)?.may).toContain('log-move')
  })

  test('people are seen by administrators only', async () => {
    for (const role of actingRoles) {
      p.setActor({ ...localAdministrator, id: `person:${role}`, role })
      expect((await p.ask('GET', 'people')).status, role).toBe(role === 'administrator' ? 200 : 403)
    }
  })
})
