import type { AnswerOf } from '../../contract/endpoint.ts'
import type { CycleItem, listCycleItems, listCycleTeams } from '../../contract/release-cycles.ts'
import { leftOf, type Outcome, outcomeOf } from '../../domain/commitment.ts'
import type { Queries } from '../database/tables.ts'
import type { ClosedItemRow } from '../database/train-tables.ts'
import { type RecordedItemsAsked, recordedItems } from '../storage/closed-items.ts'
import { figuresOfTeam, recordedTeams, teamIdsOnRecord } from '../storage/closed-teams.ts'
import { type Become, becomeOf } from '../storage/promises.ts'
import { teamRows } from './cycle-rows.ts'
import { beginsOn, type CycleView } from './cycle-view.ts'

interface Page {
  readonly limit: number
  readonly offset: number
}

/** The teams on record, each with what the ledger says now where that differs. */
export async function recordedTeamList(
  queries: Queries,
  view: CycleView,
  page: Page,
  instant: number,
): Promise<AnswerOf<typeof listCycleTeams>> {
  const { total, idle, rows } = await recordedTeams(queries, view.cycle.number, view, page)
  const onRecord = await teamIdsOnRecord(queries, view.cycle.number)
  const live = new Map((await teamRows(queries, view, instant)).map(({ team, ...figures }) => [team, figures]))
  return {
    measure: view.measure,
    unit: view.unit,
    total,
    idle,
    isRecord: true,
    // A promise that was written up late is no correction of what the cycle delivered.
    notOnRecord: [...live].filter(([team, { committed, delivered, rolledBack }]) =>
      committed > 0 || delivered + rolledBack > 0 ? !onRecord.has(team) : false,
    ).length,
    rows: rows.map((row) => {
      const recorded = figuresOfTeam(row, view)
      const found = live.get(row.team_id) ?? nothing
      // What was never on record is not told of now either.
      const now = recorded.promisesDue === null ? { ...found, promisesDue: null, promisesKept: null } : found
      const isSame = (Object.keys(recorded) as (keyof typeof recorded)[]).every((key) => recorded[key] === now[key])
      return {
        team: { id: row.team_id, name: row.team_name },
        division: { id: row.division_id, name: row.division_name },
        ...recorded,
        now: isSame ? null : now,
      }
    }),
  }
}

const nothing = {
  committed: 0,
  kept: 0,
  delivered: 0,
  unplanned: 0,
  sayDo: null,
  rolledBack: 0,
  retired: 0,
  left: 0,
  movedBefore: 0,
  promisesDue: 0,
  promisesKept: 0,
}

/** The services on record, each with what the ledger says now where that differs. */
export async function recordedItemList(
  queries: Queries,
  view: CycleView,
  asked: RecordedItemsAsked,
): Promise<AnswerOf<typeof listCycleItems>> {
  const { total, rows } = await recordedItems(queries, view.cycle.number, view, asked)
  return {
    unit: view.programme.unitName,
    total,
    isRecord: true,
    version: view.cycle.version,
    items: await itemsOnRecord(queries, view, rows),
  }
}

/** Rows of the record as they are answered, each with what the ledger says now. */
export async function itemsOnRecord(
  queries: Queries,
  view: CycleView,
  rows: readonly ClosedItemRow[],
): Promise<CycleItem[]> {
  const now = await becomeOf(
    queries,
    view.cycle,
    view,
    rows.map((row) => row.service_id),
    beginsOn(view),
  )
  return rows.map((row) => itemOnRecord(row, now.get(row.service_id)))
}

function itemOnRecord(row: ClosedItemRow, become: Become | undefined): CycleItem {
  const outcome = row.outcome as Outcome
  return {
    service: { id: row.service_id, name: row.service_name },
    team: { id: row.team_id, name: row.team_name },
    units: row.planned_units,
    level: row.level,
    net: row.net_units,
    onPrem: row.on_prem_units,
    left: row.left_units,
    toCarry: 0,
    outcome,
    scope: row.scope as CycleItem['scope'],
    carriedFrom: row.carried_from,
    inNext: null,
    choice: row.choice === '' ? null : { chosen: row.choice as 'carried' | 'dropped', units: row.choice_units },
    now: become === undefined ? null : correctionOf(row, become),
  }
}

/** What the ledger says now of a service on record; null where it says the same. */
function correctionOf(row: ClosedItemRow, become: Become): CycleItem['now'] {
  const { net, onPrem } = become
  // What was taken out of the plan is told by its promise, as it was while the cycle ran.
  const units = row.standing_units > 0 ? row.standing_units : row.planned_units
  const now = {
    net,
    left: leftOf({ units, net }, onPrem),
    outcome: outcomeOf({ units: row.planned_units, net }, become),
  }
  const isSame = now.net === row.net_units && now.left === row.left_units && now.outcome === row.outcome
  return isSame ? null : now
}
