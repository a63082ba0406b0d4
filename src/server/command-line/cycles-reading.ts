import {
  type CycleReport,
  compareReleaseCycles,
  listCycleItems,
  listCycleTeams,
  listReleaseCycles,
  listStuckServices,
  type ReleaseCycle,
  readBurnUp,
  readCycleStraddle,
  readReleaseCycle,
} from '../../contract/release-cycles.ts'
import { aligned, facts } from './aligned.ts'
import { counted, grouped, percent, signedPercent, times } from './counted.ts'
import { cycle, cycleIn } from './cycle-option.ts'
import { everyRow, queryOf, queryOptions } from './query-options.ts'
import { straddlingRows } from './straddling-rows.ts'
import type { Verb } from './verbs.ts'

const list: Verb = {
  name: 'list',
  says: 'says of each cycle its days and whether it is closed, late, running or planned',
  asks: [listReleaseCycles],
  options: queryOptions(listReleaseCycles),
  async run({ ask, values }) {
    const answer = await ask(listReleaseCycles, { query: queryOf(listReleaseCycles, values) })
    return { answer, lines: answer.cycles.map((one) => inWords(one, one.number === answer.current)) }
  },
}

function inWords(cycle: ReleaseCycle, isCurrent: boolean): string {
  return `${named(cycle)}: ${standing(cycle)}${isCurrent ? ', today' : ''}`
}

const named = ({ number, name }: ReleaseCycle): string => `${number}${name === '' ? '' : `, ${name}`}`
const standing = ({ firstDay, lastDay, state, closedBy }: ReleaseCycle): string =>
  `${firstDay} to ${lastDay}, ${closedBy === null ? state : `closed by ${closedBy}`}`

const show: Verb = {
  name: 'show',
  says: 'says what a cycle is committed to, what it delivered and what rolled back',
  asks: [readReleaseCycle],
  options: queryOptions(readReleaseCycle, cycle),
  async run(asked) {
    const query = queryOf(readReleaseCycle, asked.values)
    const answer = await asked.ask(readReleaseCycle, { params: cycleIn(asked), query })
    return { answer, lines: reportLines(answer) }
  },
}

const sources: Readonly<Record<CycleReport['source'], string>> = {
  plan: 'what stood in its plan as its first day ended',
  'on-premises': 'everything on-premises as its first day ended, since no plan is published',
  nothing: 'nothing, since nothing was planned',
}

function reportLines(report: CycleReport): string[] {
  const { scope, capacity, closed, moves, now } = report
  const commitment = report.isCommitted ? sources[report.source] : 'what stands in its plan as its first day ends'
  return [
    `Cycle ${named(report)}: ${standing(report)}, as of ${report.asOf}.`,
    `Committed ${report.isCommitted ? 'is' : 'will be'} ${commitment}. Amounts count ${report.unit}.`,
    ...facts([
      ['committed', report.committed],
      ['delivered', report.delivered],
      ['kept of the committed', report.kept],
      ['say/do', percent(report.sayDo)],
      ['unplanned', report.unplanned],
      ['rolled back', report.rolledBack],
      ['switched off', report.retired],
      ['moved before it began', report.movedBefore],
      ['left', report.left],
      ['carried over into it', report.carriedOver],
      ['came into the plan since', scope.added],
      ['went out of it since', scope.removed],
      ['in the plan now', scope.now],
      ['moves to cloud', moves.toCloud],
      ['moves back', moves.back],
      ['multiple of the baseline', times(report.multiple)],
    ]),
    ...report.outcomes.map(
      ({ outcome, services, units }) =>
        `  ${outcome}: ${counted(services, 'service')}, ${grouped(units)} units promised`,
    ),
    ...(capacity === null
      ? []
      : [
          `Capacity: ${grouped(capacity.median)} a cycle, from ${grouped(capacity.least)} to ${grouped(capacity.most)} in the last ${counted(capacity.cycles, 'cycle')}${report.live.includes('capacity') ? ', as known now' : ''}.`,
        ]),
    ...(report.isRecord ? ['These figures are its record, frozen as it was closed.'] : []),
    ...(now === null
      ? []
      : [
          `The ledger says today: ${grouped(now.committed)} committed, ${grouped(now.delivered)} delivered, say/do ${percent(now.sayDo) ?? '–'}, ${grouped(now.rolledBack)} rolled back.`,
        ]),
    ...(closed === null || closed.notes === '' ? [] : ['', closed.notes]),
  ]
}

const burnUp: Verb = {
  name: 'burn-up',
  says: 'writes scope, delivered, switched off and ideal of each day of a cycle',
  asks: [readBurnUp],
  options: queryOptions(readBurnUp, cycle),
  async run(asked) {
    const query = queryOf(readBurnUp, asked.values)
    const answer = await asked.ask(readBurnUp, { params: cycleIn(asked), query })
    const rows = answer.points.map(({ day, scope, delivered, retired, ideal }) => [
      day,
      scope,
      delivered,
      retired,
      ideal,
    ])
    return { answer, lines: aligned(['day', 'scope', 'delivered', 'switched off', 'ideal'], rows) }
  },
}

