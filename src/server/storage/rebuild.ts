import { shortfall } from '../../domain/conservation.ts'
import { standingDays } from '../../domain/service-state.ts'
import type { ServiceDay } from '../../domain/workload-facts.ts'
import { factNames, serviceDays } from '../../domain/workload-facts.ts'
import { insertMany } from '../database/insert-many.ts'
import type { Queries, RollupDayRow, RollupLocationRow, WorkloadColumns } from '../database/tables.ts'
import { settleHearings } from './hearings.ts'
import { locationNames } from './imports.ts'
import { inChunks, kindsOfLocations, standingMoves } from './ledgers.ts'
import { differingSpans, rewriteSpans, storedSpans } from './rollup-spans.ts'
import { factColumnNames, scopes } from './rollups.ts'
import { rewriteServiceDays, sameServiceDay, serviceDayRows, storedServiceDays } from './service-days.ts'
import type { StandingRow } from './standings.ts'
import { writeStandings } from './standings.ts'

export interface Comparison {
  readonly services: number
  readonly moves: number
  /** Roll-ups and services' standings that do not say what the moves say, in words. */
  readonly differences: readonly string[]
  /** How many there are in all; `differences` holds the first hundred. */
  readonly differing: number
  /** Services whose moves take away more than is there: only a person can mend those. */
  readonly broken: readonly string[]
  readonly brokenServices: number
}

interface Wish {
  /** Writes what the moves say wherever something else stands. Asks for a write transaction. */
  readonly mend: boolean
  readonly progress?: (services: number, of: number) => void
}

const mostWords = 100
const servicesAtOnce = 2_000

/**
 * Works out every roll-up and every service's standing from the moves alone and compares them with what is stored. Goes
 * team by team, so that memory holds one team and the sums of the divisions, however long the ledger is.
 */
export async function compareProjections(queries: Queries, { mend, progress }: Wish): Promise<Comparison> {
  const kindOf = await kindsOfLocations(queries)
  const nameOf = await locationNames(queries)
  const differences = limitedWords()
  const broken = limitedWords()
  const teams = await queries
    .selectFrom('team')
    .innerJoin('division', 'division.id', 'team.division_id')
    .select(['team.id', 'team.name', 'team.division_id', 'division.name as divisionName'])
    .orderBy('team.id')
    .execute()
  const { all } = await queries
    .selectFrom('service')
    .select(({ fn }) => fn.countAll<number>().as('all'))
    .executeTakeFirstOrThrow()
  const programme = sumsOf(scopes.programme, 0, 'the programme')
  const divisions = new Map<number, Sums>()
  for (const team of teams)
    if (!divisions.has(team.division_id))
      divisions.set(team.division_id, sumsOf(scopes.division, team.division_id, `division ${team.divisionName}`))
  const expected = new Set<string>()
  const spans = await storedSpans(queries)
  const settle = async (sums: Sums) => {
    expected.add(`${sums.scope}.${sums.id}`)
    const differing = (await differingRows(queries, sums)) + (await differingSpans(queries, sums, spans))
    if (differing === 0) return
    differences.say(`The roll-up of ${sums.name} differs on ${differing} ${differing === 1 ? 'row' : 'rows'}.`)
    if (mend) await rewrite(queries, sums, spans)
  }
  let services = 0
  let moves = 0
  for (const team of teams) {
    const sums = sumsOf(scopes.team, team.id, `team ${team.name}`)
    const stored = await storedStandings(queries, team.id)
    for (const some of inChunks(stored, servicesAtOnce)) {
      const ids = some.map(({ service }) => service)
      const books = await standingMoves(queries, ids)
      const storedDays = await storedServiceDays(queries, ids)
      const wrong: StandingRow[] = []
      const wrongDays: { service: number; days: ReturnType<typeof standingDays> }[] = []
      for (const { name, ...standing } of some) {
        const book = books.get(standing.service) ?? []
        const short = shortfall(book)
        if (short)
          broken.say(
            `At the end of ${short.day} ${name} would have ${short.balance} units in ${nameOf.get(short.location) ?? short.location}: more left than was there.`,
          )
        const days = serviceDays(book, kindOf)
        for (const scope of [sums, divisions.get(team.division_id) as Sums, programme]) add(scope, days)
        const stood = standingDays(book, kindOf)
        const { day: _, ...now } = stood.at(-1) ?? nowhere
        const should: StandingRow = { service: standing.service, ...now }
        moves += book.length
        const shouldDays = serviceDayRows(standing.service, stood)
        const wereDays = storedDays.get(standing.service) ?? []
        if (wereDays.length !== shouldDays.length || shouldDays.some((row, at) => !sameServiceDay(row, wereDays[at]))) {
          differences.say(`Where ${name} stood in the past is stored otherwise than its moves say.`)
          wrongDays.push({ service: standing.service, days: stood })
        }
        if (sameStanding(standing, should)) continue
        differences.say(`Where ${name} stands is stored as ${inWords(standing)}, its moves say ${inWords(should)}.`)
        // A balance below zero cannot be stored, nor would it be true: the moves have to be mended first.
        if (!short) wrong.push(should)
      }
      if (mend && wrong.length > 0) await writeStandings(queries, wrong)
      if (mend) await rewriteServiceDays(queries, wrongDays)
      services += some.length
      progress?.(services, Number(all))
    }
    await settle(sums)
    const unheard = await settleHearings(queries, team.id, mend)
    if (unheard > 0)
      differences.say(
        `When team ${team.name} was heard from differs for ${unheard} ${unheard === 1 ? 'instant' : 'instants'}.`,
      )
  }
  for (const sums of divisions.values()) await settle(sums)
  await settle(programme)
  await settleStrays(queries, expected, settle)
  return {
    services,
    moves,
    differences: differences.said,
    differing: differences.count(),
    broken: broken.said,
    brokenServices: broken.count(),
  }
}

