import { readCycleChanges } from '../../contract/cycle-changes.ts'
import type { AnswerOf } from '../../contract/endpoint.ts'
import { listSignOffs, type SignOff, signOffCycle } from '../../contract/sign-offs.ts'
import { aligned } from './aligned.ts'
import { counted, grouped, percent } from './counted.ts'
import { cycle, cycleIn, textOf } from './cycle-option.ts'
import { everyRow, queryOf, queryOptions } from './query-options.ts'
import type { Verb } from './verbs.ts'

const changes: Verb = {
  name: 'changes',
  says: 'writes what was recorded of a cycle since an instant, latest first',
  asks: [readCycleChanges],
  options: {
    ...queryOptions(readCycleChanges, cycle),
    since: { value: 'INSTANT', needed: true },
  },
  async run(asked) {
    const input = { params: cycleIn(asked), query: queryOf(readCycleChanges, asked.values) }
    const answer = await everyRow(asked.ask, readCycleChanges, input, { rows: 'changes', most: 1_000 })
    const { before, now } = answer
    const rows = answer.changes.map(({ kind, service, team, units, isLate, at }) => [
      ...[kind, service.name, team.name, units, isLate ? 'late' : '', at],
    ])
    return {
      answer,
      lines: [
        `Since ${answer.since}, counting ${answer.unit}:`,
        ...aligned(
          ['', 'then', 'now'],
          [
            ['committed', before.committed, now.committed],
            ['in the plan', before.scope, now.scope],
            ['delivered', before.delivered, now.delivered],
            ['kept', before.kept, now.kept],
            ['say/do', percent(before.sayDo), percent(now.sayDo)],
          ],
        ),
        ...answer.counts.map(({ kind, services }) => `${kind}: ${counted(services, 'service')}`),
        ...(rows.length === 0 ? [] : ['', ...aligned(['change', 'service', 'team', 'units', '', 'recorded'], rows)]),
      ],
    }
  },
}

const said = (one: SignOff | null): string =>
  one === null ? 'not signed' : `${one.kind} by ${one.who} ${one.at}${one.note === '' ? '' : `: ${one.note}`}`

const signOffs: Verb = {
  name: 'sign-offs',
  says: 'writes who has signed a cycle off, those that have not first',
  asks: [listSignOffs],
  options: queryOptions(listSignOffs, cycle),
  async run(asked) {
    const input = { params: cycleIn(asked), query: queryOf(listSignOffs, asked.values) }
    const paging = { rows: 'rows', most: 500, total: ({ teams }: AnswerOf<typeof listSignOffs>) => teams } as const
    const answer = await everyRow(asked.ask, listSignOffs, input, paging)
    const rows = answer.rows.map(({ team, signOff }) => [team.name, said(signOff)])
    return {
      answer,
      lines: [
        `The whole organisation: ${said(answer.organisation)}. ${grouped(answer.signed)} of ${counted(answer.teams, 'team')} signed.`,
        ...(rows.length === 0 ? [] : aligned(['team', 'sign-off'], rows)),
      ],
    }
  },
}

const signOff: Verb = {
  name: 'sign-off',
  says: 'signs a cycle that is over off, for a team or the whole organisation; --withdraw takes that back',
  asks: [signOffCycle],
  options: { ...cycle, team: { value: 'TEAM' }, note: { value: 'TEXT' }, withdraw: {} },
  alone: true,
  async run(asked) {
    const kind = asked.values['withdraw'] === true ? 'withdrawn' : 'signed'
    const body = { kind, team: textOf(asked, 'team') ?? null, note: textOf(asked, 'note') ?? '' } as const
    const params = cycleIn(asked)
    const answer = await asked.ask(signOffCycle, { params, body })
    const whose = answer.team === null ? 'the whole organisation' : answer.team.name
    const lines =
      kind === 'signed'
        ? [`Cycle ${params.number} is signed off for ${whose}.`]
        : [`The sign-off of cycle ${params.number} for ${whose} is taken back.`]
    return { answer, lines }
  },
}

export const cyclesOnRecord: readonly Verb[] = [changes, signOffs, signOff]
