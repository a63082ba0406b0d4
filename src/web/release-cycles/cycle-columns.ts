import type { Measure } from '../../domain/units.ts'
import type { ColumnsOf, ListColumn } from '../shared/charts/SaveList.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import type { CycleOfHistory, TeamOfCycle } from './every-row.ts'

/** What a file of cycles side by side says of each. */
export function useHistoryColumns(measure: Measure): ColumnsOf<CycleOfHistory> {
  const words = useMessages().cycles.history
  const names = { multiple: words.multiple, growth: words.growth, requiredPace: words.pace }
  return (say) => [
    { name: 'number', label: words.cycle, kind: 'amount', of: ({ number }) => number },
    { name: 'name', label: say.name, kind: 'text', of: ({ name }) => name },
    { name: 'firstDay', label: say.firstDay, kind: 'day', of: ({ firstDay }) => firstDay },
    { name: 'lastDay', label: say.lastDay, kind: 'day', of: ({ lastDay }) => lastDay },
    { name: 'state', label: words.state, kind: 'text', of: ({ state }) => words.states[state] },
    {
      name: 'committed',
      label: say.amount(words.committed, measure),
      kind: 'amount',
      of: ({ committed }) => committed,
    },
    {
      name: 'delivered',
      label: say.amount(words.delivered, measure),
      kind: 'amount',
      of: ({ delivered }) => delivered,
    },
    { name: 'kept', label: say.amount(words.kept, measure), kind: 'amount', of: ({ kept }) => kept },
    { name: 'sayDo', label: words.sayDo, kind: 'share', of: ({ sayDo }) => sayDo },
    { name: 'movesBack', label: words.movesBack, kind: 'amount', of: ({ moves }) => moves.back },
    { name: 'multiple', label: words.multiple, kind: 'multiple', of: ({ multiple }) => multiple },
    { name: 'growth', label: words.growth, kind: 'share', of: ({ growth }) => growth },
    { name: 'requiredPace', label: words.pace, kind: 'share', of: ({ requiredPace }) => requiredPace },
    { name: 'perCycle', label: words.milestonePace, kind: 'share', of: ({ nextMilestone }) => nextMilestone.perCycle },
    { name: 'milestone', label: say.milestone, kind: 'multiple', of: ({ nextMilestone }) => nextMilestone.milestone },
    { name: 'isRecord', label: say.record, kind: 'text', of: ({ isRecord }) => (isRecord ? say.yes : say.no) },
    {
      name: 'live',
      label: say.notOnRecord,
      kind: 'text',
      of: ({ live }) =>
        live.map((figure) => (figure === 'nextMilestone' ? words.milestonePace : names[figure])).join(', '),
    },
  ]
}

const figuresOfTeam = ['committed', 'kept', 'unplanned', 'rolledBack', 'retired', 'left'] as const

/** What a file of the teams of a cycle says of each: what is on record, and what the ledger says now where that differs. */
export function useTeamOfCycleColumns(measure: Measure): ColumnsOf<TeamOfCycle> {
  const words = useMessages().cycles.teams
  return (say) => {
    const beside = [
      { name: 'sayDo', label: words.sayDo, kind: 'share' },
      { name: 'promisesKept', label: words.promises, kind: 'amount' },
      { name: 'promisesDue', label: say.promisesDue, kind: 'amount' },
    ] as const
    const amounts = figuresOfTeam.map((name) => ({
      name,
      label: say.amount(words[name], measure),
      kind: 'amount' as const,
    }))
    const figures = [...amounts, ...beside]
    return [
      { name: 'team', label: words.team, kind: 'text', of: ({ team }) => team.name },
      { name: 'division', label: say.division, kind: 'text', of: ({ division }) => division.name },
      ...figures.map(
        ({ name, label, kind }): ListColumn<TeamOfCycle> => ({ name, label, kind, of: (row) => row[name] }),
      ),
      ...figures.map(
        ({ name, label, kind }): ListColumn<TeamOfCycle> => ({
          name: `now.${name}`,
          label: say.now(label),
          kind,
          of: ({ now }) => now?.[name],
        }),
      ),
    ]
  }
}
