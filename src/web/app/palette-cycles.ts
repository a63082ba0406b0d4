import { useQuery } from '@tanstack/react-query'
import { cyclesQuery } from '../release-cycles/cycles-queries.ts'
import { findCycles } from '../release-cycles/find-cycles.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useSessionIfRead } from '../shared/session-query.ts'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'

interface CycleEntry {
  readonly id: string
  readonly name: string
  readonly search: { readonly cycle: number; readonly act?: 'plan' }
}

/** So many lines of the list at most: the rest is found by writing its number. */
const mostShown = 4

/**
 * Cycles to open and to plan for: the one of that very number or that holds that very day first, "cycle" before it or not;
 * else those whose line or days hold what was written, the running one and those ahead first.
 */
export function useCycleEntries(text: string): { entries: CycleEntry[]; isExact: boolean; isRead: boolean } {
  const { keys, cycles: words } = useMessages()
  const may = useMay()
  const format = useFormat()
  const today = useSessionIfRead()?.today
  const cycles = useQuery(cyclesQuery)
  const { current = null, cycles: all = [] } = cycles.data ?? {}
  const wanted = text.toLowerCase()
  const dated =
    today === undefined || !mayBeDay(wanted)
      ? []
      : findCycles(
          all.map((cycle) => ({
            cycle,
            name: words.cycle(cycle.number, cycle.name),
            days: format.dayRange(cycle.firstDay, cycle.lastDay),
          })),
          wanted.replace(words.choose.toLowerCase(), ''),
          today,
        )
  const byDay = new Set(dated.map(({ cycle }) => cycle.number))
  const named = (number: number) =>
    words.short(number).toLowerCase() === wanted || (byDay.size === 1 && byDay.has(number))
  const running = current ?? 1
  const rank = (number: number) =>
    named(number) ? -1 : number >= running ? number - running : all.length + running - number
  const entries = all
    .filter(({ number }) => wanted !== '' || number === running)
    .toSorted((one, other) => rank(one.number) - rank(other.number))
    .flatMap(({ number, name, state }): (CycleEntry & { number: number })[] => [
      { number, id: `cycle-${number}`, name: keys.openCycle(words.cycle(number, name)), search: { cycle: number } },
      ...(may('plan') && state !== 'closed'
        ? [
            {
              number,
              id: `plan-${number}`,
              name: words.planDialog.heading(words.short(number)),
              search: { cycle: number, act: 'plan' as const },
            },
          ]
        : []),
    ])
    .filter(({ number, name }) => byDay.has(number) || name.toLowerCase().includes(wanted))
    .slice(0, mostShown)
  return { entries, isExact: all.some(({ number }) => named(number)), isRead: !cycles.isLoading }
}

/** A day or a part of one as people write it; a number or a version alone means services. */
const mayBeDay = (text: string): boolean => /\d{4}\D+\d/.test(text) || (/\d/.test(text) && !/^[\d.+-]+$/.test(text))
