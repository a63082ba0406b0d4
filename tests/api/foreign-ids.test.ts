import { beforeAll, describe, expect, test } from 'vitest'
import { everyEndpoint } from '../../src/contract/everything.ts'
import type { ReadingRule } from '../../src/domain/permissions.ts'
import { type Api, createApi } from '../../src/server/api.ts'
import type { Database } from '../../src/server/database/database.ts'
import type { Tables } from '../../src/server/database/tables.ts'
import { slowDown } from '../../src/server/sign-in/slow-down.ts'
import { textOf } from '../set-up/event-stream.ts'
import { standInPasswords } from '../set-up/stand-in-passwords.ts'
import { noonOf, quickEngines } from './set-up/programme-api.ts'
import { type Kind, largestOfB, marker, type TwoHouses, twoHouses } from './set-up/two-houses.ts'
import { type Attempt, attemptsOf, type Document, shapesOf } from './set-up/walk.ts'

// Broken object-level authorisation, walked: everything that house A made is named in every place of every request that
// the OpenAPI document knows, by everybody of house B. Nothing of A may change; with reading limited, nothing may show.

const now = noonOf('2026-03-31')

/** The real API with sign-in, so that whoever asks is found out as in production. */
function signInApi(database: Database, faults: unknown[]): Api {
  return createApi({
    database,
    clock: { now: () => now },
    whoIsAsking: () => null,
    signIn: {
      ...standInPasswords,
      slowDown: slowDown(() => now),
      secure: false,
    },
    version: 'test',
    importLimits: { bytes: 1024 * 1024, rows: 1000 },
    reportFault: (_number, error) => faults.push(error),
  })
}

/** What a walk leaves alone: notes of use, which everybody's own requests write. */
const volatile = new Set(['used_at', 'seen_at'])
const everyTable = Object.keys({
  programme: 0,
  division: 0,
  team: 0,
  location: 0,
  service: 0,
  move: 0,
  level_entry: 0,
  confirmation: 0,
  team_heard: 0,
  rollup_span: 0,
  service_day: 0,
  last_review: 0,
  import_run: 0,
  rollup_day: 0,
  rollup_location: 0,
  idempotency: 0,
  audit: 0,
  setting: 0,
  person: 0,
  skill: 0,
  person_skill: 0,
  former_name: 0,
  team_member: 0,
  session: 0,
  machine_token: 0,
  shared_link: 0,
  kept_brief: 0,
  one_time_link: 0,
  passkey: 0,
  ceremony: 0,
  known_browser: 0,
  release_cycle: 0,
  plan_item: 0,
  closed_cycle: 0,
  closed_item: 0,
  closed_team: 0,
  sign_off: 0,
  wave: 0,
  blocker: 0,
  stand_up_line: 0,
  promise_answer: 0,
  absence: 0,
  hand_over: 0,
  hand_over_item: 0,
  mail_wish: 0,
  mail_text: 0,
  mail: 0,
  region: 0,
  feedback: 0,
  wave_service: 0,
  dependency: 0,
  webhook: 0,
  annotation: 0,
  event: 0,
  delivery: 0,
} satisfies Record<keyof Tables, 0>) as (keyof Tables)[]

/** What its people open, end and choose for themselves as they like. */
const ofTheirOwn = new Set<string>(['session', 'mail_wish', 'last_review'])

/** Every row there is but those of the people of B for themselves. */
const everything = (database: Database, peopleOfB: readonly number[]) =>
  database.read(async (queries) => {
    const rows = new Map<string, string>()
    for (const table of everyTable) {
      for (const row of (await queries.selectFrom(table).selectAll().execute()) as Record<string, unknown>[]) {
        const whose = row['person_id'] ?? Number(/^person:(\d+)$/.exec(String(row['reader']))?.[1])
        if (ofTheirOwn.has(table) && peopleOfB.includes(whose as number)) continue
        const kept = Object.fromEntries(Object.entries(row).filter(([column]) => !volatile.has(column)))
        rows.set(`${table} ${JSON.stringify(kept)}`, table)
      }
    }
    return rows
  })

