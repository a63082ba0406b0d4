import { sql } from 'kysely'
import { addDays, day, endOfDayIn } from '../../src/domain/calendar-day.ts'
import { localAdministrator } from '../../src/domain/permissions.ts'
import { createApi } from '../../src/server/api.ts'
import type { Database } from '../../src/server/database/database.ts'
import { addItems, type NewPlanItem } from '../../src/server/storage/plan.ts'
import { median, row, timed } from './timing.ts'

const anchor = day('2023-01-02')
/** The cycle that runs on the bench's day, its 33rd; the one before is late, and the one after is still to be planned. */
const running = 20
/** Of the bank's services, one in so many stands in the plan. */
const oneIn = 5

/** The release cycles of the bank through the API, with a fifth of its services in the plan. */
export async function releaseCycles(database: Database, today: number): Promise<void> {
  const api = createApi({
    database,
    clock: { now: () => today },
    whoIsAsking: () => localAdministrator,
    version: 'bench',
    importLimits: { bytes: 0, rows: 0 },
    reportFault: (fault, error) => console.error(fault, error),
  })
  const ask = async (method: string, path: string, body?: unknown, more: Record<string, string> = {}) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...more }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await api.fetch(new Request(`http://localhost/api/v1/${path}`, { method, headers, ...sent }))
    const said = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${said}`)
    return JSON.parse(said)
  }
  const { version } = await ask('GET', 'programme')
  await ask('PATCH', 'programme', { cycleAnchor: anchor }, { 'if-match': `"${version}"` })
  const services = await database.read((queries) =>
    queries.selectFrom('service').select(['id', 'on_prem_units']).orderBy('id').execute(),
  )
  const planned = services
    .filter((_, at) => at % oneIn === 0)
    .map(({ id, on_prem_units }): NewPlanItem => {
      return { service: id, units: Math.max(1_000, on_prem_units), level: null, carriedFrom: null }
    })
  // As though somebody had planned them in time: the API itself writes at its own instant, after the commitment.
  await database.write(async (queries) => {
    for (const cycle of [running - 1, running]) {
      const now = endOfDayIn('UTC', addDays(anchor, (cycle - 1) * 56 - 1))
      await addItems(queries, planned, { cycle, actor: 'bench', now })
    }
  })
  const count = planned.length.toLocaleString('en-GB')
  const at = `release-cycles/${running}`
  const changes = (since: number, more = '') => median(() => ask('GET', `${at}/changes?since=${since}${more}`), 3)
  // All of it came with one file, as it does on the day on which an organisation begins.
  row('what changed since a visit before the import', await changes(today - 86_400_000))
  row('the same by services', await changes(today - 86_400_000, '&measure=services'))
  await recordedDayByDay(database)
  row(`burn-up in units, ${count} services planned`, await median(() => ask('GET', `${at}/burn-up?measure=units`)))
  row('burn-up in services', await median(() => ask('GET', `${at}/burn-up?measure=services`)))
  row('burn-up of a division', await median(() => ask('GET', `${at}/burn-up?division=division-7`)))
  row('the report', await median(() => ask('GET', at)))
  row('teams, the first 50', await median(() => ask('GET', `${at}/teams`)))
  row('services, the first 100', await median(() => ask('GET', `${at}/items`)))
  row('services, found by name', await median(() => ask('GET', `${at}/items?q=service-99`)))
  row('stuck', await median(() => ask('GET', `${at}/stuck`)))
  row('what changed within the last week', await changes(today - 7 * 86_400_000))
  row('what changed within the last eight weeks', await changes(today - 56 * 86_400_000))
  row('the same by services', await changes(today - 56 * 86_400_000, '&measure=services'))
  row('the board, what is not planned', await median(() => ask('GET', 'plan/cards')))
  row('the board, the cycle that runs', await median(() => ask('GET', `plan/cards?cycle=${running}`)))
  row('the board, found by name', await median(() => ask('GET', 'plan/cards?q=service-99')))
  row('8 cycles side by side', await median(() => ask('GET', 'release-cycles/history?last=8'), 3))
  const items = services
    .filter(({ on_prem_units }) => on_prem_units > 0)
    .slice(0, 10_000)
    .map(({ id }) => ({ service: id }))
  const next = `release-cycles/${running + 1}/items`
  row('plan 10,000 services, a dry run', await median(() => ask('POST', `${next}?dryRun=true`, { items }), 3))
  row('plan 10,000 services', await timed(() => ask('POST', next, { items })))
  const before = `release-cycles/${running - 1}`
  const review = await ask('GET', before)
  const close = () =>
    ask('POST', `${before}/close`, { carryOver: 'all', notes: 'bench' }, { 'if-match': `"${review.version}"` })
  row('close the cycle before, all carried over', await timed(close))
  row('the report of a closed cycle', await median(() => ask('GET', before)))
  row('the report of a division of it', await median(() => ask('GET', `${before}?division=division-7`)))
  row('its teams on record, the first 50', await median(() => ask('GET', `${before}/teams`)))
  row('its services on record, the first 100', await median(() => ask('GET', `${before}/items`)))
  row('a later page of them', await median(() => ask('GET', `${before}/items?offset=15000`)))
  row('its services on record, found by name', await median(() => ask('GET', `${before}/items?q=service-99`)))
  row('who has signed it off', await median(() => ask('GET', `${before}/sign-offs`)))
}

/**
 * The bank's file came in at once; here each of its moves is made one that was recorded on its own day, as in an organisation
 * that has logged for years. Only a bench may: the ledger keeps itself from such changes.
 */
async function recordedDayByDay(database: Database): Promise<void> {
  const noon = 43_200_000
  await database.write(async (queries) => {
    if (database.engine === 'postgres') {
      await sql`alter table move disable trigger user`.execute(queries)
      await sql`update move set recorded_at = cast(extract(epoch from cast(occurred_on as date)) as bigint) * 1000 + ${noon}`.execute(
        queries,
      )
      await sql`alter table move enable trigger user`.execute(queries)
      await sql`analyze move`.execute(queries)
      return
    }
    const { rows } = await sql<{ name: string; sql: string }>`
      select name, sql from sqlite_master where type = 'trigger' and tbl_name = 'move'`.execute(queries)
    for (const { name } of rows) await sql`drop trigger ${sql.ref(name)}`.execute(queries)
    await sql`update move set recorded_at = unixepoch(occurred_on) * 1000 + ${noon}`.execute(queries)
    for (const trigger of rows) await sql.raw(trigger.sql).execute(queries)
  })
}
