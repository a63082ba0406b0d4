import type { AnswerOf } from '../../contract/endpoint.ts'
import type { explainEntries } from '../../contract/explanations.ts'
import type { Measure } from '../../domain/units.ts'
import { Evidence } from '../shared/Evidence.tsx'
import { useExplanationMessages, useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useFormat } from '../shared/use-format.ts'
import { type Explanation, lineValue } from './explanation-words.ts'

type Entry = AnswerOf<typeof explainEntries>['entries'][number]

/** Teams with what they hold, what happened to services, services and what came of them, dependencies, or past forecasts. */
type Of = 'teams' | 'changes' | 'standing' | 'dependencies' | 'forecasts'

interface Shows {
  readonly of: Of
  readonly day: boolean
  readonly outcome: boolean
  readonly amount: boolean
  readonly evidence: boolean
}

function shownOf(entries: readonly Entry[], kind: Explanation['kind']): Shows {
  const of: Of = entries.some(({ forecast }) => forecast !== undefined)
    ? 'forecasts'
    : entries.some(({ dependsOn }) => dependsOn !== undefined)
      ? 'dependencies'
      : entries.every(({ service }) => service === null)
        ? 'teams'
        : entries.some((entry) => entry.class !== null)
          ? 'changes'
          : 'standing'
  return {
    of,
    // A dependency stands, whatever the day.
    day: of !== 'dependencies',
    outcome: of === 'changes' || entries.some(({ outcome }) => outcome !== null),
    // Whether a forecast held is said in words.
    amount: of !== 'forecasts' || kind !== 'share',
    evidence: entries.some(({ evidence }) => evidence !== ''),
  }
}

/** Kinds of figures whose entries are of the same kind; all others are made of amounts. */
const itself: ReadonlySet<Explanation['kind']> = new Set(['mean', 'minutes', 'rating'])

/** Beside its band and what came, a phone has no room to say what that means. */
const lateOf = ({ of, amount }: Shows): string => (of === 'forecasts' && amount ? 'recorded' : '')

export function EntriesTable(props: {
  entries: readonly Entry[]
  measure: Measure
  /** What the figure is that they make. */
  kind: Explanation['kind']
}) {
  const words = useExplanationMessages()
  const shows = shownOf(props.entries, props.kind)
  const heads: Record<Of, readonly [string, string, string]> = {
    teams: [words.lastConfirmed, words.teamColumn, words.inCloud],
    changes: [words.day, words.service, words.change],
    standing: [words.day, words.service, words.amount],
    dependencies: [words.day, words.dependency, words.amount],
    forecasts: [words.madeOn, words.forecastOf, words.offBy],
  }
  const [day, what, amount] = heads[shows.of]
  return (
    <table className="plain-table">
      <thead>
        <tr>
          {shows.day ? <th scope="col">{day}</th> : null}
          <th scope="col">{what}</th>
          {shows.outcome ? (
            <th scope="col" className={lateOf(shows)}>
              {words.entry}
            </th>
          ) : null}
          {shows.amount ? (
            <th scope="col" className="figures">
              {amount}
            </th>
          ) : null}
          {shows.evidence ? <th scope="col">{words.evidence}</th> : null}
        </tr>
      </thead>
      <tbody>
        {props.entries.map((entry, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries only ever grow at the end, and carry no id.
          <EntryRow key={at} entry={entry} measure={props.measure} kind={props.kind} shows={shows} />
        ))}
      </tbody>
    </table>
  )
}

function EntryRow(props: { entry: Entry; measure: Measure; kind: Explanation['kind']; shows: Shows }) {
  const { entry, measure, shows } = props
  const words = useExplanationMessages()
  const { words: common } = useMessages()
  const format = useFormat()
  const outcome =
    entry.class !== null
      ? common.moveClass[entry.class]
      : entry.outcome === null
        ? ''
        : words.lines[`outcome-${entry.outcome}`]?.('')
  const amount =
    shows.of === 'changes'
      ? format.signedMeasured(measure, entry.amount)
      : lineValue({ kind: itself.has(props.kind) ? props.kind : 'amount', value: entry.amount }, measure, words, format)
  return (
    <tr data-moves={entry.moves.join(' ')}>
      {shows.day ? <td className="second">{entry.day === null ? words.never : format.day(entry.day)}</td> : null}
      <td className={shows.of === 'forecasts' ? 'said' : 'cut'}>
        <EntryOf entry={entry} measure={measure} />
      </td>
      {shows.outcome ? <td className={`second ${lateOf(shows)}`}>{outcome}</td> : null}
      {shows.amount ? <td className="figures">{amount}</td> : null}
      {shows.evidence ? (
        <td className="cut evidence">
          <Evidence of={entry.evidence} />
        </td>
      ) : null}
    </tr>
  )
}

/** What an entry is about: its service, its team, or what was forecast and came. */
function EntryOf({ entry: { service, team, forecast, dependsOn }, measure }: { entry: Entry; measure: Measure }) {
  const words = useExplanationMessages()
  const format = useFormat()
  const amount = (value: number) => format.measuredNumber(measure, value)
  if (forecast !== undefined) {
    const { until, low, high, came } = forecast
    const band = low === high ? amount(low) : words.band(amount(low), amount(high))
    return words.said(format.day(until), band, amount(came))
  }
  if (service !== null)
    return (
      <>
        <PageLink
          to="/services"
          search={{ service: String(service.id), division: undefined, team: undefined }}
          title={[service.name, team?.name].filter(Boolean).join(' · ')}
        >
          {service.name}
        </PageLink>
        {dependsOn === undefined ? null : (
          <PageLink
            to="/services"
            search={{ service: String(dependsOn.id), division: undefined, team: undefined }}
            title={dependsOn.name}
          >
            {words.dependsOn(dependsOn.name)}
          </PageLink>
        )}
      </>
    )
  return team === null ? null : (
    <PageLink to="/services" search={{ team: String(team.id), division: undefined }} title={team.name}>
      {team.name}
    </PageLink>
  )
}