/** What leads a browser on has no body, and the calendar is none of JSON. */
const isJson = (answer: Response): boolean => answer.headers.get('content-type')?.includes('json') === true

const numbersIn = (value: unknown): number[] =>
  typeof value === 'number'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(numbersIn)
      : []

/** The answer without what was asked: whoever names something is told that very name again. */
function withoutEcho(text: string, { value }: Attempt): string {
  if (value === undefined) return text
  const said = JSON.stringify(String(value))
    .slice(1, -1)
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  // A beginning of a name is told again as it was said, and not where a longer name begins with it.
  return text.replaceAll(new RegExp(`(?<![\\w-])${said}(?![\\w-])`, 'gi'), '…')
}

const missing: Readonly<Partial<Record<Kind, number>>> = {
  service: 99_901,
  move: 99_902,
  team: 99_903,
  division: 99_904,
  person: 99_905,
  token: 99_906,
  member: 99_907,
  session: 99_908,
  import: 99_909,
  passkey: 99_910,
  wave: 99_911,
  blocker: 99_912,
  line: 99_913,
  absence: 99_914,
  handOver: 99_916,
  mail: 99_917,
  feedback: 99_915,
  annotation: 99_918,
}

const askers = ['viewer', 'member', 'lead', 'write token', 'read token'] as const

describe.each(quickEngines)('house B with everything of house A, on $name', ({ freshDatabase }) => {
  let houses: TwoHouses
  let api: Api
  let document: Document
  const faults: unknown[] = []

  beforeAll(async () => {
    const database = await freshDatabase()
    houses = await twoHouses(database)
    api = signInApi(database, faults)
    document = (await (await api.fetch(new Request('http://localhost/api/v1/openapi.json'))).json()) as Document
  })

  const headersOf = async (asker: (typeof askers)[number]): Promise<Record<string, string>> =>
    asker === 'viewer' || asker === 'member' || asker === 'lead'
      ? { cookie: await houses.signedIn(houses.personOfB[asker]) }
      : { authorization: `Bearer ${houses.tokensOfB[asker === 'write token' ? 'write' : 'read']}` }
  /** Leads gather teams from all divisions, so they find its people, by name and skill. */
  const asFoundBy = (asker: (typeof askers)[number], text: string) =>
    asker === 'lead' ? houses.a.people.reduce((left, word) => left.replaceAll(new RegExp(word, 'gi'), '…'), text) : text
  const setReading = async (reading: ReadingRule) => {
    const { version } = await houses.p.get<{ version: number }>('access-settings')
    expect((await houses.p.patch('access-settings', { reading }, version)).status).toBe(200)
  }
  const own = (kind: Kind) => houses.b.values[kind][0]

  test('everything that A made is there to be named', () => {
    for (const [kind, values] of Object.entries(houses.a.values))
      for (const value of values) expect(value, kind).toBeTruthy()
  })

  describe.each(['own-division', 'everything'] as const)('reading %s', (reading) => {
    test.each(askers)(
      'as %s',
      async (asker) => {
        await setReading(reading)
        const peopleOfB = Object.values(houses.personOfB)
        let tried = 0
        let before = await everything(houses.p.database, peopleOfB)
        for (const shape of shapesOf(document)) {
          for (const attempt of attemptsOf(shape, own, (kind) => houses.a.values[kind])) {
            const headers = await headersOf(asker)
            const answer = await api.fetch(attempt.request(headers))
            const text = await textOf(answer)
            const what = `${attempt.says}: ${answer.status} ${text.slice(0, 400)}`
            tried++
            expect(answer.status, what).toBeLessThan(500)
            if (reading === 'everything') continue
            expect(asFoundBy(asker, withoutEcho(text, attempt)), what).not.toMatch(marker)
            expect([...answer.headers].join(), what).not.toMatch(marker)
            expect(
              Math.max(
                0,
                ...numbersIn(isJson(answer) ? JSON.parse(text) : null).filter((number) => number !== attempt.value),
              ),
              what,
            ).toBeLessThan(largestOfB)
            await expectAsMissing(attempt, { status: answer.status, text }, asker)
          }
          // What a question wrote would show after the next thing that is done.
          if (shape.method === 'GET') continue
          const after = await everything(houses.p.database, peopleOfB)
          const gone = [...before.keys()].filter((row) => !after.has(row))
          expect(gone, `${shape.operation} changed something`).toEqual([])
          const added = [...after].filter(
            ([row, table]) => !before.has(row) && table !== 'audit' && table !== 'idempotency' && table !== 'ceremony',
          )
          // A lead may take anybody into their own team; that is all that can come of it.
          const teamOfB = `"team_id":${own('team')},`
          const taken = (row: string) => asker === 'lead' && row.startsWith('team_member ') && row.includes(teamOfB)
          // Whoever uses a service says how it does, whichever team runs it.
          const said = (row: string) => shape.operation === 'giveFeedback' && row.startsWith('feedback ')
          expect(
            added.map(([row]) => row).filter((row) => !taken(row) && !said(row)),
            shape.operation,
          ).toEqual([])
          before = after
        }
        // Nobody of A stays in a team of B, where the next ones would see them.
        const personOfA = houses.a.values.person[0] as number
        await houses.p.database.write((queries) =>
          queries
            .deleteFrom('team_member')
            .where('person_id', '=', personOfA)
            .where('team_id', '=', own('team') as number)
            .execute(),
        )
        expect(tried).toBeGreaterThan(100)
        expect(faults).toEqual([])
      },
      60_000,
    )
  })

  /** A number of A's is answered as a number of nobody's, letter for letter. */
  async function expectAsMissing(
    attempt: Attempt,
    { status, text }: { status: number; text: string },
    asker: (typeof askers)[number],
  ) {
    const none = attempt.kind === undefined ? undefined : missing[attempt.kind]
    if (none === undefined || typeof attempt.value !== 'number') return
    if (asker === 'lead' && attempt.shape.operation === 'addMember' && attempt.kind === 'person') return
    const other = attempt.naming(none)
    const answer = await api.fetch(other.request(await headersOf(asker)))
    expect([answer.status, withoutEcho(await textOf(answer), other)], attempt.says).toEqual([
      status,
      withoutEcho(text, attempt),
    ])
  }
})

