import { type ReactNode, Suspense, useRef, useState } from 'react'
import { Button } from '../Button.tsx'
import { useMessages } from '../messages/messages.tsx'
import { Section } from '../Section.tsx'
import { useSessionIfRead } from '../session-query.ts'
import { ErrorBoundary, ErrorState, Skeleton } from '../states.tsx'
import { useFormat } from '../use-format.ts'
import { useView } from '../view-search.ts'
import type { BarRow } from './bars-picture.ts'
import { ChartTable, type TableOfChart } from './ChartTable.tsx'
import { SaveMenu } from './SaveMenu.tsx'
import './charts.css'

/**
 * A chart with everything that belongs to it: the small line names it, the heading states what it shows, the same
 * figures stand in a table one key away, and both can be saved. The heading is what a screen reader hears of it.
 */
export function ChartSection(props: {
  name: string
  heading: string
  /** Begins the name of a saved file: `growth-ladder`. */
  file: string
  table: TableOfChart
  /** Height of the chart while its code and its figures are read. */
  height: number
  controls?: ReactNode
  foot?: ReactNode
  className?: string
  /** Nothing to draw: says why, in place of chart, table and saving. */
  empty?: ReactNode
  /** Where the bars of the chart are no drawing: how to draw them for a file. */
  bars?: readonly BarRow[]
  children: ReactNode
}) {
  const { charts } = useMessages()
  const format = useFormat()
  const [view] = useView()
  const today = useSessionIfRead()?.today
  const [asTable, setAsTable] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const day = view.asOf ?? today
  const asOf = day === undefined ? '' : charts.asOf(format.day(day))

  const tools = (
    <>
      {props.controls}
      <Button data-chart-toggle="" aria-pressed={asTable} shortcut="T" onClick={() => setAsTable(!asTable)}>
        {charts.table}
        <span className="unseen">{props.name}</span>
      </Button>
      <SaveMenu
        name={props.name}
        file={`${props.file}${day === undefined ? '' : `-${day}`}`}
        table={props.table}
        chart={() =>
          asTable
            ? null
            : (body.current?.querySelector<SVGSVGElement>('svg[data-picture], svg.recharts-surface') ?? null)
        }
        bars={asTable ? undefined : props.bars}
        words={{ name: props.name, heading: props.heading, foot: asOf }}
      />
    </>
  )
  return (
    <Section
      line={props.name}
      heading={props.heading}
      controls={props.empty === undefined ? tools : undefined}
      foot={props.foot}
      className={`chart-section ${props.className ?? ''}`}
    >
      <div ref={body} data-chart-body="">
        {props.empty !== undefined ? (
          props.empty
        ) : asTable ? (
          <ChartTable caption={charts.tableOf(props.name)} table={props.table} />
        ) : (
          <ErrorBoundary instead={(error, again) => <ErrorState error={error} onRetry={again} />}>
            <Suspense fallback={<Skeleton height={props.height} />}>{props.children}</Suspense>
          </ErrorBoundary>
        )}
      </div>
    </Section>
  )
}
