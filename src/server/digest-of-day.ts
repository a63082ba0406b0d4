import { digestOf, hearingOf } from '../domain/digest.ts'
import type { Queries } from './database/tables.ts'
import { pageOfBlockers } from './storage/blockers.ts'
import { type NamedTeamOfDay, teamsOfDay } from './storage/stand-up-digest.ts'
import { promisesMadeFor, type Reader } from './storage/stand-up-lines.ts'
import type { View } from './view.ts'

/** A day of all stand-ups with some rows of its lists, as the page and a mail tell it. */
export async function digestOfDay(
  queries: Queries,
  view: Pick<View, 'asOf' | 'scope' | 'programme'>,
  {
    reader,
    now,
    ...page
  }: { readonly limit: number; readonly offset: number; readonly reader: Reader; readonly now: number },
) {
  const day = view.asOf
  const teams: readonly NamedTeamOfDay[] = await teamsOfDay(queries, view, now)
  const longest = { sort: '-days', ...page } as const
  const unheard = (['silent', 'away'] as const).flatMap((hearing) =>
    teams.filter((one) => hearingOf(one, day) === hearing),
  )
  return {
    teams,
    figures: digestOf(teams, day),
    promised: await promisesMadeFor(queries, view, page, reader),
    opened: await pageOfBlockers(queries, view, { since: day }, longest),
    escalated: await pageOfBlockers(queries, view, { escalated: true }, longest),
    silent: unheard.slice(page.offset, page.offset + page.limit),
  }
}
