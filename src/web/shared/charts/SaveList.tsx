import type { CalendarDay } from '../../../domain/calendar-day.ts'
import type { Measure } from '../../../domain/units.ts'
import type { CellKind } from '../../../drawing/table-file.ts'
import { useMessages } from '../messages/messages.tsx'
import { type ColumnWords, readColumnWords } from '../messages/read-column-words.ts'
import { usePreferences } from '../preferences.ts'
import { useSession } from '../session-query.ts'
import { useFormat } from '../use-format.ts'
import type { Cell } from './csv.ts'
import { SaveTable } from './SaveTable.tsx'

export interface ListColumn<Row> {
  /** As the API calls it. */
  readonly name: string
  /** In the reader's language. */
  readonly label: string
  readonly kind: CellKind
  readonly of: (row: Row) => Cell
}

/** What heads columns: words that stand on no page, and how an amount says what it is counted in. */
export interface ColumnSaying extends ColumnWords {
  readonly amount: (column: string, measure?: Measure) => string
}

export type ColumnsOf<Row> = (say: ColumnSaying) => readonly ListColumn<Row>[]

/**
 * Saves the whole of a list as its filters leave it, not only the rows in sight. An amount is a whole number of the
 * smallest part of the unit, as the API and every other file have it, and its column says so.
 */
export function SaveList<Row>(props: {
  name: string
  /** Begins the name of the file: `teams`. */
  file: string
  day?: CalendarDay | undefined
  columns: ColumnsOf<Row>
  /** Reads the list on to its end. */
  rows: () => Promise<readonly Row[]>
}) {
  const { charts } = useMessages()
  const { language } = usePreferences()
  const { programme, today } = useSession()
  const { day: dayInWords } = useFormat()
  return (
    <SaveTable
      name={props.name}
      file={props.file}
      day={props.day}
      make={async (format) => {
        const [words, rows, { tableBlob }] = await Promise.all([
          readColumnWords(language),
          props.rows(),
          import('./table-files.ts'),
        ])
        const amount = (column: string, measure: Measure = 'units') =>
          measure === 'services' ? column : words.inUnit(column, programme.unitName)
        const columns = props.columns({ ...words, amount })
        return tableBlob(format, {
          name: props.name,
          columns,
          rows: rows.map((row) => columns.map(({ of }) => of(row))),
          about: [
            [charts.about.table, props.name],
            [charts.about.asOf, charts.asOf(dayInWords(props.day ?? today))],
            [charts.about.from, location.href],
            [programme.unitName, programme.unitDefinition],
          ],
          aboutName: charts.about.name,
        })
      }}
    />
  )
}
