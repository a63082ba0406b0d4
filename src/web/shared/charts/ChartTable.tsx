import type { CellKind } from '../../../drawing/table-file.ts'
import type { Cell } from './csv.ts'

export interface TableOfChart {
  readonly columns: readonly {
    readonly label: string
    readonly figures?: boolean
    /** As the API calls it, for whoever reads the file by a program. */
    readonly name?: string
    /** What stands in it, where the cells do not say so themselves: a share, a multiple. */
    readonly kind?: CellKind
  }[]
  readonly rows: readonly TableRow[]
  /** Reads the list on to its end, where `rows` are only the first of it: a file holds all of them. */
  readonly every?: () => Promise<readonly TableRow[]>
  /** Rows come as time runs, and are read from the newest back. */
  readonly newestFirst?: boolean
}

export interface TableRow {
  readonly key: string | number
  /** As people read them, in the order of the columns. */
  readonly shown: readonly string[]
  /** As a program reads them: whole numbers and ISO days. */
  readonly raw: readonly Cell[]
}

/** The same figures as the chart, for people who would rather read than look. */
export function ChartTable({ caption, table }: { caption: string; table: TableOfChart }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by the keyboard.
    <section className="chart-table" tabIndex={0} aria-label={caption}>
      <table className="plain-table">
        <thead>
          <tr>
            {table.columns.map(({ label, figures }) => (
              <th key={label} scope="col" className={figures ? 'figures' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(table.newestFirst ? table.rows.toReversed() : table.rows).map((row) => (
            <tr key={row.key}>
              {row.shown.map((cell, at) =>
                at === 0 ? (
                  <th key={table.columns[at]?.label} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={table.columns[at]?.label} className={table.columns[at]?.figures ? 'figures' : undefined}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
