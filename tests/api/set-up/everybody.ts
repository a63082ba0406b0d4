import { type Api, createApi } from '../../../src/server/api.ts'
import type { Database } from '../../../src/server/database/database.ts'
import { hashOf, newSecret } from '../../../src/server/sign-in/secrets.ts'
import { slowDown } from '../../../src/server/sign-in/slow-down.ts'
import { everyTable, pagesOf } from '../../../src/server/storage/copy.ts'
import { insertToken } from '../../../src/server/storage/machine-tokens.ts'
import { insertMember } from '../../../src/server/storage/members.ts'
import { insertPerson } from '../../../src/server/storage/people.ts'
import { insertSession } from '../../../src/server/storage/sessions.ts'
import { standInPasswords } from '../../set-up/stand-in-passwords.ts'
import { noonOf } from './programme-api.ts'

/** Everybody who may ask: nobody at all, a person in each role, and a token of each kind. */
export const everybody = [
  'nobody',
  'viewer',
  'member',
  'lead',
  'administrator',
  'read-token',
  'team-token',
  'programme-token',
  'calendar-token',
] as const
export type Anybody = (typeof everybody)[number]

export interface Everybody {
  readonly api: Api
  readonly faults: unknown[]
  /** What each sends to say who they are. */
  readonly headersOf: (one: Anybody) => Record<string, string>
  /** Every secret that opens something: no answer, no log and no row may ever hold one. */
  readonly secrets: readonly string[]
  /** Gives everybody back what others may have taken from them: sessions, roles, teams, tokens. */
  readonly restore: () => Promise<void>
  /** All that is stored, as one text. */
  readonly everyRow: () => Promise<string>
}

/** The API with sign-in over a programme with a team of number 1, in which the members and leads are. */
export async function withEverybody(database: Database, today: string): Promise<Everybody> {
  const now = noonOf(today)
  let tries = 0
  const faults: unknown[] = []
  const api = createApi({
    database,
    clock: { now: () => now },
    whoIsAsking: () => null,
    signIn: {
      ...standInPasswords,
      // Its clock goes on, or whoever guessed wrong would wait for ever.
      slowDown: slowDown(() => now + 1_000 * ++tries),
      secure: true,
    },
    addressOf: (request) => request.headers.get('x-test-address') ?? '',
    version: 'test',
    importLimits: { bytes: 1024 * 1024, rows: 1000 },
    reportFault: (_number, error) => faults.push(error),
  })
  const secrets = new Map<Anybody, string>()
  const people = new Map<Anybody, number>()
  const tokens = new Map<Anybody, number>()
  await database.write(async (queries) => {
    for (const role of ['viewer', 'member', 'lead', 'administrator'] as const) {
      const id = await insertPerson(queries, {
        name: `The ${role}`,
        signInName: role,
        email: '',
        division: null,
        role: role === 'administrator' ? role : 'viewer',
        passwordHash: 'stand-in',
        createdAt: now,
      })
      people.set(role, id)
      secrets.set(role, newSecret())
    }
    for (const [kind, scope, teams] of [
      ['read-token', 'read', null],
      ['team-token', 'write', [1]],
      ['programme-token', 'write', null],
      ['calendar-token', 'calendar', null],
    ] as const) {
      const secret = newSecret('tenfold_')
      secrets.set(kind, secret)
      const hash = hashOf(secret)
      const token = { name: kind, scope, teams, hash, createdBy: 'The lead', createdAt: now, expiresAt: null }
      tokens.set(kind, await insertToken(queries, token))
    }
  })

  const restore = () =>
    database.write(async (queries) => {
      for (const [role, id] of people) {
        const its = role === 'administrator' ? role : 'viewer'
        await queries.updateTable('person').set({ role: its, disabled_at: null }).where('id', '=', id).execute()
        const hash = hashOf(secrets.get(role) ?? '')
        await queries.deleteFrom('session').where('token_hash', '=', hash).execute()
        await insertSession(queries, {
          token_hash: hash,
          person_id: id,
          means: 'password',
          address: '',
          agent: '',
          created_at: now,
          provider_session: null,
        })
        await queries.deleteFrom('team_member').where('person_id', '=', id).execute()
        if (role === 'member' || role === 'lead' || role === 'viewer')
          await insertMember(queries, { team: 1, person: id, role, since: '2026-01-01' as never })
      }
      // A team that was dissolved, or is still to come, has nobody in it.
      await queries.updateTable('team').set({ formed_on: null, dissolved_on: null }).where('id', '=', 1).execute()
      for (const id of tokens.values())
        await queries
          .updateTable('machine_token')
          .set({ revoked_at: null, expires_at: null })
          .where('id', '=', id)
          .execute()
    })
  await restore()
  return {
    api,
    faults,
    secrets: [...secrets.values()],
    restore,
    everyRow: () =>
      database.read(async (queries) => {
        const rows: unknown[] = []
        for (const { name, key } of everyTable) for await (const page of pagesOf(queries, name, key)) rows.push(...page)
        return JSON.stringify(rows)
      }),
    headersOf: (one): Record<string, string> => {
      if (one === 'nobody') return {}
      const secret = secrets.get(one) ?? ''
      return people.has(one) ? { cookie: `__Host-tenfold=${secret}` } : { authorization: `Bearer ${secret}` }
    },
  }
}
