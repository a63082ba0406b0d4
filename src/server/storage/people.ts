import { searchable } from '../../domain/names.ts'
import type { Person, ProgrammeRole } from '../../domain/person.ts'
import type { PersonRow, Queries } from '../database/tables.ts'
import { boreBefore } from './former-names.ts'
import { nextId } from './ledgers.ts'
import { membershipsOf } from './members.ts'
import { skillsOf } from './skills.ts'

/** Whether anybody can administer the programme: before that, nothing of it is shown. */
export async function isSetUp(queries: Queries): Promise<boolean> {
  const row = await queries
    .selectFrom('person')
    .select('id')
    .where('role', '=', 'administrator')
    .where('disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function personRow(queries: Queries, id: number): Promise<PersonRow | undefined> {
  return queries.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function personBySignInName(queries: Queries, name: string): Promise<PersonRow | undefined> {
  return queries.selectFrom('person').selectAll().where('sign_in_name', '=', name).executeTakeFirst()
}

/** Somebody whom a provider or the proxy in front names: by who names them and by which name, never by an e-mail address. */
export async function personByIdentity(
  queries: Queries,
  issuer: string,
  subject: string,
): Promise<PersonRow | undefined> {
  return queries
    .selectFrom('person')
    .selectAll()
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
}

export async function isPersonNameFree(queries: Queries, name: string): Promise<boolean> {
  const taken = await queries
    .selectFrom('person')
    .select('id')
    .where('name_search', '=', searchable(name))
    .executeTakeFirst()
  return taken === undefined && (await boreBefore(queries, name)) === undefined
}

/** The name as wished, or with a number behind it where somebody is called so already. */
export async function freePersonName(queries: Queries, wished: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wished : `${wished} (${number})`
    if (await isPersonNameFree(queries, name)) return name
  }
}

/** Whether anybody may sign in with a name of their own, so that there is use in a form for it. */
export async function hasLocalAccounts(queries: Queries): Promise<boolean> {
  const row = await queries
    .selectFrom('person')
    .select('id')
    .where('sign_in_name', 'is not', null)
    .where('disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Nobody else administers the programme. */
export async function isLastAdministrator(queries: Queries, id: number): Promise<boolean> {
  const rows = await queries
    .selectFrom('person')
    .select('id')
    .where('role', '=', 'administrator')
    .where('disabled_at', 'is', null)
    .limit(2)
    .execute()
  return rows.length === 1 && rows[0]?.id === id
}

/** Some people with all that is known of them, in the order asked for. */
export async function people(queries: Queries, ids: readonly number[]): Promise<Person[]> {
  if (ids.length === 0) return []
  const rows = await queries
    .selectFrom('person')
    .leftJoin('division', 'division.id', 'person.division_id')
    .selectAll('person')
    .select('division.name as divisionName')
    .where('person.id', 'in', ids)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const teams = await membershipsOf(queries, ids)
  const skills = await skillsOf(queries, ids)
  return ids.flatMap((id): Person[] => {
    const row = byId.get(id)
    if (!row) return []
    return [
      {
        id: row.id,
        name: row.name,
        signInName: row.sign_in_name,
        email: row.email,
        division:
          row.division_id === null || row.divisionName === null
            ? null
            : { id: row.division_id, name: row.divisionName },
        role: row.role as ProgrammeRole,
        readsEverything: row.reads_everything === 1,
        teams: teams.get(row.id) ?? [],
        skills: skills.get(row.id) ?? [],
        hasPassword: row.password_hash !== null,
        isNamedElsewhere: row.issuer !== null,
        disabledAt: row.disabled_at === null ? null : new Date(row.disabled_at).toISOString(),
        version: row.version,
      },
    ]
  })
}

export async function insertPerson(
  queries: Queries,
  person: {
    readonly name: string
    readonly signInName: string | null
    readonly email: string
    readonly division: number | null
    readonly role: ProgrammeRole
    readonly readsEverything?: boolean
    readonly passwordHash: string | null
    readonly identity?: { readonly issuer: string; readonly subject: string }
    readonly createdAt: number
  },
): Promise<number> {
  const id = await nextId(queries, 'person')
  await queries
    .insertInto('person')
    .values({
      id,
      name: person.name,
      name_search: searchable(person.name),
      sign_in_name: person.signInName,
      email: person.email,
      division_id: person.division,
      role: person.role,
      password_hash: person.passwordHash,
      issuer: person.identity?.issuer ?? null,
      subject: person.identity?.subject ?? null,
      created_at: person.createdAt,
      disabled_at: null,
      version: 1,
      reads_everything: person.readsEverything === true ? 1 : 0,
    })
    .execute()
  return id
}

export async function updatePerson(
  queries: Queries,
  id: number,
  person: {
    readonly name: string
    readonly role: ProgrammeRole
    readonly readsEverything: boolean
    readonly email: string
    readonly division: number | null
    readonly disabledAt: number | null
    readonly version: number
  },
): Promise<void> {
  await queries
    .updateTable('person')
    .set({
      name: person.name,
      name_search: searchable(person.name),
      role: person.role,
      reads_everything: person.readsEverything ? 1 : 0,
      email: person.email,
      division_id: person.division,
      disabled_at: person.disabledAt,
      version: person.version,
    })
    .where('id', '=', id)
    .execute()
}

/** What somebody is in the whole programme. Whoever edits them meanwhile is told that they changed. */
export async function setRights(
  queries: Queries,
  id: number,
  rights: { readonly role: ProgrammeRole; readonly readsEverything: boolean },
): Promise<void> {
  await queries
    .updateTable('person')
    .set(({ eb }) => ({
      role: rights.role,
      reads_everything: rights.readsEverything ? 1 : 0,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
}

/** The way back in: an administrator again, whatever they were, and no longer disabled. */
export async function makeAdministrator(queries: Queries, id: number): Promise<void> {
  await queries.updateTable('person').set({ role: 'administrator', disabled_at: null }).where('id', '=', id).execute()
}

export async function setPassword(queries: Queries, id: number, hash: string): Promise<void> {
  await queries.updateTable('person').set({ password_hash: hash }).where('id', '=', id).execute()
}

/** Something of theirs changed that has no column here, so that an edit begun before is stale. */
export async function raiseVersion(queries: Queries, id: number): Promise<void> {
  await queries
    .updateTable('person')
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
