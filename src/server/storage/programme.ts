import type { CalendarDay } from '../../domain/calendar-day.ts'
import { dayIn, mondayOnOrAfter } from '../../domain/calendar-day.ts'
import { searchable } from '../../domain/names.ts'
import type { Programme, ProgrammeChange } from '../../domain/programme.ts'
import type { ProgrammeRow, Queries } from '../database/tables.ts'
import { layOutAgain, layOutCycles } from './release-cycles.ts'
import { unitsMoved } from './rollups.ts'

const onlyRow = 1

/** What a new programme starts with, until somebody changes it under Settings. */
export const newProgramme = (today: CalendarDay): Programme => ({
  name: 'My programme',
  unitName: 'milli-CPU requested',
  unitDefinition: 'CPU that a service requests, in thousandths of a core.',
  shownUnit: 'cores',
  partsPerShownUnit: 1000,
  baselineDay: today,
  milestones: [5, 10, 20],
  targetMultiple: null,
  targetDay: null,
  cycleAnchor: mondayOnOrAfter(today),
  cycleDays: 56,
  zone: 'UTC',
  firstDay: null,
  escalationDays: 5,
  version: 1,
})

const startingLocations = [
  { id: 1, name: 'On-premises', kind: 'on_prem' },
  { id: 2, name: 'Cloud', kind: 'public_cloud' },
] as const

/** Makes the programme, its two starting locations and its cycles where there are none yet. */
export async function ensureProgramme(queries: Queries, now: number): Promise<Programme> {
  const found = await queries.selectFrom('programme').selectAll().executeTakeFirst()
  if (found) {
    const programme = programmeOf(found)
    await layOutCycles(queries, programme, now)
    return programme
  }
  const programme = newProgramme(dayIn('UTC', now))
  await queries
    .insertInto('programme')
    .values({ id: onlyRow, ...rowOf(programme), version: 1 })
    .execute()
  await queries
    .insertInto('location')
    .values(
      startingLocations.map((location) => ({
        ...location,
        name_search: searchable(location.name),
        provider: '',
        region: '',
        exit_day: null,
        version: 1,
      })),
    )
    .execute()
  await layOutCycles(queries, programme, now)
  return programme
}

/** The programme, or what a new one would start with, for whoever only looks. */
export async function programmeToBe(queries: Queries, now: number): Promise<Programme> {
  const found = await queries.selectFrom('programme').selectAll().executeTakeFirst()
  return found ? programmeOf(found) : newProgramme(dayIn('UTC', now))
}

/** False until somebody has looked at it for the first time. */
export async function isProgrammeThere(queries: Queries): Promise<boolean> {
  return (await queries.selectFrom('programme').select('id').executeTakeFirst()) !== undefined
}

export async function readProgramme(queries: Queries): Promise<Programme> {
  return programmeOf(await queries.selectFrom('programme').selectAll().executeTakeFirstOrThrow())
}

/** Writes the change, and lays the cycles out anew where it is about them; the version moves by one. */
export async function updateProgramme(
  queries: Queries,
  before: Programme,
  change: ProgrammeChange,
  now: number,
): Promise<Programme> {
  const after: Programme = { ...before, ...withoutUndefined(change), version: before.version + 1 }
  await queries
    .updateTable('programme')
    .set({ ...rowOf(after), version: after.version })
    .where('id', '=', onlyRow)
    .execute()
  await layOutAgain(queries, before, after, now)
  return after
}

/** An optional field that is present but undefined must not wipe what was there. */
export const withoutUndefined = <T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

function programmeOf(row: ProgrammeRow): Programme {
  return {
    name: row.name,
    unitName: row.unit_name,
    unitDefinition: row.unit_definition,
    shownUnit: row.shown_unit,
    partsPerShownUnit: row.parts_per_shown_unit,
    baselineDay: row.baseline_day as CalendarDay,
    milestones: JSON.parse(row.milestones) as number[],
    // Hundredths, so that 2.5x needs no floating-point column.
    targetMultiple: row.target_multiple === null ? null : row.target_multiple / 100,
    targetDay: row.target_day as CalendarDay | null,
    cycleAnchor: row.cycle_anchor as CalendarDay,
    cycleDays: row.cycle_days,
    zone: row.zone,
    firstDay: row.first_day as CalendarDay | null,
    escalationDays: row.escalation_days,
    version: row.version,
  }
}

function rowOf(programme: Programme): Omit<ProgrammeRow, 'id' | 'version'> {
  return {
    name: programme.name,
    unit_name: programme.unitName,
    unit_definition: programme.unitDefinition,
    shown_unit: programme.shownUnit,
    parts_per_shown_unit: programme.partsPerShownUnit,
    baseline_day: programme.baselineDay,
    milestones: JSON.stringify(programme.milestones),
    target_multiple: programme.targetMultiple === null ? null : Math.round(programme.targetMultiple * 100),
    target_day: programme.targetDay,
    cycle_anchor: programme.cycleAnchor,
    cycle_days: programme.cycleDays,
    zone: programme.zone,
    first_day: programme.firstDay,
    escalation_days: programme.escalationDays,
  }
}

/** Counts and reach of the ledger: what the page's frame shows. */
export async function ledgerReach(queries: Queries) {
  const count = async (table: 'division' | 'move') => {
    const row = await queries
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
    return Number(row.rows)
  }
  const carrying = await queries
    .selectFrom('service')
    .select(({ fn }) => [fn.countAll<number>().as('services'), fn.count<number>('team_id').distinct().as('teams')])
    .where('cloud_level', 'is not', null)
    .executeTakeFirstOrThrow()
  const days = await queries
    .selectFrom('rollup_day')
    .select(({ fn }) => [fn.min('day').as('first'), fn.max('day').as('last')])
    .where('scope', '=', 0)
    .where('scope_id', '=', 0)
    .where(unitsMoved, '>', 0)
    .executeTakeFirst()
  return {
    counts: {
      services: Number(carrying.services),
      teams: Number(carrying.teams),
      divisions: await count('division'),
      moves: await count('move'),
    },
    firstMoveOn: (days?.first ?? null) as CalendarDay | null,
    lastMoveOn: (days?.last ?? null) as CalendarDay | null,
  }
}
