import { CompiledQuery, type KyselyPlugin } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { day } from '../../src/domain/calendar-day.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Database } from '../../src/server/database/database.ts'
import { insertMany } from '../../src/server/database/insert-many.ts'
import type { Queries } from '../../src/server/database/tables.ts'
import { type PeopleSearch, peopleWanted } from '../../src/server/storage/people-search.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

interface Page {
  readonly people: readonly Person[]
  readonly total: number
  readonly all: number
}

describe.each(quickEngines)('looking for people on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = await twoDivisions(await freshDatabase())
    const invite = async (name: string, signInName: string, more: Record<string, unknown>) =>
      expect((await p.post('people', { name, signInName, ...more })).status).toBe(201)
    await invite('Grace Hopper', 'ghopper', {
      division: 'Wholesale',
      skills: ['Terraform', 'Postgres', 'COBOL'],
      teams: [{ team: 'Payments', role: 'lead' }],
    })
    await invite('Ada Lovelace', 'ada', {
      division: 'Retail',
      skills: ['terraform', 'analysis'],
      role: 'administrator',
    })
    await invite('Bob 100%', 'bob', { skills: ['postgresql'] })
    await invite('김민수', 'minsu', { division: 'Retail', skills: ['쿠버네티스', 'site reliability'] })
  })

  const names = async (query: string): Promise<string[]> => {
    const { people, total } = await p.get<Page>(`people?${query}`)
    expect(total).toBe(people.length)
    return people.map(({ name }) => name)
  }
  const q = (text: string) => names(`q=${encodeURIComponent(text)}`)

  test('every word is looked for in name, sign-in name and skills', async () => {
    expect(await q('terraform postgres')).toEqual(['Grace Hopper'])
    expect(await q('TERRA')).toEqual(['Ada Lovelace', 'Grace Hopper'])
    expect(await q('postgres')).toEqual(['Bob 100%', 'Grace Hopper'])
    expect(await q('hopper cobol')).toEqual(['Grace Hopper'])
    expect(await q('ghop')).toEqual(['Grace Hopper'])
    expect(await q('민수 쿠버')).toEqual(['김민수'])
    expect(await q('reliability')).toEqual(['김민수'])
    expect(await q('%')).toEqual(['Bob 100%'])
    expect(await q('_')).toEqual([])
    expect(await q('   ')).toHaveLength(4)
  })

  test('filters narrow together', async () => {
    expect(await names('skill=terraform')).toEqual(['Ada Lovelace', 'Grace Hopper'])
    expect(await names('skill=TERRAFORM,postgres')).toEqual(['Grace Hopper'])
    // A skill is a whole one, unlike a word that is looked for.
    expect(await names('skill=postgres')).toEqual(['Grace Hopper'])
    expect(await names('skill=terraform,none')).toEqual([])
    expect(await names('division=Retail')).toEqual(['Ada Lovelace', '김민수'])
    expect(await names('team=Payments')).toEqual(['Grace Hopper'])
    expect(await names('role=administrator')).toEqual(['Ada Lovelace'])
    expect(await names('role=administrator&division=Wholesale')).toEqual([])
    await p.patch('people/3', { disabled: true }, 1)
    expect(await names('disabled=true')).toEqual(['Bob 100%'])
    expect(await names('disabled=false')).toHaveLength(3)
    const unknown = await p.ask<{ code: string }>('GET', 'people?division=Nowhere')
    expect([unknown.status, unknown.body.code]).toEqual([422, 'unknown-division'])
  })

  test('a team is searched for who belongs to it today', async () => {
    await p.post('teams/2/members', { person: 'Ada Lovelace', role: 'member', since: '2026-04-01' })
    expect(await names('team=Web')).toEqual([])
    p.setClock('2026-04-01')
    expect(await names('team=Web')).toEqual(['Ada Lovelace'])
  })

  test('people come by pages, counted with and without what is looked for', async () => {
    const page = (query: string) => p.get<Page>(`people?${query}`)
    expect(await page('limit=1&offset=1')).toMatchObject({ people: [{ name: 'Bob 100%' }], total: 4, all: 4 })
    expect(await page('limit=1&q=terraform')).toMatchObject({ people: [{ name: 'Ada Lovelace' }], total: 2, all: 4 })
    expect(await page('offset=9')).toMatchObject({ people: [], total: 4 })
  })

  test('a skill is written as it was first, and gone with the last who has it', async () => {
    const skills = async (text = '') => (await p.get<{ skills: string[] }>(`skills?q=${text}`)).skills
    expect((await p.get<Page>('people?q=ada')).people[0]?.skills).toEqual(['analysis', 'Terraform'])
    expect(await skills('s')).toEqual(['site reliability', 'analysis', 'Postgres', 'postgresql'])
    await p.patch('people/1', { skills: ['terraform'] }, 1)
    expect(await skills('postgres')).toEqual(['postgresql'])
    await p.patch('people/3', { skills: ['PostgreSQL', 'POSTGRESQL'] }, 1)
    expect(await skills('postgres')).toEqual(['PostgreSQL'])
    expect((await p.patch('people/3', { skills: Array.from({ length: 31 }, (_, at) => `s${at}`) }, 2)).status).toBe(400)
  })

  test('people say their own skills, programs and strangers none', async () => {
    const version = (await p.get<Page>('people?q=ghopper')).people[0]?.version ?? 0
    p.setActor({
      id: 'person:1',
      name: 'Grace Hopper',
      role: 'lead',
      teams: new Map([[1, 'lead']]),
      reads: 'everything',
    })
    const account = await p.ask('GET', 'account')
    expect(account.headers.get('etag')).toBe(`"${version}"`)
    expect(account.body).toEqual({
      id: 1,
      name: 'Grace Hopper',
      division: 'Wholesale',
      skills: ['COBOL', 'Postgres', 'Terraform'],
      version,
    })
    const said = await p.patch('account', { skills: ['Go', 'cobol'] }, version)
    expect(said).toMatchObject({ status: 200, body: { skills: ['cobol', 'Go'], version: version + 1 } })
    // Two tabs: the second one is told, and nothing of the first is lost.
    expect(await p.patch('account', { skills: [] }, version)).toMatchObject({
      status: 412,
      body: { code: 'stale', current: { skills: ['cobol', 'Go'] } },
    })
    p.setActor({ id: 'person:0', name: 'Nobody', role: 'viewer', teams: new Map(), reads: 'everything' })
    expect(await p.ask('GET', 'account')).toMatchObject({ status: 422, body: { code: 'no-account' } })
    p.setActor({
      id: 'token:1',
      name: 'deploy (token)',
      role: 'programme-token',
      teams: new Map(),
      reads: 'everything',
    })
    for (const path of ['account', 'skills']) expect((await p.ask('GET', path)).status, path).toBe(403)
  })

  test('a person may be called otherwise: their moves stay theirs, and their former name nobody else’s', async () => {
    const grace = {
      id: 'person:1',
      role: 'member' as const,
      teams: new Map([[1, 'member' as const]]),
      reads: 'everything' as const,
    }
    p.setActor({ ...grace, name: 'Grace Hopper' })
    const logged = await p.log('ledger', '2026-03-26', { units: 5, from: null, to: 'Cloud' })
    p.setActor({
      id: 'local',
      name: 'local administrator',
      role: 'administrator',
      teams: new Map(),
      reads: 'everything',
    })
    expect(await p.patch<Person>('people/1', { name: 'ADA LOVELACE' }, 1)).toMatchObject({
      body: { code: 'name-taken' },
    })
    expect(await p.patch<Person>('people/1', { name: 'Grace Murray' }, 1)).toMatchObject({
      status: 200,
      body: { name: 'Grace Murray', version: 2 },
    })
    expect(await p.patch('people/3', { name: 'grace hopper' }, 1)).toMatchObject({
      status: 422,
      body: { code: 'name-once-taken' },
    })
    expect(await p.post('people', { name: 'Grace Hopper', signInName: 'other' })).toMatchObject({
      body: { code: 'name-once-taken' },
    })
    const { entries } = await p.get<{ entries: { before: Person; after: Person }[] }>('audit?action=change-person')
    expect(entries[0]).toMatchObject({ before: { name: 'Grace Hopper' }, after: { name: 'Grace Murray' } })
    const id = logged.moves[0]?.id ?? 0
    expect(await p.get(`moves/${id}`)).toMatchObject({ actor: 'Grace Hopper' })
    p.setActor({ id: 'person:3', name: 'Bob', role: 'member', teams: new Map([[1, 'member']]), reads: 'everything' })
    expect((await p.post(`moves/${id}/reversal?dryRun=true`, {})).status).toBe(403)
    p.setActor({ ...grace, name: 'Grace Murray' })
    expect((await p.post(`moves/${id}/reversal?dryRun=true`, {})).status).toBe(200)
    p.setActor({
      id: 'local',
      name: 'local administrator',
      role: 'administrator',
      teams: new Map(),
      reads: 'everything',
    })
    expect((await p.patch('people/1', { name: 'Grace Hopper' }, 2)).status).toBe(200)
  })
})

