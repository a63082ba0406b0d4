import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CycleReport } from '../../contract/release-cycles.ts'
import { Button } from '../shared/Button.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import type { View } from '../shared/view-search.ts'
import { type SignedRow, useSignOffColumns } from './cycle-item-columns.ts'
import { signOffsQuery } from './cycles-queries.ts'
import { everySignOff } from './every-row.ts'
import { MoreRows } from './MoreRows.tsx'
import { SignOffDialog } from './SignOffDialog.tsx'

const shownFirst = 8

/** Who answers for what the cycle brought: team by team, and for the whole organisation. */
export function SignOffs({ view, report }: { view: View; report: CycleReport }) {
  const { cycles } = useMessages()
  const words = cycles.signOffs
  const format = useFormat()
  const { programme } = useSession()
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const query = useInfiniteQuery(signOffsQuery(view, report.number, shownFirst))
  const columns = useSignOffColumns()
  const answer = query.data?.pages[0]
  if (answer === undefined)
    return (
      <Section line={words.name} heading={<Skeleton width={200} />}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton height={160} />
        )}
      </Section>
    )
  const teams = query.data?.pages.flatMap((page) => page.rows) ?? []
  const when = (at: string) => format.instant(at, programme.zone)
  const isWhole = view.team === undefined && view.division === undefined
  const rowsOf = (signed: typeof teams): SignedRow[] => [
    ...(isWhole ? [{ key: 'whole', name: words.organisation, signOff: answer.organisation }] : []),
    ...signed.map(({ team, signOff }) => ({ key: String(team.id), name: team.name, signOff })),
  ]
  return (
    <Section
      line={words.name}
      heading={answer.teams === 0 ? words.headingNone : words.heading(answer.signed, answer.teams)}
      controls={
        <>
          <SaveList
            name={words.name}
            file={`cycle-${report.number}-sign-offs`}
            day={report.asOf}
            columns={columns}
            rows={async () => rowsOf(await everySignOff(view, report.number))}
          />
          {may('sign-off') ? <Button onClick={() => setOpen(true)}>{words.sign}</Button> : null}
        </>
      }
    >
      <ScrollSideways label={words.name}>
        <table className="plain-table sign-offs">
          <thead>
            <tr>
              <th scope="col">{words.team}</th>
              <th scope="col">{words.by}</th>
              <th scope="col">{words.at}</th>
              <th scope="col" className="less-needed">
                {words.note}
              </th>
            </tr>
          </thead>
          <tbody>
            {rowsOf(teams).map(({ key, name, signOff }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td>{signOff === null ? <span className="second">{words.open}</span> : signOff.who}</td>
                <td>{signOff === null ? '' : when(signOff.at)}</td>
                <td className="less-needed">{signOff?.kind === 'closed' ? words.byClosing : signOff?.note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollSideways>
      <MoreRows query={query} left={answer.teams - teams.length} />
      {answer.entries.length === 0 ? null : (
        <details className="sign-off-entries">
          <summary>{words.entries}</summary>
          <ul>
            {answer.entries.map((entry) => (
              <li key={entry.id}>
                {when(entry.at)}: {entry.team?.name ?? words.organisation}, {words.kinds[entry.kind]}, {entry.who}
                {entry.note === '' ? null : <span className="second"> {entry.note}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
      {isOpen ? <SignOffDialog cycle={report} standing={answer} onClose={() => setOpen(false)} /> : null}
    </Section>
  )
}
