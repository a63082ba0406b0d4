import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { AnswerOf } from '../../contract/endpoint.ts'
import type { explainEntries, FigureName } from '../../contract/explanations.ts'
import type { Measure } from '../../domain/units.ts'
import { Button } from '../shared/Button.tsx'
import { Evidence } from '../shared/Evidence.tsx'
import type { Explained } from '../shared/explained.ts'
import { useExplanationMessages, useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { entriesQuery } from './explanations-queries.ts'
import { SaveEntries } from './SaveEntries.tsx'

/** Figures that come from the calendar and the settings alone. */
const withoutEntries: ReadonlySet<FigureName> = new Set(['deadline'])

type Entry = AnswerOf<typeof explainEntries>['entries'][number]

/** The moves behind a figure, latest first: a few at once, all of them on request. Very many come uncounted. */
export function Entries(props: {
  figure: FigureName
  of: Explained
  view: View
  count: number | null
  measure: Measure
}) {
  const words = useExplanationMessages()
  const format = useFormat()
  const query = useInfiniteQuery({ ...entriesQuery(props.figure, props.of, props.view), enabled: props.count !== 0 })
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? []
  const opened = (query.data?.pages.length ?? 0) > 1
  const heading = useRef<HTMLHeadingElement>(null)
  // "Open all" goes away once pressed, and the focus with it: it goes on where the entries begin.
  const openAll = () => void query.fetchNextPage().then(() => heading.current?.focus({ preventScroll: true }))

  return (
    <section className="entries" aria-label={words.entries}>
      <div className="entries-head">
        <h3 ref={heading} tabIndex={-1}>
          {words.entries}
        </h3>
        {query.hasNextPage && !opened ? (
          <Button look="plain" busy={query.isFetchingNextPage} onClick={openAll}>
            {props.count === null ? words.openMore : words.openAll(format.count(props.count))}
          </Button>
        ) : opened ? (
          <span className="caption">
            {props.count === null
              ? words.shown(format.count(entries.length))
              : words.shownOf(format.count(entries.length), format.count(props.count))}
          </span>
        ) : null}
        {entries.length === 0 ? null : <SaveEntries figure={props.figure} of={props.of} view={props.view} />}
      </div>
      {props.count === 0 ? (
        <p className="second">{withoutEntries.has(props.figure) ? words.noEntriesByNature : words.noEntries}</p>
      ) : query.data === undefined ? (
        query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Reading>
            <Skeleton height={180} />
          </Reading>
        )
      ) : (
        <EntriesTable entries={entries} measure={props.measure} />
      )}
      {opened && query.hasNextPage ? (
        <p className="entries-more">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.showMore}
          </Button>
        </p>
      ) : null}
    </section>
  )
}

function EntriesTable({ entries, measure }: { entries: readonly Entry[]; measure: Measure }) {
  const words = useExplanationMessages()
  // A figure is made of teams, or of what happened to services: never of both.
  const ofTeams = entries[0]?.service === null
  const shows = {
    kind: !ofTeams && entries.some((entry) => entry.class !== null || entry.outcome !== null),
    // What happened changed something; what stands is an amount.
    change: entries.some((entry) => entry.class !== null),
    evidence: entries.some(({ evidence }) => evidence !== ''),
  }
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{ofTeams ? words.lastConfirmed : words.day}</th>
          <th scope="col">{ofTeams ? words.teamColumn : words.service}</th>
          {shows.kind ? <th scope="col">{words.entry}</th> : null}
          <th scope="col" className="figures">
            {ofTeams ? words.inCloud : shows.change ? words.change : words.amount}
          </th>
          {shows.evidence ? <th scope="col">{words.evidence}</th> : null}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries only ever grow at the end, and carry no id.
          <EntryRow key={at} entry={entry} measure={measure} shows={shows} />
        ))}
      </tbody>
    </table>
  )
}

interface Shows {
  readonly kind: boolean
  readonly change: boolean
  readonly evidence: boolean
}

function EntryRow({ entry, measure, shows }: { entry: Entry; measure: Measure; shows: Shows }) {
  const words = useExplanationMessages()
  const { words: common } = useMessages()
  const format = useFormat()
  const { day, service, team } = entry
  const kind =
    entry.class !== null
      ? common.moveClass[entry.class]
      : entry.outcome === null
        ? ''
        : words.lines[`outcome-${entry.outcome}`]?.('')
  return (
    <tr data-moves={entry.moves.join(' ')}>
      <td className="second">{day === null ? words.never : format.day(day)}</td>
      <td className="cut">
        {service === null ? (
          <PageLink to="/services" search={{ team: String(team.id), division: undefined }} title={team.name}>
            {team.name}
          </PageLink>
        ) : (
          <PageLink
            to="/services"
            search={{ service: String(service.id), division: undefined, team: undefined }}
            title={`${service.name} · ${team.name}`}
          >
            {service.name}
          </PageLink>
        )}
      </td>
      {shows.kind ? <td className="second">{kind}</td> : null}
      <td className="figures">
        {shows.change ? format.signedMeasured(measure, entry.amount) : format.measuredNumber(measure, entry.amount)}
      </td>
      {shows.evidence ? (
        <td className="cut evidence">
          <Evidence of={entry.evidence} />
        </td>
      ) : null}
    </tr>
  )
}