/** 50,000 people in 5,000 teams and 50 divisions, each with some of 400 skills. */
async function manyPeople(database: Database): Promise<void> {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
  const named = (id: number, name: string) => ({ id, name, name_search: name })
  await database.write(async (queries) => {
    await insertMany(
      queries,
      'division',
      numbers(50).map((id) => ({ ...named(id, `division ${id}`), version: 1 })),
    )
    await insertMany(
      queries,
      'team',
      numbers(5_000).map((id) => ({
        ...named(id, `team ${id}`),
        division_id: (id % 50) + 1,
        version: 1,
        formed_on: null,
        dissolved_on: null,
        zone: null,
        region: '',
        morning_at: null,
        evening_at: null,
      })),
    )
    await insertMany(
      queries,
      'person',
      numbers(50_000).map((id) => ({
        ...named(id, `person ${String((id * 7919) % 50_000).padStart(5, '0')}`),
        sign_in_name: `p${id}`,
        email: `p${id}@example.com`,
        division_id: (id % 50) + 1,
        role: 'viewer',
        password_hash: null,
        issuer: null,
        subject: null,
        created_at: 0,
        disabled_at: id % 100 === 0 ? 1 : null,
        version: 1,
        reads_everything: 0,
      })),
    )
    await insertMany(
      queries,
      'team_member',
      numbers(50_000).map((id) => ({
        id,
        team_id: (id % 5_000) + 1,
        person_id: id,
        role: 'member',
        since: '2026-01-01',
        until: null,
        version: 1,
      })),
    )
    await insertMany(
      queries,
      'skill',
      numbers(400).map((id) => ({ id, word: `skill ${id}`, word_search: `skill ${id}` })),
    )
    await insertMany(
      queries,
      'person_skill',
      numbers(50_000).flatMap((person_id) =>
        [...new Set([1, 7, 31, 113].map((step) => ((person_id * step) % 400) + 1))].map((skill_id) => ({
          person_id,
          skill_id,
        })),
      ),
    )
  })
}

