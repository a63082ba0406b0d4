import { useInfiniteQuery } from '@tanstack/react-query'
import type { CycleReport } from '../../contract/release-cycles.ts'
import { missing } from '../../drawing/format.ts'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { Figure } from '../shared/Figure.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { CycleItems } from './CycleItems.tsx'
import { useTeamOfCycleColumns } from './cycle-columns.ts'
import { cycleTeamsQuery } from './cycles-queries.ts'
import { hasBegun, isOver } from './cycles-search.ts'
import { everyTeam, type TeamOfCycle as Row } from './every-row.ts'
import { MoreRows } from './MoreRows.tsx'
import { Recorded } from './Recorded.tsx'

const shownFirst = 12

/** What each team promised and what it kept. */
export function TeamsSayDo({ view, report }: { view: View; report: CycleReport }) {
  const { cycles } = useMessages()
  const words = cycles.teams
  const format = useFormat()
  const query = useInfiniteQuery(cycleTeamsQuery(view, report.number, shownFirst))
  const columns = useTeamOfCycleColumns(report.measure)
  const list = query.data?.pages[0]
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const idle = list?.idle ?? 0
  const { measure } = report
  const amount = (value: number) => format.measuredNumber(measure, value)
  const withinRow = ({ team }: Row) => ({ team: String(team.id), day: report.asOf })
  const first = rows[0]
  const foot = [
    ...(list?.isRecord === true ? [words.onRecord] : []),
    ...(rows.some(({ unplanned }) => unplanned < 0) ? [words.besideBelow] : []),
    ...(list !== undefined && list.notOnRecord > 0 ? [words.notOnRecord(list.notOnRecord)] : []),
  ]
  // Where nobody held a stand-up there is nothing to tell of one.
  const hasPromises = rows.some(({ promisesDue }) => (promisesDue ?? 0) > 0)
  const most = Math.max(1, ...rows.map(({ committed }) => committed))
  if (list === undefined)
    return (
      <Section line={words.name} heading={<Skeleton width={260} />}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton height={240} />
        )}
      </Section>
    )
  return (
    <Section
      line={words.name}
      heading={
        first === undefined || first.committed === 0
          ? words.none
          : !hasBegun(report)
            ? words.ahead(first.team.name, amount(first.committed))
            : (isOver(report) ? words.headingAt : words.heading)(
                first.team.name,
                amount(first.kept),
                amount(first.committed),
                idle,
              )
      }
      controls={
        rows.length === 0 ? undefined : (
          <SaveList
            name={words.name}
            file={`cycle-${report.number}-teams`}
            day={report.asOf}
            columns={columns}
            rows={() => everyTeam(view, report.number)}
          />
        )
      }
      foot={foot.length === 0 ? undefined : foot.join(' ')}
    >
      {rows.length === 0 ? (
        <p className="second">{words.noneWords}</p>
      ) : (
        <ScrollSideways label={words.name}>
          <table className="plain-table cycle-teams">
            <thead>
              <tr>
                <th scope="col">{words.team}</th>
                <th scope="col" className="commitment-column">
                  {words.commitment}
                </th>
                <th scope="col" className="figures">
                  {words.committed}
                </th>
                <th scope="col" className="figures">
                  {words.kept}
                </th>
                <th scope="col" className="figures less-needed">
                  {words.unplanned}
                </th>
                <th scope="col" className="figures less-needed">
                  {words.retired}
                </th>
                <th scope="col" className="figures">
                  {words.left}
                </th>
                <th scope="col" className="figures">
                  {words.sayDo}
                </th>
                {hasPromises ? (
                  <th scope="col" className="figures">
                    {words.promises}
                  </th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.team.id}>
                  <th scope="row">
                    <PageLink to="/cycles" search={{ cycle: report.number, team: row.team.name, division: undefined }}>
                      {row.team.name}
                    </PageLink>
                  </th>
                  <td className="commitment-column">
                    <CommitmentBar most={most} kept={row.kept} retired={row.retired} left={row.left} />
                  </td>
                  <td className="figures">
                    <CycleItems number={report.number} team={row.team.name}>
                      <Recorded said={amount(row.committed)} now={row.now && amount(row.now.committed)} />
                    </CycleItems>
                  </td>
                  <td className="figures">
                    <Figure of="say-do" within={withinRow(row)}>
                      <Recorded said={amount(row.kept)} now={row.now && amount(row.now.kept)} />
                    </Figure>
                  </td>
                  <td className="figures less-needed">
                    <Figure of="cycle-unplanned" within={withinRow(row)}>
                      <Recorded said={amount(row.unplanned)} now={row.now && amount(row.now.unplanned)} />
                    </Figure>
                  </td>
                  <td className="figures second less-needed">
                    <Figure of="say-do" within={withinRow(row)}>
                      <Recorded said={amount(row.retired)} now={row.now && amount(row.now.retired)} />
                    </Figure>
                  </td>
                  <td className="figures strong">
                    <Figure of="say-do" within={withinRow(row)}>
                      <Recorded said={amount(row.left)} now={row.now && amount(row.now.left)} />
                    </Figure>
                  </td>
                  <td className="figures">
                    <Figure of="say-do" within={withinRow(row)}>
                      <Recorded said={format.share(row.sayDo)} now={row.now && format.share(row.now.sayDo)} />
                    </Figure>
                  </td>
                  {hasPromises ? <PromisesKept row={row} report={report} /> : null}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollSideways>
      )}
      <MoreRows query={query} left={list.total - rows.length} />
    </Section>
  )
}

/** Kept of promised in the team's stand-ups: opens to them, on the last day that is counted. */
function PromisesKept({ row, report }: { row: Row; report: CycleReport }) {
  const { cycles } = useMessages()
  const said = ({ promisesDue: due, promisesKept: kept }: Pick<Row, 'promisesDue' | 'promisesKept'>) =>
    due === null || due === 0 ? missing : cycles.teams.promisesKept(kept ?? 0, due)
  return (
    <td className="figures">
      <PageLink to="/stand-ups" className="figure" search={{ of: row.team.name, asOf: report.asOf, time: 'evening' }}>
        <Recorded said={said(row)} now={row.now && said(row.now)} />
      </PageLink>
    </td>
  )
}

/** Moved, retired and left side by side: a picture of the figures in the row, which assistive technology reads. */
function CommitmentBar({ most, kept, retired, left }: { most: number; kept: number; retired: number; left: number }) {
  const wide = (value: number) => ({ inlineSize: `${(value / most) * 100}%` })
  return (
    <span className="commitment-bar" aria-hidden="true">
      {kept > 0 ? <span className="moved" style={wide(kept)} /> : null}
      {retired > 0 ? <span className="retired" style={wide(retired)} /> : null}
      {left > 0 ? <span className="left" style={wide(left)} /> : null}
    </span>
  )
}
