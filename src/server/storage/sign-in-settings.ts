import type { CalendarDay } from '../../domain/calendar-day.ts'
import { searchable } from '../../domain/names.ts'
import type { Queries } from '../database/tables.ts'
import { teamsThere } from './teams.ts'

/** How many people can sign in by each way; whoever is shut out by none. */
export async function peopleByWay(
  queries: Queries,
  issuers: { readonly provider: string | undefined; readonly proxy: string },
): Promise<{ password: number; passkey: number; provider: number; proxy: number }> {
  const of = (way: 'password' | 'provider' | 'proxy') => {
    const may = queries.selectFrom('person').where('disabled_at', 'is', null)
    return way === 'password'
      ? may.where('password_hash', 'is not', null)
      : may.where('issuer', '=', issuers[way] ?? '')
  }
  const count = async (way: 'password' | 'provider' | 'proxy') =>
    Number(
      (
        await of(way)
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
      ).count,
    )
  const withPasskey = await queries
    .selectFrom('passkey')
    .innerJoin('person', 'person.id', 'passkey.person_id')
    .select(({ fn }) => fn.count<number>('passkey.person_id').distinct().as('count'))
    .where('person.disabled_at', 'is', null)
    .executeTakeFirstOrThrow()
  return {
    password: await count('password'),
    passkey: Number(withPasskey.count),
    provider: issuers.provider === undefined ? 0 : await count('provider'),
    proxy: await count('proxy'),
  }
}

/** What the teams of rules are today, by the name or number that the rules give them; those that there are not are left out. */
export async function teamsOfRules(
  queries: Queries,
  said: readonly string[],
  today: CalendarDay,
): Promise<ReadonlyMap<string, { readonly name: string; readonly isThere: boolean }>> {
  if (said.length === 0) return new Map()
  const numbers = said.filter((text) => /^\d{1,15}$/.test(text)).map(Number)
  const teams = await queries
    .selectFrom('team')
    .select(['id', 'name', 'name_search'])
    .where(({ or, eb }) =>
      or([eb('name_search', 'in', said.map(searchable)), ...(numbers.length === 0 ? [] : [eb('id', 'in', numbers)])]),
    )
    .execute()
  const there = new Set(
    await teamsThere(
      queries,
      teams.map(({ id }) => id),
      today,
    ),
  )
  const byName = new Map(teams.map((team) => [team.name_search, team]))
  const byNumber = new Map(teams.map((team) => [String(team.id), team]))
  return new Map(
    said.flatMap((text) => {
      const team = byName.get(searchable(text)) ?? byNumber.get(text)
      return team ? [[text, { name: team.name, isThere: there.has(team.id) }] as const] : []
    }),
  )
}