function limitedWords() {
  const said: string[] = []
  let count = 0
  return {
    said,
    count: () => count,
    say(words: string): void {
      count++
      if (said.length < mostWords) said.push(words)
    },
  }
}

interface Sums {
  readonly scope: 0 | 1 | 2
  readonly id: number
  readonly name: string
  readonly days: Map<string, RollupDayRow>
  readonly locations: Map<string, RollupLocationRow>
}

const sumsOf = (scope: 0 | 1 | 2, id: number, name: string): Sums => ({
  scope,
  id,
  name,
  days: new Map(),
  locations: new Map(),
})

const columns = factNames.map((name, at) => [name, factColumnNames[at] as (typeof factColumnNames)[number]] as const)

const noDay = Object.fromEntries(factColumnNames.map((column) => [column, 0])) as unknown as WorkloadColumns

function add({ scope, id, days, locations }: Sums, serviceDays: readonly ServiceDay[]): void {
  for (const { day, facts, locations: changed } of serviceDays) {
    let row = days.get(day)
    if (!row) {
      row = { scope, scope_id: id, day, ...noDay }
      days.set(day, row)
    }
    for (const [name, column] of columns) row[column] += facts[name]
    // A team's locations are few and seldom asked for: they are read from its books, not stored.
    if (scope === scopes.team) continue
    for (const [location, { units, services }] of changed) {
      const key = `${location} ${day}`
      const found = locations.get(key)
      if (found) {
        found.units += units
        found.services += services
      } else locations.set(key, { scope, scope_id: id, location_id: location, day, units, services })
    }
  }
}

const isNoDay = (row: RollupDayRow): boolean => columns.every(([, column]) => row[column] === 0)
const isNoPlace = ({ units, services }: RollupLocationRow): boolean => units === 0 && services === 0

