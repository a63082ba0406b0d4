import type { AnswerOf } from '../../contract/endpoint.ts'
import type { Forecast } from '../../contract/forecast.ts'
import type { Growth, readGrowthSeries } from '../../contract/growth.ts'
import type { Story } from '../../contract/stories.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { type Format, missing } from '../../drawing/format.ts'
import type { Note } from '../../drawing/ladder-notes.ts'
import type { TableOfChart } from '../shared/charts/ChartTable.tsx'
import type { Messages } from '../shared/messages/messages.tsx'
import { withAhead } from './ladder-ahead.ts'
import { withNotes } from './ladder-notes-table.ts'
import { storySentence, withStories } from './ladder-stories.ts'

/** The ladder as a table: each point, what hangs over it, what it tells, and what may come, in the order of days. */
export function ladderTable(
  ladder: {
    growth: Growth
    points: AnswerOf<typeof readGrowthSeries>['points']
    notes: readonly Note[]
    stories: readonly Story[]
    forecast: Forecast | null | undefined
    targetDay: CalendarDay | null
  },
  { growth: words, charts }: Messages,
  format: Format,
): TableOfChart {
  const { growth, points, notes, stories, forecast, targetDay } = ladder
  const plain: TableOfChart = {
    columns: [
      { label: charts.day, name: 'day' },
      { label: words.ladder.inCloud, figures: true, name: 'cloud' },
      { label: words.ladder.multiple, figures: true, name: 'multiple', kind: 'multiple' },
      { label: words.ladder.growth, figures: true, name: 'growthPercent' },
    ],
    newestFirst: true,
    rows: points.map(({ day, cloud, multiple }) => ({
      key: day,
      shown: [
        format.day(day),
        format.measured(growth.measure, cloud),
        format.multiple(multiple),
        format.growth(multiple === null ? null : (multiple - 1) * 100),
      ],
      raw: [day, cloud, multiple, multiple === null ? null : (multiple - 1) * 100],
    })),
  }
  const days = points.map(({ day }) => day)
  const noted = withNotes(
    plain,
    days,
    // The deadline of the programme is an annotation that nobody has to write.
    targetDay === null
      ? notes
      : [
          ...notes,
          { key: 'deadline', day: targetDay, until: null, days: format.day(targetDay), words: words.deadline.short },
        ],
    { label: words.ladder.annotations, missing, day: format.day },
  )
  const table = withStories(
    withAhead(noted, forecast, words.ahead, format),
    days,
    stories,
    words.stories.column,
    (story) => {
      const { sentence, amount } = storySentence(story, growth.measure, words.stories, format)
      return sentence.replace('{amount}', amount)
    },
  )
  // Notes and the forecast each have days past the last point, and a table is read by its days.
  return { ...table, rows: table.rows.toSorted((one, other) => String(one.raw[0]).localeCompare(String(other.raw[0]))) }
}
