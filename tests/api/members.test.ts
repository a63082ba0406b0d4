import { beforeEach, describe, expect, test } from 'vitest'
import { day } from '../../src/domain/calendar-day.ts'
import { actingRoles } from '../../src/domain/permission-matrix.ts'
import { type Actor, localAdministrator } from '../../src/domain/permissions.ts'
import { insertMany } from '../../src/server/database/insert-many.ts'
import { actorOfPerson } from '../../src/server/storage/actors.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

interface Member {
  readonly id: number
  readonly person: { readonly id: number; readonly name: string; readonly division: string | null }
  readonly role: string
  readonly since: string
  readonly until: string | null
}

// Today is 2026-03-31. Payments (1) and Web (2) belong to Retail, Orders (3) to Wholesale.
describe.each(quickEngines)('members of a team on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = await twoDivisions(await freshDatabase())
  })

  const invite = async (name: string, more: Record<string, unknown> = {}): Promise<number> => {
    const signInName = name.toLowerCase().replaceAll(' ', '.')
    const { status, body } = await p.post<{ person: { id: number } }>('people', { name, signInName, ...more })
    expect(status, JSON.stringify(body)).toBe(201)
    return body.person.id
  }
  const codeOf = async (answer: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await answer
    return [status, (body as { code?: string }).code]
  }
  const join = async (team: number, person: string, role: string, since?: string): Promise<Member> => {
    const { status, body } = await p.post<Member>(`teams/${team}/members`, {
      person,
      role,
      ...(since ? { since } : {}),
    })
    expect(status, JSON.stringify(body)).toBe(201)
    return body
  }
  const members = async (team: number) => (await p.get<{ members: Member[] }>(`teams/${team}/members`)).members
  const teamOf = async (id: number) =>
    (await p.get<{ teams: { id: number; version: number; members: unknown }[] }>('teams')).teams.find(
      (team) => team.id === id,
    )
  const setTime = async (team: number, time: Record<string, string | null>) => {
    const answer = await p.patch(`teams/${team}`, time, (await teamOf(team))?.version)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  }
  const roleOn = (person: number, on: string, team: number) =>
    p.database.read(async (queries) => (await actorOfPerson(queries, person, day(on)))?.teams.get(team))

  test('are listed by role and name, with the role they had before', async () => {
    const ada = await invite('Ada')
    for (const name of ['Zoe', 'Bob', 'Cem']) await invite(name)
    await join(1, 'Zoe', 'lead')
    await join(1, 'Cem', 'viewer')
    await join(1, 'Bob', 'member')
    const { id } = await join(1, 'Ada', 'member', '2026-03-01')
    expect((await members(1)).map(({ person }) => person.name)).toEqual(['Zoe', 'Ada', 'Bob', 'Cem'])

    const changed = await p.post<Member>('teams/1/members/role', { member: id, role: 'lead', since: '2026-03-20' })
    expect(changed).toMatchObject({ status: 200, body: { role: 'lead', since: '2026-03-20', until: null } })
    expect((await members(1)).filter(({ person }) => person.id === ada)).toMatchObject([
      { role: 'lead', since: '2026-03-20', until: null },
      { role: 'member', since: '2026-03-01', until: '2026-03-19' },
    ])
    expect([await roleOn(ada, '2026-03-19', 1), await roleOn(ada, '2026-03-20', 1)]).toEqual(['member', 'lead'])
    // The row that is over has no role to change; on its first day a role is put right without a trace of no day.
    expect(await codeOf(p.post('teams/1/members/role', { member: id, role: 'viewer' }))).toEqual([
      422,
      'not-a-member-then',
    ])
    const again = await p.post<Member>('teams/1/members/role', {
      member: changed.body.id,
      role: 'viewer',
      since: '2026-03-20',
    })
    expect(again.body).toMatchObject({ id: changed.body.id, role: 'viewer' })
    expect(await members(1)).toHaveLength(5)
    const { entries } = await p.get<{ entries: { before: Member; after: Member }[] }>('audit?action=change-member-role')
    expect(entries.map(({ before, after }) => `${before.role} → ${after.role}`)).toEqual([
      'lead → viewer',
      'member → lead',
    ])
  })

  test('a role keeps the day on which the membership ends, and nobody has two at once', async () => {
    await invite('Ada')
    const { id } = await join(1, 'Ada', 'member', '2026-03-01')
    await p.post('teams/1/members/end', { member: id, until: '2026-04-30' })
    const { body } = await p.post<Member>('teams/1/members/role', { member: id, role: 'lead', since: '2026-04-10' })
    expect(body).toMatchObject({ role: 'lead', since: '2026-04-10', until: '2026-04-30' })
    expect(await codeOf(p.post('teams/1/members', { person: 'Ada', role: 'viewer' }))).toEqual([422, 'member-already'])
    expect(
      await codeOf(p.post('teams/1/members/role', { member: body.id, role: 'viewer', since: '2026-05-01' })),
    ).toEqual([422, 'not-a-member-then'])
  })

  test('belong to it on the days of the team only, and their role is gone the day after the last one', async () => {
    const ada = await invite('Ada')
    await join(2, 'Ada', 'lead', '2026-03-01')
    await setTime(2, { formedOn: '2026-03-10', dissolvedOn: '2026-03-30' })
    expect(await roleOn(ada, '2026-03-09', 2)).toBeUndefined()
    expect(await roleOn(ada, '2026-03-10', 2)).toBe('lead')
    expect(await roleOn(ada, '2026-03-30', 2)).toBe('lead')
    expect(await roleOn(ada, '2026-03-31', 2)).toBeUndefined()
    expect(await members(2)).toMatchObject([{ since: '2026-03-10', until: '2026-03-30' }])
    expect(await codeOf(p.post('teams/2/members', { person: 'Ada', role: 'member' }))).toEqual([422, 'team-dissolved'])
    await invite('Bob')
    expect(await codeOf(p.post('teams/2/members', { person: 'Bob', role: 'member', since: '2026-03-09' }))).toEqual([
      422,
      'team-not-formed',
    ])
    expect(
      await codeOf(p.post('people', { name: 'Cem', signInName: 'cem', teams: [{ team: 2, role: 'lead' }] })),
    ).toEqual([422, 'team-dissolved'])
    // Whoever takes the last day back has everybody back.
    await setTime(2, { formedOn: null, dissolvedOn: null })
    expect(await roleOn(ada, '2026-03-31', 2)).toBe('lead')
    expect(await members(2)).toMatchObject([{ since: '2026-03-01', until: null }])
  })

  test('who joins a team that is still to be formed joins on its first day, where no day is said', async () => {
    await invite('Ada')
    await setTime(2, { formedOn: '2026-04-10' })
    expect(await join(2, 'Ada', 'member')).toMatchObject({ since: '2026-04-10' })
    expect(await codeOf(p.patch('teams/2', { dissolvedOn: '2026-04-09' }, (await teamOf(2))?.version))).toEqual([
      422,
      'dissolved-before-formed',
    ])
  })

  test('the day at which a team ends is that of the programme’s zone, for people and for tokens', async () => {
    await p.settings({ zone: 'Asia/Seoul' })
    const { body } = await p.post<{ secret: string }>('tokens', { name: 'deploy', scope: 'write', teams: [2] })
    await setTime(2, { dissolvedOn: '2026-03-31' })
    const log = () =>
      p.api.fetch(
        new Request('http://localhost/api/v1/moves?dryRun=true', {
          method: 'POST',
          headers: { authorization: `Bearer ${body.secret}`, 'content-type': 'application/json' },
          body: JSON.stringify({ service: 'shop', units: 1, from: null, to: 'Cloud', occurredOn: '2026-03-30' }),
        }),
      )
    p.setClock('2026-03-31T14:59:59Z')
    expect((await log()).status).toBe(200)
    p.setClock('2026-03-31T15:00:00Z')
    expect((await log()).status).toBe(403)
    expect(await codeOf(p.post('tokens', { name: 'other', scope: 'write', teams: [2] }))).toEqual([
      422,
      'team-dissolved',
    ])
    // What the team still runs is looked after by those who may do so anywhere.
    expect(
      (
        await p.post('moves?dryRun=true', {
          service: 'shop',
          units: 1,
          from: null,
          to: 'Cloud',
          occurredOn: '2026-03-30',
        })
      ).status,
    ).toBe(200)
  })

  test('are counted with their home divisions, on the day asked for', async () => {
    await invite('Ada', { division: 'Retail' })
    await invite('Bob', { division: 'Wholesale' })
    await invite('Cem', { division: 'Wholesale' })
    await invite('Dana')
    await join(1, 'Ada', 'member', '2026-03-01')
    await join(1, 'Bob', 'member', '2026-03-10')
    const { id } = await join(1, 'Cem', 'lead', '2026-03-10')
    await join(1, 'Dana', 'viewer', '2026-03-31')
    await p.post('teams/1/members/end', { member: id, until: '2026-03-20' })
    const on = async (asOf: string) =>
      (await p.get<{ teams: { id: number; members: unknown }[] }>(`teams?asOf=${asOf}`)).teams.find(
        (team) => team.id === 1,
      )?.members
    expect(await on('2026-02-28')).toEqual({ people: 0, divisions: 0 })
    expect(await on('2026-03-01')).toEqual({ people: 1, divisions: 1 })
    expect(await on('2026-03-20')).toEqual({ people: 3, divisions: 2 })
    expect(await on('2026-03-21')).toEqual({ people: 2, divisions: 2 })
    expect(await on('2026-03-31')).toEqual({ people: 3, divisions: 2 })
  })

  test('no figure changes when people come, change and go, or when teams are formed and dissolved', async () => {
    const figures = async () => [
      await p.get('growth'),
      await p.get('growth/parts'),
      await p.get('workload?interval=week&from=2026-01-05&groupBy=team'),
      await p.get('comparison?by=team'),
      await p.get('services'),
      await p.get('services/groups?by=division'),
      await p.get('attention'),
    ]
    const before = await figures()
    await invite('Ada', { division: 'Wholesale', skills: ['terraform'] })
    const { id } = await join(1, 'Ada', 'member', '2026-01-01')
    await p.post('teams/1/members/role', { member: id, role: 'lead' })
    await setTime(1, { formedOn: '2026-03-01', dissolvedOn: '2026-03-15' })
    await setTime(3, { formedOn: '2026-04-15' })
    expect(await figures()).toEqual(before)
    expect((await p.projections()).differences).toEqual([])
  })

  test('a lead finds people of any division by name and skill, and learns nothing of how they sign in', async () => {
    await invite('Grace Hopper', {
      division: 'Wholesale',
      email: 'grace@example.com',
      skills: ['Terraform', 'Postgres'],
    })
    await invite('Ada Lovelace', { division: 'Retail', skills: ['terraform'], teams: [{ team: 1, role: 'member' }] })
    const out = await invite('Mallory', { skills: ['terraform', 'postgres'] })
    await p.patch(`people/${out}`, { disabled: true }, 1)
    const lead: Actor = {
      id: 'person:99',
      name: 'Lead',
      role: 'lead',
      teams: new Map([[1, 'lead']]),
      reads: 'everything',
    }
    p.setActor(lead)
    const found = async (q: string) =>
      (await p.get<{ people: { name: string }[] }>(`teams/1/candidates?q=${encodeURIComponent(q)}`)).people
    expect(await found('terraform postgres')).toEqual([
      { id: 1, name: 'Grace Hopper', division: 'Wholesale', skills: ['Postgres', 'Terraform'], teams: [] },
    ])
    expect((await found('TERRA')).map(({ name }) => name)).toEqual(['Ada Lovelace', 'Grace Hopper'])
    expect(await found('lovelace')).toMatchObject([{ name: 'Ada Lovelace', teams: ['Payments'] }])
    expect(await found('grace@example.com')).toEqual([])
    expect(await found('grace.hopper')).toEqual([])
    expect(await found('100%')).toEqual([])
    expect((await p.ask('GET', 'teams/3/candidates')).status).toBe(403)
    expect((await p.ask('GET', 'people')).status).toBe(403)
    for (const role of actingRoles) {
      const teams = role === 'viewer' || role === 'member' || role === 'team-token' ? new Map([[1, role]]) : new Map()
      p.setActor({ ...localAdministrator, id: 'person:99', role, teams })
      const { status } = await p.ask('GET', 'teams/1/candidates')
      expect([role, status]).toEqual([role, role === 'administrator' ? 200 : 403])
    }
    p.setActor(null)
    expect((await p.ask('GET', 'teams/1/candidates')).status).toBe(401)
  })

  test('a team that is called like the number of another one is not taken for it', async () => {
    await invite('Ada')
    const called = await p.team('1', 'Wholesale')
    p.setActor({ id: 'person:99', name: 'Lead', role: 'lead', teams: new Map([[1, 'lead']]), reads: 'everything' })
    await join(1, 'Ada', 'member')
    expect((await members(1)).map(({ person }) => person.name)).toEqual(['Ada'])
    expect(await members(called)).toEqual([])
    expect((await p.ask('GET', `teams/${called + 1}/members`)).status).toBe(404)
  })

  test('5,000 people of one team are listed and counted', async () => {
    await p.database.write(async (queries) => {
      const people = Array.from({ length: 5_000 }, (_, index) => ({
        id: 1000 + index,
        name: `Person ${index}`,
        name_search: `person ${index}`,
        sign_in_name: `person-${index}`,
        email: '',
        division_id: (index % 2) + 1,
        role: 'viewer',
        password_hash: null,
        issuer: null,
        subject: null,
        created_at: 0,
        disabled_at: null,
        version: 1,
        reads_everything: 0,
      }))
      await insertMany(queries, 'person', people)
      const rows = people.map(({ id }) => ({
        id,
        team_id: 2,
        person_id: id,
        role: 'member',
        since: '2026-01-01',
        until: null,
        version: 1,
      }))
      await insertMany(queries, 'team_member', rows)
    })
    expect((await teamOf(2))?.members).toEqual({ people: 5_000, divisions: 2 })
    expect(await members(2)).toHaveLength(5_000)
  })
})
