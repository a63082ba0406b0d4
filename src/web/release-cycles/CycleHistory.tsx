import { useInfiniteQuery } from '@tanstack/react-query'
import { earlier } from '../../domain/calendar-day.ts'
import { missing } from '../../drawing/format.ts'
import { Button } from '../shared/Button.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import type { Within } from '../shared/explained.ts'
import { Figure } from '../shared/Figure.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { CycleItems } from './CycleItems.tsx'
import { useHistoryColumns } from './cycle-columns.ts'
import { cycleHistoryQuery } from './cycles-queries.ts'
import { everyCycle, type CycleOfHistory as Row } from './every-row.ts'
import { KeptBrief } from './KeptBrief.tsx'
import { MovesBack } from './MovesBack.tsx'

/** A star where the record of the row does not hold a figure; the foot says what it is then. */
const mark = ({ live }: Row, figure: Row['live'][number], said: string): string =>
  live.includes(figure) && said !== missing ? `${said} *` : said

const isSaid = (row: Row, figure: Row['live'][number]): boolean =>
  figure === 'nextMilestone' ? row.nextMilestone.perCycle !== null : row[figure] !== null

/** Which milestone, and how fast; where there is no pace, a dash that says why. */
function MilestonePace({ row, within }: { row: Row; within: Within }) {
  const { cycles } = useMessages()
  const words = cycles.history
  const format = useFormat()
  const { milestone, perCycle, reason } = row.nextMilestone
  if (perCycle !== null && milestone !== null)
    return (
      <Figure of="milestone-pace" within={within}>
        {mark(row, 'nextMilestone', words.toMilestone(format.pace(perCycle), format.rung(milestone)))}
      </Figure>
    )
  const why = reason === null ? '' : words.noPace[reason]
  return (
    <span title={why}>
      <span aria-hidden="true">{missing}</span>
      <span className="unseen">{why}</span>
    </span>
  )
}

/** Cycles side by side. */
export function CycleHistory({ view }: { view: View }) {
  const { cycles: all } = useMessages()
  const words = all.history
  const format = useFormat()
  const { today } = useSession()
  const query = useInfiniteQuery(cycleHistoryQuery(view))
  const columns = useHistoryColumns(view.measure)
  const list = query.data?.pages[0]
  if (list === undefined)
    return (
      <Section line={words.name} heading={<Skeleton width={260} />}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton height={300} />
        )}
      </Section>
    )
  const { measure } = list
  const lastTold = ({ lastDay }: Row) => earlier(lastDay, view.asOf ?? today)
  /** A figure of the record opens as it was known when the record was made. */
  const within = (row: Row, figure: Row['live'][number]) => ({
    day: lastTold(row),
    knownAt: row.isRecord && !row.live.includes(figure) ? (row.closedAt ?? undefined) : undefined,
  })
  const rows = query.data?.pages.flatMap((page) => page.cycles) ?? []
  const amount = (value: number) => format.measuredNumber(measure, value)
  const finished = rows.find(({ state }) => state === 'closed' || state === 'late') ?? rows[0]
  const figures = [
    words.committed,
    words.delivered,
    words.kept,
    words.sayDo,
    words.movesBack,
    words.multiple,
    words.growth,
    words.pace,
    words.milestonePace,
  ]
  return (
    <Section
      line={words.name}
      heading={
        finished === undefined
          ? words.none
          : words.heading(finished.number, amount(finished.kept), amount(finished.committed))
      }
      controls={
        rows.length === 0 ? undefined : (
          <SaveList
            name={words.name}
            file="release-cycles"
            day={view.asOf}
            columns={columns}
            rows={() => everyCycle(view)}
          />
        )
      }
      foot={
        rows.some((row) => row.live.some((figure) => isSaid(row, figure))) ? `${words.live} ${words.foot}` : words.foot
      }
    >
      <ScrollSideways label={words.name}>
        <table className="plain-table cycle-history">
          <thead>
            <tr>
              <th scope="col">{words.cycle}</th>
              <th scope="col" className="less-needed">
                {words.days}
              </th>
              <th scope="col" className="less-needed">
                {words.state}
              </th>
              {figures.map((label) => (
                <th key={label} scope="col" className={label === words.delivered ? 'figures less-needed' : 'figures'}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.number}>
                <th scope="row">
                  <PageLink to="/cycles" search={{ cycle: row.number, show: undefined }}>
                    {all.cycle(row.number, row.name)}
                  </PageLink>
                  <span className="second in-brief">
                    {format.dayRange(row.firstDay, row.lastDay)}, {words.states[row.state]}
                  </span>{' '}
                  <KeptBrief of={row} />
                </th>
                <td className="less-needed">{format.dayRange(row.firstDay, row.lastDay)}</td>
                <td className="less-needed">{words.states[row.state]}</td>
                <td className="figures">
                  <CycleItems number={row.number}>{amount(row.committed)}</CycleItems>
                </td>
                <td className="figures less-needed">
                  <Figure of="cycle-delivered" within={{ day: lastTold(row) }}>
                    {amount(row.delivered)}
                  </Figure>
                </td>
                <td className="figures">
                  <Figure of="say-do" within={{ day: lastTold(row) }}>
                    {amount(row.kept)}
                  </Figure>
                </td>
                <td className="figures strong">
                  <Figure of="say-do" within={{ day: lastTold(row) }}>
                    {format.share(row.sayDo)}
                  </Figure>
                </td>
                <td className="figures">
                  <MovesBack of={{ ...row, asOf: lastTold(row) }} />
                </td>
                <td className="figures">
                  <Figure of="growth" within={within(row, 'multiple')}>
                    {mark(row, 'multiple', row.multiple === null ? missing : format.multiple(row.multiple))}
                  </Figure>
                </td>
                <td className="figures">
                  <Figure of="cycle-growth" within={within(row, 'growth')}>
                    {mark(row, 'growth', format.pace(row.growth))}
                  </Figure>
                </td>
                <td className="figures">
                  <Figure of="pace" within={within(row, 'requiredPace')}>
                    {mark(row, 'requiredPace', format.pace(row.requiredPace))}
                  </Figure>
                </td>
                <td className="figures">
                  <MilestonePace row={row} within={within(row, 'nextMilestone')} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollSideways>
      {query.hasNextPage ? (
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
    </Section>
  )
}
