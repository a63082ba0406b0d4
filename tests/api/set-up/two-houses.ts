import type { Database } from '../../../src/server/database/database.ts'
import type { Queries } from '../../../src/server/database/tables.ts'
import { hashOf, newSecret } from '../../../src/server/sign-in/secrets.ts'
import { insertPasskey } from '../../../src/server/storage/passkeys.ts'
import { insertSession } from '../../../src/server/storage/sessions.ts'
import { webhookHosts } from '../../../src/server/webhook-hosts.ts'
import { noonOf, type ProgrammeApi, programmeApi } from './programme-api.ts'

/** Stands in everything that house A wrote, and in nothing of house B. */
export const marker = /aardvark/i
/** Every amount of A is larger, and every amount of B smaller, as is every sum over B alone. */
export const largestOfB = 1_000_000

export type Kind =
  | 'division'
  | 'team'
  | 'service'
  | 'move'
  | 'location'
  | 'import'
  | 'importKey'
  | 'person'
  | 'member'
  | 'token'
  | 'sharedLink'
  | 'session'
  | 'passkey'
  | 'webhook'
  | 'event'
  | 'wave'
  | 'blocker'
  | 'line'
  | 'absence'
  | 'handOver'
  | 'mail'
  | 'feedback'
  | 'region'
  | 'annotation'
  | 'text'

export type Value = string | number

export interface House {
  /** Names and skills of its people, which whoever gathers a team may find. */
  readonly people: readonly string[]
  /** What can be said in the place of a thing of that kind: its numbers, its names, the beginnings of names. */
  readonly values: Readonly<Record<Kind, readonly Value[]>>
}

export interface TwoHouses {
  readonly p: ProgrammeApi
  readonly a: House
  readonly b: House
  readonly personOfB: Readonly<Record<'viewer' | 'member' | 'lead', number>>
  readonly tokensOfB: Readonly<Record<'write' | 'read', string>>
  /** The cookie of a new session. */
  readonly signedIn: (person: number) => Promise<string>
}

const now = noonOf('2026-03-31')

/** Two divisions that have nothing to do with each other; A made everything that can be made. */
export async function twoHouses(database: Database): Promise<TwoHouses> {
  const p = programmeApi(database, '2026-03-31', {
    webhookHosts: webhookHosts(['http://127.0.0.1:8080']),
    mail: { from: 'tenfold@example.com', server: 'mail.example.com:465', host: 'example.com' },
  })
  await p.settings({ baselineDay: '2026-01-31', cycleAnchor: '2026-01-05', unitName: 'units' })
  await made(p, 'people', { name: 'Aardvark Administrator', signInName: 'aardvark-admin', role: 'administrator' })
  const a = await house(p, 'Aardvark', 5_000_000)
  const b = await house(p, 'Badger', 500)
  const personOfB = { viewer: 0, member: 0, lead: 0 }
  for (const role of ['viewer', 'member', 'lead'] as const) {
    const { person } = await made<{ person: { id: number } }>(p, 'people', {
      name: `Badger ${role}`,
      signInName: `badger-${role}`,
      division: 'Badger Division',
      teams: [{ team: 'Badger Team', role }],
    })
    personOfB[role] = person.id
  }
  const tokensOfB = { write: '', read: '' }
  for (const scope of ['write', 'read'] as const)
    tokensOfB[scope] = (
      await made<{ secret: string }>(p, 'tokens', { name: `badger ${scope}`, scope, teams: ['Badger Team'] })
    ).secret
  return { p, a, b, personOfB, tokensOfB, signedIn: (person) => signIn(database, person, 'badger') }
}

