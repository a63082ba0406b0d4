import type { Measure } from '../../domain/units.ts'
import type { ColumnsOf, ListColumn } from '../shared/charts/SaveList.tsx'
import { useExplanationMessages, useMessages } from '../shared/messages/messages.tsx'
import type { Entry } from './explanations-queries.ts'

/**
 * What a file of the entries behind a figure says of each, with the numbers of their moves. The entries of one figure are
 * all of a kind, which the first tells.
 */
export function useEntryColumns(measure: Measure, first: Entry | undefined): ColumnsOf<Entry> {
  const words = useExplanationMessages()
  const { words: common } = useMessages()
  const ofTeams = first?.service === null && first.forecast === undefined
  const outcomeOf = (entry: Entry) =>
    entry.class !== null
      ? common.moveClass[entry.class]
      : entry.outcome === null
        ? undefined
        : words.lines[`outcome-${entry.outcome}`]?.('')
  return (say) => {
    const { until, low, high, came } = words.saved
    const dependency: readonly ListColumn<Entry>[] = [
      { name: 'dependsOn', label: words.saved.dependsOn, kind: 'text', of: ({ dependsOn }) => dependsOn?.name },
    ]
    const forecast: readonly ListColumn<Entry>[] = [
      { name: 'until', label: until, kind: 'day', of: (entry) => entry.forecast?.until },
      { name: 'low', label: say.amount(low, measure), kind: 'amount', of: (entry) => entry.forecast?.low },
      { name: 'high', label: say.amount(high, measure), kind: 'amount', of: (entry) => entry.forecast?.high },
      { name: 'came', label: say.amount(came, measure), kind: 'amount', of: (entry) => entry.forecast?.came },
    ]
    return [
      { name: 'day', label: ofTeams ? words.lastConfirmed : words.day, kind: 'day', of: ({ day }) => day },
      { name: 'service', label: words.service, kind: 'text', of: ({ service }) => service?.name },
      ...(first?.dependsOn === undefined ? [] : dependency),
      { name: 'team', label: words.teamColumn, kind: 'text', of: ({ team }) => team?.name },
      { name: 'outcome', label: words.entry, kind: 'text', of: outcomeOf },
      {
        name: 'amount',
        label: say.amount(ofTeams ? words.inCloud : words.change, measure),
        // A mean of past forecasts is no whole number.
        kind: first?.forecast === undefined ? 'amount' : 'number',
        of: ({ amount }) => amount,
      },
      ...(first?.forecast === undefined ? [] : forecast),
      { name: 'evidence', label: words.evidence, kind: 'text', of: ({ evidence }) => evidence },
      { name: 'moves', label: say.moves, kind: 'text', of: ({ moves }) => moves.join(' ') },
    ]
  }
}