describe.each(quickEngines)('50,000 people on $name', ({ name: engine, freshDatabase }) => {
  let database: Database
  let p: ProgrammeApi
  beforeAll(async () => {
    database = await freshDatabase()
    p = programmeApi(database, '2026-03-31')
    await manyPeople(database)
    if (engine === 'postgres') await database.write((queries) => queries.executeQuery(CompiledQuery.raw('analyze')))
  }, 120_000)

  /** What the engine reads to answer a page of a search, in its own words. */
  const planOf = (search: Partial<PeopleSearch>) =>
    database.read(async (queries: Queries) => {
      const { sql, parameters } = peopleWanted(queries, { limit: 100, offset: 0, ...search }, day('2026-03-31'))
        .select('person.id')
        .orderBy('person.name_search')
        .limit(100)
        .compile()
      const explain = engine === 'sqlite' ? 'explain query plan' : 'explain'
      const { rows } = await queries.executeQuery<Record<string, unknown>>(
        CompiledQuery.raw(`${explain} ${sql}`, [...parameters]),
      )
      return rows.map((row) => String(row['detail'] ?? row['QUERY PLAN'])).join('\n')
    })

  test('a page is a page, and never all of them', async () => {
    const page = await p.get<Page>('people?limit=50&offset=49990')
    expect(page).toMatchObject({ total: 50_000, all: 50_000 })
    expect(page.people.map(({ name }) => name)[0]).toBe('person 49990')
    expect(page.people).toHaveLength(10)
    expect((await p.get<Page>('people')).people).toHaveLength(100)
    const { people, total } = await p.get<Page>('people?skill=skill 8,skill 50&limit=5')
    expect(total).toBeGreaterThan(0)
    for (const { skills } of people) expect(skills).toEqual(expect.arrayContaining(['skill 8', 'skill 50']))
  })

  test('names are read from their index alone, and skills, teams and homes are sought', async () => {
    const byName = await planOf({ q: 'son 123', bySignInName: true })
    const bySkill = await planOf({ skills: ['skill 8', 'skill 50'] })
    const byTeam = await planOf({ team: 17 })
    const byHome = await planOf({ division: 3 })
    if (engine === 'sqlite') {
      expect(byName).toMatch(/SCAN person USING COVERING INDEX person_by_name/)
      for (const plan of [bySkill, byTeam, byHome])
        expect(plan).not.toMatch(/SCAN (person|team_member|person_skill)\b(?! USING)/)
      expect(bySkill).toMatch(/SEARCH person_skill USING (COVERING )?INDEX person_skill_by_skill/)
      expect(byTeam).toMatch(/SEARCH team_member USING INDEX team_member_by_team/)
      expect(byHome).toMatch(/SEARCH person USING INDEX person_by_division/)
    } else {
      expect(bySkill).toMatch(/person_skill_by_skill/)
      expect(byTeam).toMatch(/team_member_by_team/)
      // By name until the page is full, or by home: either way an index, and no further than the page.
      expect(byHome).toMatch(/Index (Only )?Scan (using|on) person_/)
      for (const plan of [bySkill, byTeam, byHome])
        expect(plan).not.toMatch(/Seq Scan on (person|team_member|person_skill)\b/)
    }
  })

  test('a page asks the database as often as a page of one', async () => {
    const statements = async (path: string) => {
      let asked = 0
      const counting: Database = {
        ...database,
        read: (work) => database.read((queries) => work(queries.withPlugin(counter(() => asked++)))),
      }
      const answer = await programmeApi(counting, '2026-03-31').get<Page>(path)
      expect(answer.people.length).toBeGreaterThan(0)
      return asked
    }
    const one = await statements('people?limit=1')
    expect(one).toBeGreaterThan(3)
    expect(await statements('people?limit=500')).toBe(one)
    expect(await statements('people?limit=500&q=person')).toBe(one)
  })
})

const counter = (count: () => void): KyselyPlugin => ({
  transformQuery: ({ node }) => {
    count()
    return node
  },
  transformResult: async ({ result }) => result,
})
