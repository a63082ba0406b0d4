/** A share over time as steps between 0 and 100 %: every sparkline of a table has the same scale. Ends in a dot. */
export function Sparkline({ shares }: { shares: readonly { share: number | null }[] }) {
  const width = 92
  const height = 22
  const floor = height - 3
  const y = (share: number) => floor - share * (floor - 4)
  const x = (at: number) => 1 + (at / Math.max(1, shares.length - 1)) * (width - 6)
  const known = shares
    .map(({ share }, at) => ({ share, at }))
    .filter((one): one is { share: number; at: number } => one.share !== null)
  const [first] = known
  const last = known.at(-1)
  if (first === undefined || last === undefined) return null
  const line = known
    .slice(1)
    .reduce(
      (path, { share, at }) => `${path}H${x(at).toFixed(1)}V${y(share).toFixed(1)}`,
      `M${x(first.at).toFixed(1)} ${y(first.share).toFixed(1)}`,
    )
  return (
    <svg className="sparkline" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path d={`${line}V${floor}H${x(first.at).toFixed(1)}Z`} fill="var(--forecast-cone)" />
      <path d={line} fill="none" stroke="var(--cloud)" strokeWidth={1.4} />
      <circle cx={x(last.at)} cy={y(last.share)} r={2.2} fill="var(--cloud)" />
    </svg>
  )
}
