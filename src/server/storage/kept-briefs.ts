import type { MessageLanguage } from '../../domain/webhook.ts'
import type { Queries } from '../database/tables.ts'

export interface KeptBrief {
  readonly language: MessageLanguage
  readonly html: string
  readonly checksum: string
}

/** Closed cycles whose brief is still to be written, in order. */
export async function cyclesWithoutBrief(queries: Queries): Promise<number[]> {
  const rows = await queries
    .selectFrom('release_cycle')
    .select('number')
    .where('closed_at', 'is not', null)
    .where('number', 'not in', queries.selectFrom('kept_brief').select('cycle_number'))
    .orderBy('number')
    .execute()
  return rows.map(({ number }) => number)
}

/** Once: what another server wrote meanwhile stays. */
export async function insertKeptBriefs(
  queries: Queries,
  number: number,
  briefs: readonly KeptBrief[],
  now: number,
): Promise<void> {
  if (!(await cyclesWithoutBrief(queries)).includes(number)) return
  await queries
    .insertInto('kept_brief')
    .values(briefs.map((brief) => ({ cycle_number: number, ...brief, written_at: now })))
    .execute()
}

export async function keptBrief(
  queries: Queries,
  number: number,
  language: MessageLanguage,
): Promise<string | undefined> {
  const row = await queries
    .selectFrom('kept_brief')
    .select('html')
    .where('cycle_number', '=', number)
    .where('language', '=', language)
    .executeTakeFirst()
  return row?.html
}

/** What is kept of some cycles: the checksum in each language, and when it was written. Nothing to who reads but a part. */
export async function keptBriefsOf(
  queries: Queries,
  numbers: readonly number[],
): Promise<
  ReadonlyMap<number, { readonly writtenAt: string; readonly checksums: Readonly<Record<MessageLanguage, string>> }>
> {
  if (numbers.length === 0) return new Map()
  const rows = await queries
    .selectFrom('kept_brief')
    .select(['cycle_number', 'language', 'checksum', 'written_at'])
    .where('cycle_number', 'in', [...numbers])
    .orderBy('cycle_number')
    .execute()
  return new Map(
    [...Map.groupBy(rows, (row) => row.cycle_number)].map(([number, its]) => [
      number,
      {
        writtenAt: new Date(its[0]?.written_at ?? 0).toISOString(),
        checksums: Object.fromEntries(its.map(({ language, checksum }) => [language, checksum])) as Record<
          MessageLanguage,
          string
        >,
      },
    ]),
  )
}
