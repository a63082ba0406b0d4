import type { CycleChangesAnswer } from '../../contract/cycle-changes.ts'
import { readCycleChanges } from '../../contract/cycle-changes.ts'
import type { AnswerOf } from '../../contract/endpoint.ts'
import {
  compareReleaseCycles,
  listCycleItems,
  listCycleTeams,
  listStuckServices,
  readCycleStraddle,
  type StuckReason,
} from '../../contract/release-cycles.ts'
import { listSignOffs } from '../../contract/sign-offs.ts'
import { call } from '../shared/call.ts'
import { readAllRows, readToEnd } from '../shared/read-to-end.ts'
import { queryOf, type View } from '../shared/view-search.ts'
import { askedOfChanges, askedOfItems, type ItemsAsked } from './cycles-queries.ts'

export type CycleOfHistory = AnswerOf<typeof compareReleaseCycles>['cycles'][number]
export type TeamOfCycle = AnswerOf<typeof listCycleTeams>['rows'][number]
export type StuckItem = AnswerOf<typeof listStuckServices>['items'][number]
export type Straddling = AnswerOf<typeof readCycleStraddle>['straddling'][number]
export type Change = CycleChangesAnswer['changes'][number]
type SignedRow = AnswerOf<typeof listSignOffs>['rows'][number]

/** Lists of a cycle read on to their end, for a file. */

const mostCycles = 26

export const everyCycle = (view: View): Promise<CycleOfHistory[]> =>
  readToEnd<CycleOfHistory, number>(0, async (before) => {
    const query = { ...queryOf(view), last: mostCycles, ...(before === 0 ? {} : { before }) }
    const { cycles, next } = await call(compareReleaseCycles, { query })
    return { rows: cycles, next }
  })

export const everyTeam = (view: View, number: number): Promise<TeamOfCycle[]> =>
  readAllRows((part) => call(listCycleTeams, { params: { number }, query: { ...queryOf(view), ...part } }))

export const everyStuck = (view: View, number: number, reason: StuckReason | undefined): Promise<StuckItem[]> =>
  readAllRows(async (part) => {
    const query = { ...queryOf(view), ...(reason === undefined ? {} : { reason }), ...part }
    const { items, total } = await call(listStuckServices, { params: { number }, query })
    return { rows: items, total }
  })

export const everyItem = (view: View, number: number, asked: ItemsAsked) =>
  readAllRows(async (part) => {
    const query = { ...askedOfItems(view, asked), ...part }
    const { items, total } = await call(listCycleItems, { params: { number }, query })
    return { rows: items, total }
  })

export const everyStraddling = (view: View, number: number): Promise<Straddling[]> =>
  readAllRows(async (part) => {
    const { straddling, total } = await call(readCycleStraddle, {
      params: { number },
      query: { ...queryOf(view), ...part },
    })
    return { rows: straddling, total }
  })

export const everyChange = (view: View, number: number, since: number): Promise<Change[]> =>
  readAllRows(async (part) => {
    const query = { ...askedOfChanges(view, since), ...part }
    const { changes, total } = await call(readCycleChanges, { params: { number }, query })
    return { rows: changes, total }
  })

export const everySignOff = (view: View, number: number): Promise<SignedRow[]> =>
  readAllRows(async (part) => {
    const { rows, teams } = await call(listSignOffs, { params: { number }, query: { ...queryOf(view), ...part } })
    return { rows, total: teams }
  })
