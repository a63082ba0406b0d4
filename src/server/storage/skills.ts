import { sql } from 'kysely'
import { searchable } from '../../domain/names.ts'
import { insertMany } from '../database/insert-many.ts'
import type { Queries } from '../database/tables.ts'
import { nextId } from './ledgers.ts'
import { escapeLike } from './places.ts'

/** What each of some people knows, by word. */
export async function skillsOf(queries: Queries, people: readonly number[]): Promise<Map<number, string[]>> {
  if (people.length === 0) return new Map()
  const rows = await queries
    .selectFrom('person_skill')
    .innerJoin('skill', 'skill.id', 'person_skill.skill_id')
    .select(['person_skill.person_id as person', 'skill.word'])
    .where('person_skill.person_id', 'in', people)
    .orderBy('skill.word_search')
    .execute()
  const byPerson = new Map<number, string[]>()
  for (const { person, word } of rows) byPerson.set(person, [...(byPerson.get(person) ?? []), word])
  return byPerson
}

/** Words that somebody knows and that hold a text, those that begin with it first. */
export async function wordsLike(queries: Queries, text: string, limit: number): Promise<string[]> {
  const wanted = escapeLike(searchable(text))
  const rows = await queries
    .selectFrom('skill')
    .select('word')
    .where(sql<boolean>`word_search like ${`%${wanted}%`} escape '\\'`)
    .orderBy(sql`case when word_search like ${`${wanted}%`} escape '\\' then 0 else 1 end`)
    .orderBy('word_search')
    .limit(limit)
    .execute()
  return rows.map(({ word }) => word)
}

/**
 * Says what somebody knows from now on. A word is written as whoever named it first wrote it, and is gone once nobody
 * knows it any more.
 */
export async function setSkills(queries: Queries, person: number, skills: readonly string[]): Promise<void> {
  const before = await queries.selectFrom('person_skill').select('skill_id').where('person_id', '=', person).execute()
  if (before.length > 0) {
    await queries.deleteFrom('person_skill').where('person_id', '=', person).execute()
    await queries
      .deleteFrom('skill')
      .where(
        'id',
        'in',
        before.map(({ skill_id }) => skill_id),
      )
      .where(sql<boolean>`not exists (select 1 from person_skill where person_skill.skill_id = skill.id)`)
      .execute()
  }
  if (skills.length === 0) return
  const known = await queries
    .selectFrom('skill')
    .select(['id', 'word_search'])
    .where('word_search', 'in', skills.map(searchable))
    .execute()
  const ids = new Map(known.map(({ id, word_search }) => [word_search, id]))
  const fresh = skills.filter((word) => !ids.has(searchable(word)))
  const first = await nextId(queries, 'skill')
  const rows = fresh.map((word, index) => ({ id: first + index, word, word_search: searchable(word) }))
  await insertMany(queries, 'skill', rows)
  for (const { id, word_search } of rows) ids.set(word_search, id)
  await insertMany(
    queries,
    'person_skill',
    [...ids.values()].map((skill_id) => ({ person_id: person, skill_id })),
  )
}
