import { day } from '../../src/domain/calendar-day.ts'
import { can, localAdministrator, wholeProgramme } from '../../src/domain/permissions.ts'
import { type Api, createApi } from '../../src/server/api.ts'
import type { Database } from '../../src/server/database/database.ts'
import { hashPassword, verifyPassword } from '../../src/server/host/passwords.ts'
import { makeToken } from '../../src/server/sign-in/make-token.ts'
import { hashOf, newSecret } from '../../src/server/sign-in/secrets.ts'
import { slowDown } from '../../src/server/sign-in/slow-down.ts'
import { byCommandLine } from '../../src/server/storage/audit.ts'
import { insertMember } from '../../src/server/storage/members.ts'
import { insertPerson } from '../../src/server/storage/people.ts'
import { insertSession } from '../../src/server/storage/sessions.ts'
import { row, timed } from './timing.ts'

const password = 'lamp otter gravel quince'
const others = 1_000
const service = 'bench-who-asks'

const apiOver = (database: Database, now: number, signsIn: boolean): Api =>
  createApi({
    database,
    clock: { now: () => now },
    whoIsAsking: () => (signsIn ? null : localAdministrator),
    ...(signsIn ? { signIn: { hashPassword, verifyPassword, slowDown: slowDown(() => now), secure: false } } : {}),
    version: 'bench',
    importLimits: { bytes: 0, rows: 0 },
    reportFault: (fault, error) => console.error(fault, error),
  })

/** A person who logs for some teams, signed in, among a thousand others with teams and sessions. */
async function signedIn(database: Database, now: number, teams: readonly number[]): Promise<string> {
  const since = day('2019-01-01')
  const passwordHash = await hashPassword(password)
  let cookie = ''
  for (let start = 0; start <= others; start += 100) {
    await database.write(async (queries) => {
      for (let at = start; at < Math.min(start + 100, others + 1); at++) {
        const person = await insertPerson(queries, {
          name: `person ${at}`,
          signInName: `person-${at}`,
          email: '',
          division: null,
          role: at === 1 ? 'administrator' : 'viewer',
          passwordHash: at === 0 ? passwordHash : null,
          createdAt: now,
        })
        for (const team of teams) await insertMember(queries, { team, person, role: 'lead', since })
        const secret = newSecret()
        if (at === 0) cookie = `tenfold-session=${secret}`
        await insertSession(queries, {
          token_hash: hashOf(secret),
          person_id: person,
          means: 'password',
          address: '127.0.0.1',
          agent: 'bench',
          created_at: now,
          provider_session: null,
        })
      }
    })
  }
  return cookie
}

async function ask(api: Api, path: string, headers: Record<string, string>, body?: unknown): Promise<unknown> {
  const answer = await api.fetch(
    new Request(`http://localhost/api/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
  const said = (await answer.json()) as { code?: string }
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(said)}`)
  return said
}

/** The decision alone, about a team of one's own, another, and the programme. */
function decides(teams: readonly number[]): number {
  const actor = {
    ...localAdministrator,
    role: 'viewer',
    teams: new Map(teams.map((id) => [id, 'lead' as const])),
  } as const
  const resources = [{ team: teams[0] ?? 1 }, { team: 0 }, wholeProgramme]
  let allowed = 0
  for (let run = 0; run < 1_000_000; run++) if (can(actor, 'log-move', resources[run % 3] ?? wholeProgramme)) allowed++
  return allowed
}

const medianOf = (times: number[]): number =>
  times.sort((one, other) => one - other)[Math.floor(times.length / 2)] as number

/**
 * The hot routes with and without finding out who asks (session, person, teams, what they read, and `can`), in turn, so
 * that whatever else the machine does falls on both alike.
 */
export async function whoAsks(database: Database, now: number): Promise<void> {
  const open = apiOver(database, now, false)
  const { teams } = (await ask(open, 'teams?limit=3', {})) as { teams: { id: number }[] }
  const ids = teams.map(({ id }) => id)
  await ask(open, 'services', {}, { name: service, team: ids[0], units: 1000, location: 1, occurredOn: '2024-01-01' })
  const cookie = await signedIn(database, now, ids)
  const closed = apiOver(database, now, true)
  const logged = (api: Api, headers: Record<string, string>) =>
    ask(api, 'moves', headers, { service, units: 1, from: null, to: 1, occurredOn: '2024-07-01' })
  const hot: [string, number, (api: Api, headers: Record<string, string>) => Promise<unknown>][] = [
    ['services list', 200, (api, headers) => ask(api, 'services', headers)],
    ['growth', 100, (api, headers) => ask(api, 'growth', headers)],
    ['log a move', 150, logged],
  ]
  const token = await database.write((queries) =>
    makeToken(queries, byCommandLine, now, { name: 'bench', scope: 'write', teams: ids, lastDay: null }),
  )
  const bearer = { authorization: `Bearer ${token.secret}` }
  for (const [name, runs, work] of hot) {
    const ways = [
      { times: [] as number[], ask: () => work(open, {}) },
      { times: [] as number[], ask: () => work(closed, { cookie }) },
      { times: [] as number[], ask: () => work(closed, bearer) },
    ] as const
    for (let run = 0; run < runs + 12; run++) {
      // Which of them comes first changes, as the next finds everything warm.
      for (let turn = 0; turn < ways.length; turn++) {
        const way = ways[(run + turn) % ways.length] as (typeof ways)[number]
        const took = await timed(way.ask)
        if (run >= 12) way.times.push(took)
      }
    }
    const [without, session, byToken] = ways
    const alone = medianOf(without.times)
    row(`${name}, without asking who`, alone)
    row(`${name}, by session`, medianOf(session.times), { beside: alone, name: 'without' })
    row(`${name}, by token`, medianOf(byToken.times), { beside: alone, name: 'without' })
  }
  row('can(), a million times', await timed(async () => decides(ids)))
  await signIns(closed)
}

/** Four people sign in at a time, as many as hash at once. */
async function signIns(api: Api): Promise<void> {
  const many = 40
  const took = await timed(() =>
    Promise.all(
      Array.from({ length: 4 }, async () => {
        for (let turn = 0; turn < many / 4; turn++) await ask(api, 'sign-in', {}, { signInName: 'person-0', password })
      }),
    ),
  )
  row(`sign-ins, 4 at once: ${((many * 1000) / took).toFixed(1)} a second, each`, took / many)
}
