import { useQuery } from '@tanstack/react-query'
import { cyclesQuery } from '../release-cycles/cycles-queries.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useMay } from '../shared/use-may.ts'

interface CycleEntry {
  readonly id: string
  readonly name: string
  readonly search: { readonly cycle: number; readonly act?: 'plan' }
}

/** So many lines of the list at most: the rest is found by writing its number. */
const mostShown = 4

/**
 * Cycles to open and to plan for, whose line holds what was written: the one of that very number first, else the running
 * one and those ahead.
 */
export function useCycleEntries(text: string): { entries: CycleEntry[]; isExact: boolean; isRead: boolean } {
  const { keys, cycles: words } = useMessages()
  const may = useMay()
  const cycles = useQuery(cyclesQuery)
  const { current = null, cycles: all = [] } = cycles.data ?? {}
  const wanted = text.toLowerCase()
  const named = (number: number) => words.short(number).toLowerCase() === wanted
  const running = current ?? 1
  const rank = (number: number) =>
    named(number) ? -1 : number >= running ? number - running : all.length + running - number
  const entries = all
    .filter(({ number }) => wanted !== '' || number === running)
    .toSorted((one, other) => rank(one.number) - rank(other.number))
    .flatMap(({ number, name, state }): CycleEntry[] => [
      { id: `cycle-${number}`, name: keys.openCycle(words.cycle(number, name)), search: { cycle: number } },
      ...(may('plan') && state !== 'closed'
        ? [
            {
              id: `plan-${number}`,
              name: words.planDialog.heading(words.short(number)),
              search: { cycle: number, act: 'plan' as const },
            },
          ]
        : []),
    ])
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .slice(0, mostShown)
  return { entries, isExact: all.some(({ number }) => named(number)), isRead: !cycles.isLoading }
}
