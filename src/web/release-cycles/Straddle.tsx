import { useInfiniteQuery } from '@tanstack/react-query'
import type { CycleReport } from '../../contract/release-cycles.ts'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { ErrorState } from '../shared/states.tsx'
import type { View } from '../shared/view-search.ts'
import { useStraddlingColumns } from './cycle-item-columns.ts'
import { cycleStraddleQuery } from './cycles-queries.ts'
import { everyStraddling } from './every-row.ts'
import { MoreRows } from './MoreRows.tsx'

const shownFirst = 20

/** What the plan would leave with one end in cloud and the other on-premises; nothing where it leaves nothing so. */
export function Straddle({ view, report }: { view: View; report: CycleReport }) {
  const { cycles } = useMessages()
  const words = cycles.straddle
  const query = useInfiniteQuery(cycleStraddleQuery(view, report.number, shownFirst))
  const columns = useStraddlingColumns()
  const list = query.data?.pages[0]
  if (query.isError && list === undefined)
    return (
      <Section line={words.name} heading={words.name}>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </Section>
    )
  if (list === undefined || list.total === 0) return null
  const { total } = list
  const shown = query.data?.pages.flatMap((page) => page.straddling) ?? []
  return (
    <Section
      line={words.name}
      heading={words.heading(total)}
      controls={
        <SaveList
          name={words.name}
          file={`cycle-${report.number}-dependencies`}
          day={report.asOf}
          columns={columns}
          rows={() => everyStraddling(view, report.number)}
        />
      }
    >
      <ScrollSideways label={words.name}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.service}</th>
              <th scope="col">{words.needs}</th>
              <th scope="col">{words.now}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={`${one.service.id} ${one.dependsOn.id}`}>
                <th scope="row">
                  <PageLink to="/services" search={{ service: one.service.id }}>
                    {one.service.name}
                  </PageLink>
                </th>
                <td>
                  {one.dependsOn.name} {one.kind === '' ? null : <span className="second">{one.kind}</span>}
                </td>
                <td>{one.straddlesNow ? words.already : words.comes}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollSideways>
      <MoreRows query={query} left={total - shown.length} />
    </Section>
  )
}
