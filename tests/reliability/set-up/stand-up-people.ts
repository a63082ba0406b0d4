import { searchable } from '../../../src/domain/names.ts'
import { insertMany } from '../../../src/server/database/insert-many.ts'
import { openDatabase, type Whereabouts } from '../../../src/server/database/open-database.ts'
import { hashOf, newSecret } from '../../../src/server/sign-in/secrets.ts'
import { makeProgramme } from './programme.ts'

/** Somebody who is signed in, and the team whose stand-ups they write. */
export interface Speaker {
  readonly name: string
  readonly cookie: string
  readonly team: number
  /** Names of services of that team. */
  readonly services: readonly string[]
}

/**
 * An organisation of so many people, all signed in and each a member of one team, beside an administrator. They are put
 * into the tables at once: to sign in fifty thousand by the door would hash for half an hour.
 */
export async function signedInPeople(
  { count, services, teams }: { count: number; services: number; teams: number },
  { place, environment }: { place: Whereabouts; environment: Record<string, string> },
): Promise<Speaker[]> {
  await makeProgramme(services, environment, teams)
  const database = await openDatabase(place)
  try {
    return await database.write(async (queries) => {
      const now = Date.now()
      const rows = await queries.selectFrom('service').select(['name', 'team_id']).orderBy('id').execute()
      const byTeam = [...Map.groupBy(rows, ({ team_id }) => team_id)]
      const people = Array.from({ length: count }, (_, at) => {
        const [team, its] = byTeam[at % byTeam.length] as (typeof byTeam)[number]
        return { id: at + 1, name: `Person ${at}`, team, services: its.map(({ name }) => name), secret: newSecret() }
      })
      await insertMany(
        queries,
        'person',
        people.map(({ id, name }) => ({
          id,
          name,
          name_search: searchable(name),
          sign_in_name: `person-${id}`,
          email: '',
          division_id: null,
          role: id === 1 ? 'administrator' : 'viewer',
          password_hash: null,
          issuer: null,
          subject: null,
          created_at: now,
          disabled_at: null,
          version: 1,
          reads_everything: 0,
        })),
      )
      await insertMany(
        queries,
        'team_member',
        people.map(({ id, team }) => ({
          id,
          team_id: team,
          person_id: id,
          role: 'member',
          since: '2026-01-01',
          until: null,
          version: 1,
        })),
      )
      await insertMany(
        queries,
        'session',
        people.map(({ id, secret }) => ({
          id,
          token_hash: hashOf(secret),
          person_id: id,
          means: 'password',
          address: '127.0.0.1',
          agent: 'stand-up load',
          created_at: now,
          seen_at: now,
          provider_session: null,
        })),
      )
      return people.map(({ name, team, services, secret }) => ({
        name,
        team,
        services,
        cookie: `tenfold-session=${secret}`,
      }))
    })
  } finally {
    await database.close()
  }
}
