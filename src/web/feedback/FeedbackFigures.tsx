import { useQuery } from '@tanstack/react-query'
import { lazy, useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { ChartSection } from '../shared/charts/ChartSection.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { Figure } from '../shared/Figure.tsx'
import { useFeedbackMessages, useMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { SmallSelect } from '../shared/Select.tsx'
import { EmptyState, ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { type By, nameOf, useGroupColumns } from './feedback-columns.ts'
import { figuresQuery, figureWeeks, type Group } from './feedback-queries.ts'
import { ratingText } from './rating-text.ts'

const RatingChart = lazy(async () => ({ default: (await import('./RatingChart.tsx')).RatingChart }))

const height = 200
/** So many groups are listed at first, and so many more each time. */
const groupsAtOnce = 50

/** Of one answer: none of two groups has the same, with or without a region. */
const keyOf = ({ id }: Group): string => String(id ?? '')

/** How services are rated week by week, how soon the first answer came, and how much was answered at all. */
export function FeedbackFigures({ view }: { view: View }) {
  const words = useFeedbackMessages()
  const { common } = useMessages()
  const format = useFormat()
  const [by, setBy] = useState<By>('none')
  const [wanted, setWanted] = useState<string | undefined>(undefined)
  const [shown, setShown] = useState(groupsAtOnce)
  const query = useQuery(figuresQuery(view, by))
  const data = query.data
  const columns = useGroupColumns(by)
  const groups = data?.groups ?? []
  const drawn = groups.find((group) => keyOf(group) === wanted) ?? groups[0]
  const average = (value: number | null) => (value === null ? words.withheld : ratingText(value))
  const heading =
    data === undefined
      ? ''
      : drawn === undefined
        ? words.noFigures
        : (by === 'none' ? '' : `${nameOf(drawn, by, words)}: `) +
          words.figures(
            drawn.average === null ? null : ratingText(drawn.average),
            drawn.count,
            format.share(drawn.answered / drawn.count),
            drawn.firstAnswerMinutes,
          )
  const isEmpty = data !== undefined && drawn === undefined
  return (
    <>
      <ChartSection
        name={words.figuresLine(figureWeeks)}
        heading={heading}
        file="feedback-ratings"
        controls={
          <>
            <Segmented<By>
              label={words.by}
              segments={(['none', 'service', 'team', 'region'] as const).map((value) => ({
                value,
                label: words.bys[value],
              }))}
              value={by}
              onChange={(chosen) => {
                setBy(chosen)
                setWanted(undefined)
                setShown(groupsAtOnce)
              }}
            />
            {by === 'none' || drawn === undefined ? null : (
              <SmallSelect
                label={words.ofGroup}
                choices={groups.slice(0, shown).map((group) => ({
                  value: keyOf(group),
                  label: nameOf(group, by, words),
                }))}
                value={keyOf(drawn)}
                onChange={setWanted}
              />
            )}
          </>
        }
        table={{
          columns: [
            { label: words.week },
            { label: words.count, figures: true },
            { label: words.average, figures: true },
          ],
          newestFirst: true,
          rows: (data?.weeks ?? []).map((day, at) => {
            const week = drawn?.weeks[at] ?? { count: 0, average: null }
            return {
              key: day,
              shown: [
                format.day(day),
                format.count(week.count),
                week.count === 0 ? format.count(null) : average(week.average),
              ],
              raw: [day, week.count, week.average],
            }
          }),
        }}
        height={height}
        foot={isEmpty ? undefined : words.figuresFoot(data?.leastForAverage ?? 5)}
        empty={
          query.error !== null && data === undefined ? (
            <ErrorState error={query.error} onRetry={() => void query.refetch()} />
          ) : isEmpty ? (
            <EmptyState heading={words.noFigures}>{words.noFiguresWords}</EmptyState>
          ) : undefined
        }
      >
        {data === undefined || drawn === undefined ? (
          <Skeleton height={height} />
        ) : (
          <RatingChart
            weeks={data.weeks.map((day, at) => ({ day, ...(drawn.weeks[at] ?? { count: 0, average: null }) }))}
            label={heading}
            height={height}
          />
        )}
      </ChartSection>
      {by === 'none' || groups.length === 0 ? null : (
        <div className="table-part">
          <div className="button-row screen-only">
            <SaveList
              name={words.groupsTable}
              file={`feedback-by-${by}`}
              day={data?.asOf}
              columns={columns}
              rows={async () => groups}
            />
          </div>
          <GroupsTable groups={groups.slice(0, shown)} by={by} />
          {groups.length <= shown ? null : (
            <Button look="plain" className="screen-only" onClick={() => setShown(shown + groupsAtOnce)}>
              {common.showMore(Math.min(groupsAtOnce, groups.length - shown))}
            </Button>
          )}
        </div>
      )}
    </>
  )
}

/** Each group's figures side by side, those with most answers first. */
function GroupsTable({ groups, by }: { groups: readonly Group[]; by: By }) {
  const words = useFeedbackMessages()
  const format = useFormat()
  return (
    <ScrollSideways label={words.groupsTable}>
      <table className="rating-groups">
        <caption className="unseen">{words.groupsTable}</caption>
        <thead>
          <tr>
            <th scope="col">{words.bys[by]}</th>
            <th scope="col" className="figures">
              {words.count}
            </th>
            <th scope="col" className="figures">
              {words.average}
            </th>
            <th scope="col" className="figures">
              {words.shareAnswered}
            </th>
            <th scope="col" className="figures">
              {words.firstAnswer}
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={keyOf(group)}>
              <th scope="row">{nameOf(group, by, words)}</th>
              <td className="figures">
                <Figure of="feedback-answers" within={{ by, group: group.id ?? 0 }}>
                  {format.count(group.count)}
                </Figure>
              </td>
              <td className="figures">
                {group.average === null ? (
                  <span className="quiet">{words.withheld}</span>
                ) : (
                  <Figure of="feedback-average" within={{ by, group: group.id ?? 0 }}>
                    {ratingText(group.average)}
                  </Figure>
                )}
              </td>
              <td className="figures">
                <Figure of="feedback-answered" within={{ by, group: group.id ?? 0 }}>
                  {format.share(group.answered / group.count)}
                </Figure>
              </td>
              <td className="figures">
                {group.firstAnswerMinutes === null ? (
                  format.count(null)
                ) : (
                  <Figure of="feedback-first-answer" within={{ by, group: group.id ?? 0 }}>
                    {words.duration(group.firstAnswerMinutes)}
                  </Figure>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollSideways>
  )
}