const teams: Verb = {
  name: 'teams',
  says: 'writes say/do of every team in a cycle, largest commitment first',
  asks: [listCycleTeams],
  options: queryOptions(listCycleTeams, cycle),
  async run(asked) {
    const input = { params: cycleIn(asked), query: queryOf(listCycleTeams, asked.values) }
    const answer = await everyRow(asked.ask, listCycleTeams, input, { rows: 'rows', most: 500 })
    const heads = [
      'team',
      'division',
      'committed',
      'kept',
      'say/do',
      'delivered',
      'unplanned',
      'rolled back',
      'left',
      'promises kept',
    ]
    const promises = ({ promisesDue: due, promisesKept: kept }: (typeof answer.rows)[number]) =>
      due === null || due === 0 ? null : `${kept} of ${due}`
    const rows = answer.rows.map((row) => [
      row.team.name,
      row.division.name,
      row.committed,
      row.kept,
      percent(row.sayDo),
      row.delivered,
      row.unplanned,
      row.rolledBack,
      row.left,
      promises(row),
    ])
    const more = answer.notOnRecord
    return {
      answer,
      lines: [
        ...aligned(heads, rows),
        ...(more > 0 ? [`${counted(more, 'team')} more would be on record as the ledger is today.`] : []),
      ],
    }
  },
}

const services: Verb = {
  name: 'services',
  says: 'writes the services of a cycle and what became of each, most left first',
  asks: [listCycleItems],
  options: queryOptions(listCycleItems, cycle),
  async run(asked) {
    const input = { params: cycleIn(asked), query: queryOf(listCycleItems, asked.values) }
    const answer = await everyRow(asked.ask, listCycleItems, input, { rows: 'items', most: 5_000 })
    const heads = ['service', 'team', 'promised', 'moved', 'left', 'outcome', 'scope', 'from cycle', 'chosen']
    const rows = answer.items.map((item) => [
      item.service.name,
      item.team.name,
      item.units,
      item.net,
      item.left,
      item.outcome,
      item.scope,
      item.carriedFrom,
      item.choice?.chosen ?? '',
    ])
    return { answer, lines: aligned(heads, rows) }
  },
}

const stuck: Verb = {
  name: 'stuck',
  says: 'writes the promised services that do not get on, with the reasons, longest without a move first',
  asks: [listStuckServices],
  options: queryOptions(listStuckServices, cycle),
  async run(asked) {
    const input = { params: cycleIn(asked), query: queryOf(listStuckServices, asked.values) }
    const answer = await everyRow(asked.ask, listStuckServices, input, { rows: 'items', most: 5_000 })
    const heads = ['service', 'team', 'left', 'days without a move', 'last move', 'reasons', 'waits for']
    const rows = answer.items.map((item) => [
      item.service.name,
      item.team.name,
      item.left,
      item.daysWithout,
      item.lastMoveOn,
      item.reasons.join(', '),
      item.waitsFor.map(({ name }) => name).join(', '),
    ])
    return { answer, lines: aligned(heads, rows) }
  },
}

const history: Verb = {
  name: 'history',
  says: 'writes cycles side by side, latest first: committed, delivered, say/do, roll-backs, growth',
  asks: [compareReleaseCycles],
  options: queryOptions(compareReleaseCycles),
  async run({ ask, values }) {
    const answer = await ask(compareReleaseCycles, { query: queryOf(compareReleaseCycles, values) })
    const heads = [
      ...['cycle', 'first day', 'last day', 'state', 'committed', 'delivered', 'kept', 'say/do', 'rolled back'],
      ...['to cloud', 'back', 'multiple', 'growth', 'pace to target'],
      ...['next milestone', 'pace to it'],
    ]
    const rows = answer.cycles.map((one) => [
      ...[named(one), one.firstDay, one.lastDay, one.state, one.committed, one.delivered, one.kept],
      ...[percent(one.sayDo), one.rolledBack, one.moves.toCloud, one.moves.back],
      ...[times(one.multiple), signedPercent(one.growth), signedPercent(one.requiredPace)],
      ...[times(one.nextMilestone.milestone), signedPercent(one.nextMilestone.perCycle)],
    ])
    return { answer, lines: aligned(heads, rows) }
  },
}

const straddle: Verb = {
  name: 'straddle',
  says: 'writes the dependencies that would straddle cloud and on-premises once the plan of a cycle is carried out',
  asks: [readCycleStraddle],
  options: queryOptions(readCycleStraddle, cycle),
  async run(asked) {
    const input = { params: cycleIn(asked), query: queryOf(readCycleStraddle, asked.values) }
    const answer = await everyRow(asked.ask, readCycleStraddle, input, { rows: 'straddling', most: 500 })
    return { answer, lines: straddlingRows(answer.straddling, answer.total) }
  },
}

export const cyclesToRead: readonly Verb[] = [list, show, burnUp, teams, services, stuck, history, straddle]