test('an administrator who asks the same is not refused: each request is one that could do something', async () => {
  const engine = quickEngines.find(({ name }) => name === 'sqlite')
  if (!engine) throw new Error('SQLite is not there.')
  const database = await engine.freshDatabase()
  const { p, a } = await twoHouses(database)
  const document = (await (await p.api.fetch(new Request('http://localhost/api/v1/openapi.json'))).json()) as Document
  const refused: string[] = []
  for (const shape of shapesOf(document)) {
    const theirs = (kind: Kind) => a.values[kind].slice(0, 1)
    const [first] = attemptsOf(shape, (kind) => a.values[kind][0], theirs)
    if (!first) continue
    const answer = await p.api.fetch(first.request({}))
    if (answer.status >= 300) refused.push(`${shape.operation} ${answer.status}`)
  }
  // What is open says itself who is let in, and nobody signs in to this API.
  const isOpen = (said: string) => everyEndpoint.some(({ name, open }) => open === true && said.startsWith(`${name} `))
  expect(refused.filter((said) => !isOpen(said))).toEqual([
    // Its version has moved on.
    'changeProgramme 412',
    // This is no sample.
    'advanceSample 404',
    // No cycle was closed.
    'readKeptBrief 404',
    // Its version has moved on too.
    'changeReleaseCycle 412',
    // And that of the review.
    'closeReleaseCycle 412',
    // A stand-up and its absences are of one team, and the first request names none.
    'readStandUp 400',
    'listAbsences 400',
    // Only what a team has itself can it hand over, whoever asks.
    'handOver 422',
    // Feedback came from there.
    'removeRegion 422',
    // The local administrator has no account.
    'readAccount 422',
    'changeAccount 422',
    'readMailWishes 422',
    'changeMailWishes 422',
    // They belong to the team already.
    'addMember 422',
    // The calendar of stand-ups is of one team too.
    'readStandUpCalendar 400',
    // Nobody signs in to this API.
    'readSignInSettings 404',
  ])
})
