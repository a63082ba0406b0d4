export interface TooltipLine {
  readonly name: string
  readonly value: string
  readonly colour?: string | undefined
}

/** What stands at a point: read aloud as the arrow keys reach it. */
export function ChartTooltip({ title, lines }: { title: string; lines: readonly TooltipLine[] }) {
  return (
    <div className="chart-tooltip" role="status" aria-live="polite">
      <p>{title}</p>
      <dl>
        {lines.map(({ name, value, colour }) => (
          <div key={name}>
            <dt>
              {colour === undefined ? null : (
                <span className="swatch" style={{ background: colour }} aria-hidden="true" />
              )}
              {name}
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
