import {
  Area,
  AreaChart,
  DefaultZIndexes,
  Tooltip,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts'
import type { Growth } from '../../contract/growth.ts'
import type { WorkloadPoint } from '../../contract/workload.ts'
import { roundTicks, spread, textWidth } from '../../drawing/chart-scale.ts'
import { dayNumber } from '../../drawing/time-axis.ts'
import { ChartTooltip } from '../shared/charts/ChartTooltip.tsx'
import { TimeTicks } from '../shared/charts/TimeTicks.tsx'
import { useWidth } from '../shared/charts/use-width.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'
import { useFormat } from '../shared/use-format.ts'

interface Point extends WorkloadPoint {
  readonly x: number
}

type Kind = 'publicCloud' | 'privateCloud' | 'onPrem'

interface Layer {
  readonly kind: Kind
  readonly name: string
  readonly edge: string
  readonly area: string
  /** Of a label inside the area. */
  readonly ink: string
}

export function WorkloadChart(props: {
  points: readonly WorkloadPoint[]
  growth: Growth
  twoClouds: boolean
  label: string
}) {
  const { growth, twoClouds } = props
  const { workload: words, charts } = useMessages()
  const format = useFormat()
  const { programme } = useSession()
  const [frame, width] = useWidth()
  const height = 290
  const narrow = width < 420
  const points: Point[] = props.points.map((point) => ({ ...point, x: dayNumber(point.day) }))
  const first = points[0]
  const last = points.at(-1)
  const highest = Math.max(1, ...points.map((point) => point.onPrem + point.cloud))
  const unit = growth.measure === 'units' ? programme.partsPerShownUnit : 1
  const ticks = roundTicks(highest / unit, 0, 5, 1 / unit).map((tick) => tick * unit)

  const layers: Layer[] = [
    {
      kind: 'publicCloud',
      name: twoClouds ? words.publicCloud : words.cloud,
      edge: 'var(--public-cloud)',
      area: 'var(--public-cloud-area)',
      ink: '#ffffff',
    },
    ...(twoClouds
      ? [
          {
            kind: 'privateCloud' as const,
            name: words.privateCloud,
            edge: 'var(--private-cloud)',
            area: 'var(--private-cloud)',
            ink: 'var(--page)',
          },
        ]
      : []),
    { kind: 'onPrem', name: words.onPrem, edge: 'var(--on-prem)', area: 'var(--on-prem-area)', ink: 'var(--ink)' },
  ]

  if (first === undefined || last === undefined) return null
  return (
    <div ref={frame} style={{ blockSize: height }}>
      {width === 0 ? null : (
        <AreaChart
          width={width}
          height={height}
          data={points}
          margin={{ top: 16, right: narrow ? 0 : 92, bottom: 24, left: 0 }}
          title={props.label}
          desc={charts.arrowKeys}
          aria-label={props.label}
        >
          <XAxis dataKey="x" type="number" domain={[first.x, last.x]} hide allowDataOverflow />
          <YAxis hide domain={[0, Math.max(highest, ticks.at(-1) ?? 0)]} allowDataOverflow />
          {layers.map((layer) => (
            <Area
              key={layer.kind}
              dataKey={layer.kind}
              name={layer.name}
              type="stepAfter"
              stackId="where"
              // The gap that parts public from private cloud is paper: the two are hard to tell apart without blue.
              stroke={layer.kind === 'publicCloud' && twoClouds ? 'var(--page)' : layer.edge}
              strokeWidth={1.25}
              fill={layer.area}
              fillOpacity={1}
              isAnimationActive={false}
              activeDot={false}
            />
          ))}
          <WorkloadMarks points={points} layers={layers} ticks={ticks} growth={growth} narrow={narrow} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--ink)', strokeWidth: 1 }}
            content={({ active, payload }) => {
              const point = payload[0]?.payload as Point | undefined
              if (!active || point === undefined) return null
              return (
                <ChartTooltip
                  title={format.weekday(point.day)}
                  lines={[
                    ...layers.toReversed().map((layer) => ({
                      name: layer.name,
                      value: format.measured(growth.measure, point[layer.kind]),
                      colour: layer.edge,
                    })),
                    { name: words.total, value: format.measured(growth.measure, point.total) },
                    {
                      name: words.share,
                      value: format.share(point.total === 0 ? null : (point.total - point.onPrem) / point.total),
                    },
                  ]}
                />
              )
            }}
          />
        </AreaChart>
      )}
    </div>
  )
}

