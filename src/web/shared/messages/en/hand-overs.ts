import type { StandUpLine } from '../../../../domain/stand-up.ts'
import { grouped } from '../../../../drawing/format.ts'

const items_ = (count: number) => `${grouped(count)} ${count === 1 ? 'item' : 'items'}`

/** When a team has its stand-ups. */
export const hours = {
  button: (morning: string | null, evening: string | null) =>
    morning === null && evening === null
      ? 'Remind at…'
      : `Reminds at ${[morning, evening].filter((hour) => hour !== null).join(' and ')}`,
  dialog: (team: string) => `Hours of the stand-ups of ${team}`,
  words: (zone: string) =>
    `At these hours (${zone}) whoever has not written and is not out of office is reminded, on working days: by mail who chose so under Your account, and by webhook. Empty reminds nobody.`,
  morning: 'Morning',
  evening: 'Evening',
  saved: 'Saved.',
}

/** What goes to those whose day goes on. */
export const handOvers = {
  line: 'Handed over',
  heading: (received: number, given: number) =>
    [
      ...(received === 0 ? [] : [`${items_(received)} to take up`]),
      ...(given === 0 ? [] : [`${items_(given)} with another team`]),
    ].join(', '),
  handOver: 'Hand over',
  dialog: (team: string) => `Hand over from ${team}`,
  to: 'To which team',
  toWords: 'They see it in their stand-up and can answer it. It stays your promise.',
  toMissing: 'Choose the team whose day goes on.',
  items: 'What goes over',
  nothing: 'Nothing is open: no promise without an answer, no blocker.',
  firstOf: (shown: number, total: number) =>
    `These are the ${grouped(shown)} blockers that have stood longest, of ${grouped(total)}. Hand these over first, then the others.`,
  nothingChosen: 'Choose something.',
  promise: ({ service, level, text }: StandUpLine, levelText: (level: number) => string) =>
    [service?.name ?? 'a service you do not see', level === null ? '' : `to ${levelText(level)}`, text]
      .filter((part) => part !== '')
      .join(', '),
  note: 'Note for them',
  done: (team: string) => `${team} has it now.`,
  received: (from: string, day: string, time: string, by: string) => `From ${from}, ${day} at ${time}, by ${by}`,
  given: (to: string, day: string, time: string, by: string) => `To ${to}, ${day} at ${time}, by ${by}`,
  nowThere: (day: string, time: string) => `it is ${day}, ${time} there`,
  accept: 'We have it',
  acceptFrom: (team: string) => `We have what ${team} handed over`,
  accepted: (by: string) => `taken by ${by}`,
  waiting: 'not taken yet',
  withdraw: 'Take back',
  withdrawFrom: (team: string) => `Take back what ${team} has`,
  withdrawn: 'Taken back.',
  with: (team: string) => `with ${team}`,
  from: (team: string) => `from ${team}`,
  blocker: 'Blocker',
  resolved: 'resolved',
}
