import { useShortcut } from '../keys.tsx'
import { useMessages } from '../messages/messages.tsx'

/** T turns the chart that has focus into its table and back; without focus, the first one that is in sight. */
export function useChartKeys(): void {
  const { charts } = useMessages()
  useShortcut('T', () => chartInSight()?.querySelector<HTMLElement>('[data-chart-toggle]')?.click(), charts.table)
}

export function chartInSight(): HTMLElement | undefined {
  const focused = document.activeElement?.closest<HTMLElement>('.chart-section')
  if (focused) return focused
  const all = [...document.querySelectorAll<HTMLElement>('.chart-section:has([data-chart-toggle])')]
  return all.find((chart) => chart.getBoundingClientRect().bottom > 120) ?? all[0]
}
