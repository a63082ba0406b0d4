import { useQuery } from '@tanstack/react-query'
import { missing } from '../../drawing/format.ts'
import { SaveMenu } from '../shared/charts/SaveMenu.tsx'
import { Figure } from '../shared/Figure.tsx'
import { useCompareMessages, useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { EmptyState, ErrorState, ReadingBar, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { type CloudServiceUses, cloudServicesQuery } from './comparison-queries.ts'

type Use = CloudServiceUses['rows'][number]

/** So many problems stand on a row; all are in the file. */
const problemsShown = 3

/** Which cloud services are used by whom, how those services are rated, which problems were met and what solved them. */
export function CloudServices({ view }: { view: View }) {
  const words = useCompareMessages()
  const { charts } = useMessages()
  const format = useFormat()
  const query = useQuery(cloudServicesQuery(view))
  const data = query.data
  const first = data?.rows[0]
  const heading =
    data === undefined
      ? ''
      : first === undefined
        ? words.noClouds
        : words.cloudsFinding(
            first.name,
            format.services(first.services),
            format.count(data.rows.reduce((sum, { problemsSolved }) => sum + problemsSolved, 0)),
            data.rows.reduce((sum, { problemsMet }) => sum + problemsMet, 0),
          )
  return (
    <Section
      line={words.cloudsName}
      heading={heading}
      className="chart-section"
      controls={
        data === undefined || first === undefined ? undefined : (
          <SaveMenu
            name={words.cloudsName}
            file={`cloud-services-${data.asOf}`}
            table={tableOf(data.rows)}
            words={{ name: words.cloudsName, heading, foot: charts.asOf(format.day(data.asOf)) }}
          />
        )
      }
      foot={
        data === undefined || first === undefined
          ? undefined
          : [
              words.cloudsFoot(format.count(data.naming), format.services(data.inCloud)),
              data.rows.length < data.total
                ? words.ofAll(format.count(data.rows.length), format.count(data.total))
                : '',
            ].join(' ')
      }
    >
      <ReadingBar reading={query.isPlaceholderData} />
      {data === undefined ? (
        query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton height={260} />
        )
      ) : first === undefined ? (
        <EmptyState
          heading={words.noClouds}
          actions={
            <PageLink className="button" to="/services" search={{ state: 'in_cloud' }}>
              {words.toServices}
            </PageLink>
          }
        >
          {words.noCloudsWords}
        </EmptyState>
      ) : (
        <ScrollSideways label={words.cloudsName}>
          <table className="plain-table clouds-table">
            <caption className="unseen">{words.cloudsName}</caption>
            <thead>
              <tr>
                <th scope="col">{words.cloudService}</th>
                <th scope="col" className="figures">
                  {words.usedBy}
                </th>
                <th scope="col" className="figures">
                  {words.amountThere(format.unitName)}
                </th>
                <th scope="col" className="figures">
                  {words.rating}
                </th>
                <th scope="col">{words.where}</th>
                <th scope="col">{words.problems}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((use) => (
                <UseRow key={use.name} use={use} least={data.leastForAverage} />
              ))}
            </tbody>
          </table>
        </ScrollSideways>
      )}
    </Section>
  )

  function tableOf(rows: readonly Use[]) {
    const labels = [
      words.cloudService,
      words.usedBy,
      words.amountThere(''),
      words.rating,
      words.answers('', false).trim(),
      words.where,
      words.problems,
    ]
    return {
      columns: labels.map((label) => ({ label })),
      rows: rows.map((use) => ({
        key: use.name,
        shown: [],
        raw: [
          use.name,
          use.services,
          use.units,
          use.average,
          use.ratings,
          [...use.divisions, ...use.teams, ...use.places].join('; '),
          use.problems
            .map(({ service, problem, solution }) => `${service.name}: ${problem} → ${solution || words.noSolution}`)
            .join('; '),
        ],
      })),
    }
  }
}

function UseRow({ use, least }: { use: Use; least: number }) {
  const words = useCompareMessages()
  const format = useFormat()
  const within = { cloudService: use.name }
  return (
    <tr>
      <th scope="row">{use.name}</th>
      <td className="figures">
        <Figure of="cloud-service-use" within={{ ...within, measure: 'services' }}>
          {format.count(use.services)}
        </Figure>
      </td>
      <td className="figures">
        <Figure of="cloud-service-use" within={{ ...within, measure: 'units' }}>
          {format.amountNumber(use.units)}
        </Figure>
      </td>
      <td className="figures">
        {use.average === null ? (
          <span className="quiet">{use.ratings === 0 ? missing : words.withheld(least)}</span>
        ) : (
          <PageLink to="/feedback" title={words.answers(format.count(use.ratings), use.ratings === 1)}>
            {use.average.toFixed(1)}
          </PageLink>
        )}
      </td>
      <td className="clouds-where">
        {use.divisions.join(', ')}
        <span className="quiet">
          {' · '}
          {use.teams.slice(0, 3).join(', ')}
          {use.teams.length > 3 ? ` ${words.moreProblems(format.count(use.teams.length - 3))}` : ''}
          {use.places.length === 0 ? '' : ` · ${use.places.join(', ')}`}
        </span>
      </td>
      <td className="clouds-problems">
        {use.problems.length === 0 ? <span className="quiet">{words.noProblem}</span> : null}
        <ul>
          {use.problems.slice(0, problemsShown).map(({ service, problem, solution }) => (
            <li key={service.id}>
              <PageLink to="/services" search={{ service: String(service.id) }}>
                {service.name}
              </PageLink>
              {`: ${problem || missing} → `}
              {solution === '' ? <span className="quiet">{words.noSolution}</span> : solution}
            </li>
          ))}
          {use.problems.length > problemsShown ? (
            <li className="quiet">{words.moreProblems(format.count(use.problems.length - problemsShown))}</li>
          ) : null}
        </ul>
      </td>
    </tr>
  )
}