/** Rows that come to nothing say nothing, whether they are stored or not. */
async function differingRows(queries: Queries, { scope, id, days, locations }: Sums): Promise<number> {
  let differing = 0
  const left = new Set([...days].filter(([, row]) => !isNoDay(row)).map(([key]) => key))
  for (const row of await queries
    .selectFrom('rollup_day')
    .selectAll()
    .where('scope', '=', scope)
    .where('scope_id', '=', id)
    .execute()) {
    const should = days.get(row.day)
    left.delete(row.day)
    if (should ? columns.some(([, column]) => row[column] !== should[column]) : !isNoDay(row)) differing++
  }
  const leftPlaces = new Set([...locations].filter(([, row]) => !isNoPlace(row)).map(([key]) => key))
  for (const row of await queries
    .selectFrom('rollup_location')
    .selectAll()
    .where('scope', '=', scope)
    .where('scope_id', '=', id)
    .execute()) {
    const key = `${row.location_id} ${row.day}`
    const should = locations.get(key)
    leftPlaces.delete(key)
    if (should ? row.units !== should.units || row.services !== should.services : !isNoPlace(row)) differing++
  }
  return differing + left.size + leftPlaces.size
}

async function rewrite(
  queries: Queries,
  { scope, id, days, locations }: Sums,
  stored: ReadonlySet<string>,
): Promise<void> {
  await rewriteSpans(queries, { scope, id, days }, stored)
  await queries.deleteFrom('rollup_day').where('scope', '=', scope).where('scope_id', '=', id).execute()
  await queries.deleteFrom('rollup_location').where('scope', '=', scope).where('scope_id', '=', id).execute()
  await insertMany(
    queries,
    'rollup_day',
    [...days.values()].filter((row) => !isNoDay(row)),
  )
  await insertMany(
    queries,
    'rollup_location',
    [...locations.values()].filter((row) => !isNoPlace(row)),
  )
}

/** Sums of a team or division that is no more. */
async function settleStrays(
  queries: Queries,
  expected: ReadonlySet<string>,
  settle: (sums: Sums) => Promise<void>,
): Promise<void> {
  const stored = [
    ...(await queries.selectFrom('rollup_day').select(['scope', 'scope_id']).distinct().execute()),
    ...(await queries.selectFrom('rollup_span').select(['scope', 'scope_id']).where('span', '=', '').execute()),
  ]
  for (const { scope, scope_id } of stored) {
    if (expected.has(`${scope}.${scope_id}`)) continue
    await settle(
      sumsOf(
        scope as 0 | 1 | 2,
        scope_id,
        `${scope === scopes.team ? 'team' : 'division'} ${scope_id}, which is no more`,
      ),
    )
  }
}

async function storedStandings(queries: Queries, team: number) {
  const rows = await queries
    .selectFrom('service')
    .select([
      'id',
      'name',
      'on_prem_units',
      'private_cloud_units',
      'public_cloud_units',
      'cloud_level',
      'state',
      'since',
    ])
    .where('team_id', '=', team)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    service: row.id,
    name: row.name,
    onPrem: row.on_prem_units,
    privateCloud: row.private_cloud_units,
    publicCloud: row.public_cloud_units,
    cloudLevel: row.cloud_level,
    state: row.state as StandingRow['state'],
    since: row.since as StandingRow['since'],
  }))
}

const sameStanding = (one: StandingRow, other: StandingRow): boolean =>
  one.onPrem === other.onPrem &&
  one.privateCloud === other.privateCloud &&
  one.publicCloud === other.publicCloud &&
  one.cloudLevel === other.cloudLevel &&
  one.state === other.state &&
  one.since === other.since

const nowhere: Omit<StandingRow, 'service'> & { readonly day: string } = {
  day: '',
  onPrem: 0,
  privateCloud: 0,
  publicCloud: 0,
  cloudLevel: null,
  state: 'empty',
  since: null,
}

const inWords = ({ onPrem, privateCloud, publicCloud, state, since }: StandingRow): string =>
  `${state} since ${since ?? 'never'} with ${onPrem} on-premises and ${privateCloud + publicCloud} in cloud`
