import type { PastWeek } from '../../domain/forecast-weeks.ts'

const height = 44

/** What each week of the window changed in cloud, side by side: an outlier is seen before it is left out. */
export function WeekBars(props: { weeks: readonly PastWeek[]; leftOut: readonly string[] }) {
  const { weeks, leftOut } = props
  const highest = Math.max(1, ...weeks.map(({ cloud }) => cloud))
  const lowest = Math.min(0, ...weeks.map(({ cloud }) => cloud))
  const y = (value: number) => ((highest - value) / (highest - lowest)) * height
  return (
    <svg
      className="week-bars"
      viewBox={`0 0 ${Math.max(1, weeks.length) * 10} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {weeks.map(({ lastDay, cloud }, at) => (
        <rect
          key={lastDay}
          x={at * 10 + 1}
          width={8}
          y={Math.min(y(cloud), y(0))}
          height={Math.max(0.75, Math.abs(y(cloud) - y(0)))}
          fill={leftOut.includes(lastDay) ? 'var(--line)' : cloud < 0 ? 'var(--rolled-back)' : 'var(--cloud)'}
        />
      ))}
    </svg>
  )
}
