import type { BodyOf } from '../../contract/endpoint.ts'
import { acceptHandOver, handOver, withdrawHandOver } from '../../contract/hand-overs.ts'
import { readStandUp, setStandUpHours } from '../../contract/stand-ups.ts'
import type { HandOver } from '../../domain/hand-over.ts'
import { CommandRefusal, exitCodes } from './command.ts'
import { counted } from './counted.ts'
import { textOf } from './cycle-option.ts'
import { one, paramsOf, said } from './said-options.ts'
import type { Asked, Verb } from './verbs.ts'

/** `3,4` as numbers; undefined where nothing is said. */
function numbersOf(asked: Asked, name: string): number[] | undefined {
  const text = textOf(asked, name)
  if (text === undefined) return undefined
  const numbers = text.split(',').map((part) => part.trim())
  if (numbers.every((part) => /^\d{1,15}$/.test(part))) return numbers.map(Number)
  throw new CommandRefusal(exitCodes.notUnderstood, `--${name} ${text} is no list of numbers. Give one such as 3,4.`)
}

export const handedOver = ({ id, from, to, lines, blockers, accepted, by, note }: HandOver): string =>
  [
    `Hand-over ${id}: ${from.name} to ${to.name}, ${counted(lines.length, 'line')} and ${counted(blockers.length, 'blocker')}, by ${by}`,
    ...(accepted === null ? [] : [`, taken by ${accepted.by}`]),
    note === '' ? '.' : `: ${note}`,
  ].join('')

const hand: Verb = {
  name: 'hand-over',
  says: 'hands open promises and blockers over to a team whose day goes on: without numbers every open promise and blocker',
  asks: [handOver],
  options: {
    team: { value: 'TEAM', needed: true },
    to: { value: 'TEAM', needed: true },
    lines: { value: 'NUMBERS' },
    blockers: { value: 'NUMBERS' },
    note: { value: 'TEXT' },
  },
  async run(asked) {
    const body = said({
      team: textOf(asked, 'team') ?? '',
      to: textOf(asked, 'to') ?? '',
      lines: numbersOf(asked, 'lines'),
      blockers: numbersOf(asked, 'blockers'),
      note: textOf(asked, 'note'),
    }) as BodyOf<typeof handOver>
    const answer = await asked.ask(handOver, { body })
    return { answer, lines: [handedOver(answer)] }
  },
}

const simple = (
  name: string,
  says: string,
  endpoint: typeof acceptHandOver | typeof withdrawHandOver,
  done: string,
): Verb => ({
  name,
  takes: one,
  says,
  asks: [endpoint],
  options: {},
  async run(asked) {
    const answer = await asked.ask(endpoint, { params: paramsOf(asked), body: {} })
    return { answer, lines: [`Hand-over ${answer.id} ${done}.`] }
  },
})

const hourOf = (asked: Asked, name: string): string | null | undefined => {
  const text = textOf(asked, name)
  return text === 'none' ? null : text
}

/** Both are said at once by the API; what is left out here stays as it is. */
const hours: Verb = {
  name: 'hours',
  says: 'says when a team has its stand-ups, so that whoever has not written by then is reminded; none for nobody',
  asks: [readStandUp, setStandUpHours],
  options: {
    team: { value: 'TEAM', needed: true },
    morning: { value: 'HOUR|none' },
    evening: { value: 'HOUR|none' },
  },
  async run(asked) {
    const team = textOf(asked, 'team') ?? ''
    const before = (await asked.ask(readStandUp, { query: { team } })).hours
    const [morning, evening] = [hourOf(asked, 'morning'), hourOf(asked, 'evening')]
    const body = {
      team,
      morning: morning === undefined ? before.morning : morning,
      evening: evening === undefined ? before.evening : evening,
    }
    const answer = morning === undefined && evening === undefined ? body : await asked.ask(setStandUpHours, { body })
    return {
      answer,
      lines: [`${team}: morning ${answer.morning ?? 'none'}, evening ${answer.evening ?? 'none'}.`],
    }
  },
}

/** What goes to the next region, and when a team meets: verbs of the stand-ups. */
export const handOverVerbs: readonly Verb[] = [
  hours,
  hand,
  simple('accept', 'says that your team has what was handed over to it', acceptHandOver, 'is taken'),
  simple(
    'withdraw',
    'takes a hand-over back on its day, while nobody has answered anything of it',
    withdrawHandOver,
    'is taken back',
  ),
]
