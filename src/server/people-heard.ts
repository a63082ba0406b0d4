import type { CalendarDay } from '../domain/calendar-day.ts'
import { searchable } from '../domain/names.ts'
import type { StandUpLine } from '../domain/stand-up.ts'

interface Away {
  readonly who: { readonly person: number | null; readonly name: string }
  readonly from: CalendarDay
  readonly to: CalendarDay
}

/** Everybody who is waited for on a day, and whoever else spoke, with when they were heard. */
export function peopleHeard(
  members: readonly { readonly id: number; readonly name: string }[],
  lines: readonly StandUpLine[],
  absences: readonly Away[],
  day: CalendarDay,
) {
  const people = new Map<string, { person: number | null; name: string; morning: boolean; evening: boolean }>()
  const keyOf = (person: number | null, name: string) => (person === null ? searchable(name) : String(person))
  const one = (person: number | null, name: string) => {
    const key = keyOf(person, name)
    const known = people.get(key) ?? { person, name, morning: false, evening: false }
    people.set(key, known)
    return known
  }
  for (const { id, name } of members) one(id, name)
  for (const { author, time, carriedFrom, answer } of lines) {
    const its = one(author.person, author.name)
    // What was put off to this day says nothing of it, until somebody answers it.
    if (carriedFrom === null) its[time] = true
    if (answer !== null) its.evening = true
  }
  const away = new Map(
    absences
      .filter(({ from, to }) => from <= day && day <= to)
      .map(({ who, from, to }) => [keyOf(who.person, who.name), { from, to }]),
  )
  return [...people].map(([key, its]) => ({ ...its, absence: away.get(key) ?? null }))
}
