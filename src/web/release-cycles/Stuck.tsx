import { useInfiniteQuery } from '@tanstack/react-query'
import { type CycleReport, stuckReasons } from '../../contract/release-cycles.ts'
import { Button } from '../shared/Button.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { SmallSelect } from '../shared/Select.tsx'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { usePageSearch } from '../shared/view-search.ts'
import { useStuckColumns } from './cycle-item-columns.ts'
import { stuckQuery } from './cycles-queries.ts'
import { CyclesSearch, isOver } from './cycles-search.ts'
import { everyStuck } from './every-row.ts'
import { MoreRows } from './MoreRows.tsx'
import { StuckRow } from './StuckRow.tsx'

const shownFirst = 10

/** Promised services that do not get on, each with why; of a cycle that is over, as it ended. */
export function Stuck({ report }: { report: CycleReport }) {
  const { cycles } = useMessages()
  const words = cycles.stuck
  const format = useFormat()
  const [search, change] = usePageSearch(CyclesSearch)
  const { reason } = search
  const query = useInfiniteQuery(stuckQuery(search, report.number, reason, shownFirst))
  const first = query.data?.pages[0]
  const columns = useStuckColumns(first?.days ?? 0)
  if (first === undefined)
    return (
      <Section line={words.name} heading={<Skeleton width={220} />}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton height={240} />
        )}
      </Section>
    )
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const { total, all, days, counts, goneSince, isRecord } = first
  const count = new Map(counts.map((one) => [one.reason, one.services]))
  const line = isOver(report) ? words.nameAt(format.day(first.asOf)) : words.name
  const foot = isRecord ? words.onRecord : goneSince > 0 ? words.goneSince(goneSince) : undefined
  return (
    <Section
      line={line}
      heading={all === 0 ? words.none : isOver(report) ? words.headingAt(all) : words.heading(all)}
      foot={foot}
      controls={
        all === 0 && reason === undefined ? undefined : (
          <>
            <SmallSelect
              label={words.reason}
              value={reason ?? 'any'}
              onChange={(value) => change({ reason: value === 'any' ? undefined : value }, { replace: true })}
              choices={[
                { value: 'any' as const, label: words.any },
                ...stuckReasons.map((value) => ({
                  value,
                  label: words.reasonCount(words.reasons[value](days), count.get(value) ?? 0),
                })),
              ]}
            />
            {total === 0 ? null : (
              <SaveList
                name={line}
                file={`cycle-${report.number}-stuck`}
                day={first.asOf}
                columns={columns}
                rows={() => everyStuck(search, report.number, reason)}
              />
            )}
          </>
        )
      }
    >
      {all === 0 ? (
        <p className="second">{words.noneWords}</p>
      ) : total === 0 ? (
        <>
          <p className="second">{words.noneFor}</p>
          <Button onClick={() => change({ reason: undefined }, { replace: true })}>{cycles.items.showAll}</Button>
        </>
      ) : (
        <ScrollSideways label={line}>
          <table className="plain-table cycle-stuck">
            <thead>
              <tr>
                <th scope="col">{words.service}</th>
                <th scope="col" className="less-needed">
                  {words.team}
                </th>
                <th scope="col">{words.since}</th>
                <th scope="col">{words.reason}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <StuckRow key={item.service.id} item={item} number={report.number} days={days} />
              ))}
            </tbody>
          </table>
        </ScrollSideways>
      )}
      <MoreRows query={query} left={total - items.length} />
    </Section>
  )
}