/** Grid, years and names: labels stand in the areas and at their ends, so that no key is needed. */
function WorkloadMarks(props: {
  points: readonly Point[]
  layers: readonly Layer[]
  ticks: readonly number[]
  growth: Growth
  narrow: boolean
}) {
  const { points, layers, growth } = props
  const { workload: words } = useMessages()
  const format = useFormat()
  const plot = usePlotArea()
  const xScale = useXAxisScale()
  const yScale = useYAxisScale()
  const first = points[0]
  const last = points.at(-1)
  if (plot === undefined || xScale === undefined || yScale === undefined || first === undefined || last === undefined) {
    return null
  }
  const x = (value: number) => xScale(value) ?? 0
  const y = (value: number) => yScale(value) ?? 0
  const bottom = plot.y + plot.height
  const right = plot.x + plot.width

  const floorOf = (point: Point, layer: Layer) =>
    layers.slice(0, layers.indexOf(layer)).reduce((sum, { kind }) => sum + point[kind], 0)
  const middleOf = (point: Point, layer: Layer) => y(floorOf(point, layer) + point[layer.kind] / 2)
  const ends = spread(
    layers.map((layer) => middleOf(last, layer)),
    38,
    plot.y + 6,
    bottom - 20,
  )
  /** A service in both counts in each, so beside such a cloud count its share would read as a mistake. */
  const shareOf = (layer: Layer): string => {
    if (growth.split > 0 && layer.kind !== 'onPrem') {
      return layers.length > 2 ? '' : ` · ${words.inBoth(format.count(growth.split))}`
    }
    if (growth.share === null || (layer.kind !== 'onPrem' && layers.length > 2)) return ''
    return ` · ${format.share(layer.kind === 'onPrem' ? 1 - growth.share : growth.share)}`
  }

  return (
    <ZIndexLayer zIndex={DefaultZIndexes.axis}>
      <g data-chart="workload">
        {props.ticks.map((tick, at) =>
          tick === 0 ? (
            <line key={tick} x1={plot.x} x2={right} y1={bottom} y2={bottom} stroke="var(--ink)" />
          ) : (
            <g key={tick}>
              <line x1={plot.x} x2={right} y1={y(tick)} y2={y(tick)} stroke="var(--ink)" strokeOpacity={0.12} />
              <text x={plot.x + 1} y={y(tick) - 5} className="second halo-area">
                {at === props.ticks.length - 1
                  ? format.measured(growth.measure, tick).replace(/[.]0+(?=\D|$)/, '')
                  : format.measuredNumber(growth.measure, tick).replace(/[.]0+$/, '')}
              </text>
            </g>
          ),
        )}
        <TimeTicks first={first.day} last={last.day} plot={plot} x={x} />
        {layers.map((layer, at) => (
          <g key={layer.kind}>
            <InnerName {...{ points, layer, floorOf, x, y }} right={right} left={plot.x} />
            {props.narrow ? null : (
              <text x={right + 8} y={ends[at] ?? 0}>
                <tspan className="strong">{layer.name}</tspan>
                <tspan x={right + 8} dy={15} className="second">
                  {format.measuredNumber(growth.measure, last[layer.kind])}
                  {shareOf(layer)}
                </tspan>
              </text>
            )}
          </g>
        ))}
      </g>
    </ZIndexLayer>
  )
}

/** The name stands where its area is highest over the whole width of the word, if it has room there at all. */
function InnerName(props: {
  points: readonly Point[]
  layer: Layer
  floorOf: (point: Point, layer: Layer) => number
  x: (value: number) => number
  y: (value: number) => number
  left: number
  right: number
}) {
  const { layer } = props
  const half = textWidth(layer.name, 12) / 2 + 6
  const bands = props.points.map((point) => {
    const floor = props.floorOf(point, layer)
    return { at: props.x(point.x), lower: props.y(floor), upper: props.y(floor + point[layer.kind]) }
  })
  let best: { at: number; middle: number; score: number } | undefined
  for (const { at } of bands) {
    if (at - half < props.left || at + half > props.right) continue
    const under = bands.filter((band) => Math.abs(band.at - at) <= half)
    const lower = Math.min(...under.map((band) => band.lower))
    const upper = Math.max(...under.map((band) => band.upper))
    if (lower - upper < 22) continue
    // Near the middle of the picture wins among equals: labels at the edge read as belonging to the axis.
    const score = lower - upper - Math.abs(at - (props.left + props.right) / 2) * 0.25
    if (best === undefined || score > best.score) best = { at, middle: (lower + upper) / 2, score }
  }
  if (best === undefined) return null
  return (
    <text x={best.at} y={best.middle + 4} textAnchor="middle" className="inner-name" style={{ fill: layer.ink }}>
      {layer.name}
    </text>
  )
}
