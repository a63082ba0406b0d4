/** Figures of one name, as Prometheus knows them: a gauge goes up and down, a counter only up. */
export interface MetricFamily {
  /** With its unit, and `_total` behind a counter: `tenfold_cloud_services`. */
  readonly name: string
  readonly help: string
  readonly type: 'gauge' | 'counter' | 'histogram'
  readonly samples: readonly MetricSample[]
}

export interface MetricSample {
  readonly labels?: Readonly<Record<string, string>>
  /** null for what is not known: such a sample is left out, as 0 would be a figure. */
  readonly value: number | null
  readonly part?: 'bucket' | 'sum' | 'count'
}

export const gauge = (name: string, help: string, value: number | null): MetricFamily => ({
  name,
  help,
  type: 'gauge',
  samples: [{ value }],
})

/** The text format 0.0.4 of Prometheus. What has no sample is not named at all. */
export const metricText = (families: readonly MetricFamily[]): string =>
  families
    .map((family) => ({ ...family, samples: family.samples.filter(({ value }) => value !== null) }))
    .filter(({ samples }) => samples.length > 0)
    .map(
      ({ name, help, type, samples }) =>
        `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n# TYPE ${name} ${type}\n${samples
          .map(({ labels = {}, value, part }) => `${name}${part ? `_${part}` : ''}${labelText(labels)} ${value}\n`)
          .join('')}`,
    )
    .join('')

/** A name that somebody gave cannot end its label, nor the line. */
function labelText(labels: Readonly<Record<string, string>>): string {
  const said = Object.entries(labels).map(
    ([name, value]) =>
      `${name}="${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\r', ' ').replaceAll('\n', '\\n')}"`,
  )
  return said.length === 0 ? '' : `{${said.join(',')}}`
}
