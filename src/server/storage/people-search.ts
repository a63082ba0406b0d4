import { type RawBuilder, sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { searchable } from '../../domain/names.ts'
import type { ProgrammeRole } from '../../domain/person.ts'
import type { Queries } from '../database/tables.ts'
import { belongsOn } from './members.ts'
import { escapeLike } from './places.ts'

export interface PeopleSearch {
  /** Words, each of which is in the name or in a skill, and where `bySignInName` says so in the sign-in name. */
  readonly q?: string | undefined
  readonly bySignInName?: boolean
  /** Belongs to it on the day. */
  readonly team?: number | undefined
  readonly division?: number | undefined
  /** Knows all of them. */
  readonly skills?: readonly string[] | undefined
  readonly role?: ProgrammeRole | undefined
  readonly disabled?: boolean | undefined
  readonly limit: number
  readonly offset: number
}

/**
 * One page of people by name. Names are searched in the index of names; skills, team and home are seeks, so that no page
 * reads the rows of 50,000 people.
 */
export async function pageOfPeople(queries: Queries, search: PeopleSearch, today: CalendarDay): Promise<number[]> {
  const rows = await peopleWanted(queries, search, today)
    .select('person.id')
    .orderBy('person.name_search')
    .limit(search.limit)
    .offset(search.offset)
    .execute()
  return rows.map(({ id }) => id)
}

/** How many people a search finds, on all of its pages. */
export async function countFound(queries: Queries, search: PeopleSearch, today: CalendarDay): Promise<number> {
  const { total } = await peopleWanted(queries, search, today)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}

export async function countPeople(queries: Queries): Promise<number> {
  const { all } = await queries
    .selectFrom('person')
    .select(({ fn }) => fn.countAll<number>().as('all'))
    .executeTakeFirstOrThrow()
  return Number(all)
}

export function peopleWanted(queries: Queries, search: PeopleSearch, today: CalendarDay) {
  let wanted = queries.selectFrom('person')
  for (const word of wordsIn(search.q)) {
    const like = `%${escapeLike(word)}%`
    const knows = personWith(sql`skill.word_search like ${like} escape '\\'`)
    const name = sql`person.name_search like ${like} escape '\\'`
    const signInName = sql`coalesce(person.sign_in_name, '') like ${like} escape '\\'`
    wanted = wanted.where(
      search.bySignInName ? sql<boolean>`(${name} or ${signInName} or ${knows})` : sql<boolean>`(${name} or ${knows})`,
    )
  }
  for (const skill of search.skills ?? [])
    wanted = wanted.where(personWith(sql`skill.word_search = ${searchable(skill)}`))
  if (search.team !== undefined) {
    const belonging = sql`select team_member.person_id from team_member join team on team.id = team_member.team_id
      where team_member.team_id = ${search.team} and ${belongsOn(today)}`
    wanted = wanted.where(sql<boolean>`person.id in (${belonging})`)
  }
  if (search.division !== undefined) wanted = wanted.where('person.division_id', '=', search.division)
  if (search.role !== undefined) wanted = wanted.where('person.role', '=', search.role)
  if (search.disabled !== undefined)
    wanted = wanted.where('person.disabled_at', search.disabled ? 'is not' : 'is', null)
  return wanted
}

/** The words of a search, each of which has to be found. */
export const wordsIn = (q: string | undefined): string[] =>
  searchable(q ?? '')
    .split(/\s+/)
    .filter((part) => part !== '')

const personWith = (skill: RawBuilder<unknown>) =>
  sql<boolean>`person.id in (select person_skill.person_id from person_skill
    join skill on skill.id = person_skill.skill_id where ${skill})`