async function made<T>(p: ProgrammeApi, path: string, body: unknown): Promise<T> {
  const answer = await p.post<T>(path, body)
  if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

async function house(p: ProgrammeApi, name: string, units: number): Promise<House> {
  const low = name.toLowerCase()
  const [division, team, service] = [`${name} Division`, `${name} Team`, `${low}-one`]
  const divisionId = await p.division(division)
  const teamId = await p.team(team, division)
  const { id: serviceId } = await p.service(service, team, units, '2026-01-10', 'On-premises', {
    owner: `${name} Owner`,
    tags: [low],
    description: `${name} words`,
    custom: { field: `${name} value` },
  })
  await p.service(`${low}-two`, team, units, '2026-01-12', 'Cloud')
  const logged = await p.log(service, '2026-02-05', { level: 400, note: `${name} note`, evidence: `${name}-CHG` })
  const again = await p.log(service, '2026-03-05', { units: units / 10, from: 'Cloud', to: 'On-premises' })
  const reversed = await p.reverse(again.moves[0]?.id ?? 0)
  const theirs = await p.log(service, '2026-03-06', { units: 1, from: 'Cloud', to: 'On-premises' })
  await made(p, `teams/${teamId}/confirmations`, {})
  const { person } = await made<{ person: { id: number } }>(p, 'people', {
    name: `${name} Person`,
    signInName: `${low}-person`,
    email: `${low}@example.com`,
    division,
    skills: [`${low}-skill`],
  })
  const member = await made<{ id: number }>(p, `teams/${teamId}/members`, { person: person.id, role: 'lead' })
  const { token } = await made<{ token: { id: number } }>(p, 'tokens', {
    name: `${low} token`,
    scope: 'write',
    teams: [team],
  })
  const { link } = await made<{ link: { id: number } }>(p, 'shared-links', {
    name: `${name} link`,
    shows: 'brief',
    team,
  })
  const { webhook } = await made<{ webhook: { id: number } }>(p, 'webhooks', {
    name: `${name} hook`,
    url: `http://127.0.0.1:8080/${low}`,
    shape: 'json',
    events: ['cycle-closed'],
  })
  const { event } = await made<{ event: number }>(p, `webhooks/${webhook.id}/test`, {})
  const mail = await made<{ id: number }>(p, 'mails/test', { to: `${low}@example.com` })
  await made(p, 'dependencies', { dependencies: [{ service, dependsOn: `${low}-two`, kind: `${low} calls` }] })
  const { wave } = await made<{ wave: { id: number } }>(p, 'waves', {
    name: `${name} Wave`,
    description: `${name} words`,
    services: [service, `${low}-two`],
  })
  const blocker = await made<{ id: number }>(p, 'blockers', {
    service,
    what: `${name} waits for ${low} firewall`,
    owner: `${name} Person`,
    since: '2026-03-20',
  })
  const promise = { team, kind: 'promise', service, author: `${name} Person`, text: `${name} canary` }
  const line = await made<{ id: number }>(p, 'stand-ups/lines', promise)
  const other = await made<{ id: number }>(p, 'stand-ups/lines', promise)
  const given = await made<{ line: { id: number } }>(p, `stand-ups/lines/${other.id}/answer`, {
    answer: 'blocked',
    words: `${name} waits`,
  })
  const absence = await made<{ id: number }>(p, 'absences', {
    team,
    who: `${name} Person`,
    from: '2026-03-31',
    words: `${name} is ill`,
  })
  const night = await made<{ id: number }>(p, 'teams', { name: `${name} Night`, division })
  const handOver = await made<{ id: number }>(p, 'hand-overs', {
    team,
    to: night.id,
    lines: [line.id],
    blockers: [blocker.id],
    note: `${name} sleeps`,
  })
  // A region belongs to nobody's house: it is told to everybody, as places are.
  const region = await made<{ id: number }>(p, 'regions', { name: `Asia ${units}`, zone: 'Asia/Seoul' })
  const feedback = await made<{ id: number }>(p, 'feedback', {
    service,
    rating: 2,
    words: `${name} is slow`,
    region: region.id,
  })
  const annotation = await made<{ id: number }>(p, 'annotations', {
    day: '2026-03-20',
    words: `${name} stands still`,
    tags: [`${low}-freeze`],
    team,
  })
  const importKey = `${low}-import-key`
  const form = new FormData()
  const row = `2026-02-20,${low}-three,${team},${division},${units},,On-premises`
  form.set(
    'moves',
    new File([`occurred_on,service,team,division,units,from,to\n${row}\n`], `${low}.csv`, { type: 'text/csv' }),
  )
  const imported = await p.ask<{ importId: number }>('POST', 'imports', {
    body: form,
    headers: { 'idempotency-key': importKey },
  })
  if (imported.body.importId === null) throw new Error(`The import of ${name} wrote nothing.`)
  await signIn(p.database, person.id, low)
  const session = await p.database.read((queries) => sessionOf(queries, person.id))
  const { id: passkey } = await p.database.write((queries) =>
    insertPasskey(queries, {
      person_id: person.id,
      credential_id: `${low}-credential`,
      public_key: low,
      counter: 0,
      transports: '[]',
      name: `${name} key`,
      created_at: now,
    }),
  )
  return {
    people: [`${name} Person`, `${name} Administrator`, `${low}-skill`],
    values: {
      division: [divisionId, division, low.slice(0, 5)],
      team: [teamId, team, low.slice(0, 5)],
      service: [serviceId, service, low.slice(0, 5)],
      move: [theirs.moves[0]?.id ?? 0, ...[...logged.moves, ...reversed.moves].map(({ id }) => id)],
      location: [1, 'Cloud'],
      import: [imported.body.importId],
      importKey: [importKey],
      person: [person.id, low.slice(0, 5)],
      member: [member.id],
      token: [token.id],
      sharedLink: [link.id],
      session: [session],
      passkey: [passkey],
      webhook: [webhook.id],
      event: [event],
      wave: [wave.id],
      blocker: [blocker.id],
      line: [line.id, given.line.id],
      absence: [absence.id],
      handOver: [handOver.id],
      mail: [mail.id],
      feedback: [feedback.id],
      region: [region.id],
      annotation: [annotation.id],
      text: [low.slice(0, 5), `${low}-skill`, service, `${name} Owner`, low],
    },
  }
}

async function signIn(database: Database, person: number, agent: string): Promise<string> {
  const secret = newSecret()
  const hash = hashOf(secret)
  await database.write((queries) =>
    insertSession(queries, {
      token_hash: hash,
      person_id: person,
      means: 'password',
      address: '10.0.0.1',
      agent,
      created_at: now,
      provider_session: null,
    }),
  )
  return `tenfold-session=${secret}`
}

const sessionOf = async (queries: Queries, person: number): Promise<number> =>
  (await queries.selectFrom('session').select('id').where('person_id', '=', person).executeTakeFirstOrThrow()).id
