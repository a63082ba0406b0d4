import { readFileSync } from 'node:fs'
import type * as z from 'zod/mini'
import {
  type CycleItem,
  changeReleaseCycle,
  closeReleaseCycle,
  listCycleItems,
  listReleaseCycles,
  type ReleaseCycle,
  unplanServices,
} from '../../contract/release-cycles.ts'
import { searchable } from '../../domain/names.ts'
import type { Ask } from './ask.ts'
import { CommandRefusal, exitCodes } from './command.ts'
import { counted, grouped } from './counted.ts'
import { cycle, cycleIn, textOf } from './cycle-option.ts'
import { everyRow } from './query-options.ts'
import type { Asked, Outcome, Verb } from './verbs.ts'
import { readableFile } from './whereabouts.ts'

/** What an edit is asked for: the version of now, as nobody has looked at another one. */
async function versionOf(ask: Ask, number: string): Promise<number> {
  const { cycles } = await ask(listReleaseCycles, { query: { from: number, to: number } })
  const [found] = cycles
  if (found) return found.version
  throw new CommandRefusal(
    exitCodes.findings,
    `There is no release cycle ${number} yet. See: npm run tenfold -- cycles list`,
  )
}

async function change(asked: Asked, body: z.input<NonNullable<typeof changeReleaseCycle.body>>): Promise<ReleaseCycle> {
  const params = cycleIn(asked)
  const ifMatch = await versionOf(asked.ask, params.number)
  return asked.ask(changeReleaseCycle, { params, body, ifMatch })
}

const rename: Verb = {
  name: 'rename',
  says: "gives a cycle a name; --name '' takes it away",
  asks: [listReleaseCycles, changeReleaseCycle],
  options: { ...cycle, name: { value: 'NAME', needed: true } },
  fields: { from: '--cycle', to: '--cycle' },
  alone: true,
  async run(asked) {
    const answer = await change(asked, { name: textOf(asked, 'name') })
    const { number, name } = answer
    return {
      answer,
      lines: [name === '' ? `Cycle ${number} has its number only.` : `Cycle ${number} is called ${name}.`],
    }
  },
}

const moveEnd: Verb = {
  name: 'move-end',
  says: 'moves the last day of a cycle; all later ones shift by as much',
  asks: [listReleaseCycles, changeReleaseCycle],
  options: { ...cycle, day: { value: 'DAY', needed: true } },
  fields: { from: '--cycle', to: '--cycle', lastDay: '--day' },
  alone: true,
  async run(asked) {
    const answer = await change(asked, { lastDay: textOf(asked, 'day') })
    const { number, firstDay, lastDay, days } = answer
    return { answer, lines: [`Cycle ${number} runs from ${firstDay} to ${lastDay}, ${counted(days, 'day')}.`] }
  },
}

const unplan: Verb = {
  name: 'unplan',
  takes: { said: 'SERVICE…', least: 1, most: Number.POSITIVE_INFINITY },
  says: 'takes services out of the plan of a cycle',
  asks: [unplanServices],
  options: cycle,
  fields: { services: 'SERVICE' },
  alone: true,
  async run(asked) {
    const params = cycleIn(asked)
    const answer = await asked.ask(unplanServices, { params, body: { services: [...asked.words] } })
    const { removed, units, isScopeChange } = answer
    return {
      answer,
      lines: [
        `${counted(removed, 'service')} with ${grouped(units)} units taken out of the plan of cycle ${params.number}.`,
        ...(isScopeChange ? ['The commitment of this cycle stands already, so this is a change of scope.'] : []),
      ],
    }
  },
}

const close: Verb = {
  name: 'close',
  says: 'freezes the record of a cycle that is over; what is carried over goes into the next',
  asks: [listReleaseCycles, listCycleItems, closeReleaseCycle],
  options: {
    ...cycle,
    notes: { value: 'FILE' },
    'carry-over': { value: 'all|none|SERVICES' },
    'carry-over-file': { value: 'FILE' },
    drop: { value: 'SERVICES' },
    'drop-file': { value: 'FILE' },
  },
  fields: { from: '--cycle', to: '--cycle' },
  alone: true,
  async run(asked) {
    const params = cycleIn(asked)
    const choice = choiceOf(asked)
    const notes = fileOf(asked, 'notes') ?? ''
    const ifMatch = await versionOf(asked.ask, params.number)
    const carryOver = await carriedBy(choice, asked.ask, params)
    const answer = await asked.ask(closeReleaseCycle, { params, body: { notes, carryOver }, ifMatch })
    return { answer, lines: closedLines(answer) }
  },
}

function closedLines(answer: z.output<typeof closeReleaseCycle.answer>): Outcome['lines'] {
  const { number, into, firstDay, lastDay, carried, alreadyPlanned, toppedUp, dropped } = answer
  return [
    `Cycle ${number}, ${firstDay} to ${lastDay}, is closed, and its record is frozen.`,
    `  ${counted(carried, 'service')} carried over into cycle ${into}`,
    ...(toppedUp.length > 0
      ? [`  ${grouped(toppedUp.length)} planned there already with less, raised to what is left:`]
      : []),
    ...toppedUp.map(
      ({ service, planned, left }) => `    ${service.name} from ${grouped(planned)} to ${grouped(left)} units`,
    ),
    ...(alreadyPlanned > 0 ? [`  ${grouped(alreadyPlanned)} planned there already, left as they are`] : []),
    `  ${grouped(dropped)} dropped from the plan`,
  ]
}

/** What a person chose for what is left: all, or so many by their names, that are carried over or dropped. */
type Choice = 'all' | { readonly verb: 'carry-over' | 'drop'; readonly names: Names }
/** As it was said on the line, where a name may hold a comma itself; or a line of a file each. */
type Names = string | readonly string[]

function choiceOf(asked: Asked): Choice {
  const said = ['carry-over', 'carry-over-file', 'drop', 'drop-file'].filter((name) => asked.values[name] !== undefined)
  if (said.length > 1)
    throw new CommandRefusal(
      exitCodes.notUnderstood,
      `Say either --${said[0]} or --${said[1]}: what is not carried over is dropped, and the other way round.`,
    )
  const [option = 'carry-over'] = said
  const verb = option.startsWith('drop') ? 'drop' : 'carry-over'
  const names = option.endsWith('-file')
    ? (fileOf(asked, option) ?? '')
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '')
    : (textOf(asked, option) ?? 'all')
  if (verb === 'carry-over' && names === 'all') return 'all'
  return { verb, names: verb === 'carry-over' && names === 'none' ? [] : names }
}

function fileOf(asked: Asked, option: string): string | undefined {
  const said = textOf(asked, option)
  return said === undefined ? undefined : readFileSync(readableFile(said, asked.surroundings), 'utf8')
}

/** The numbers of what is carried over, found by name among what is left. */
async function carriedBy(choice: Choice, ask: Ask, params: { number: string }): Promise<'all' | number[]> {
  if (choice === 'all') return choice
  const { items } = await everyRow(ask, listCycleItems, { params, query: {} }, { rows: 'items', most: 5_000 })
  const left = items.filter(({ toCarry }) => toCarry > 0)
  const named = namedAmong(left, choice.names, params.number)
  return left.map(({ service }) => service.id).filter((id) => named.has(id) === (choice.verb === 'carry-over'))
}

function namedAmong(left: readonly CycleItem[], names: Names, number: string): ReadonlySet<number> {
  const byName = new Map(left.map(({ service }) => [searchable(service.name), service.id]))
  const ids = new Set(byName.values())
  const idOf = (name: string) => byName.get(searchable(name)) ?? (ids.has(Number(name)) ? Number(name) : undefined)
  const whole = typeof names === 'string' ? idOf(names) : undefined
  if (whole !== undefined) return new Set([whole])
  const all = typeof names === 'string' ? names.split(',').map((name) => name.trim()) : names
  const unknown = all.filter((name) => idOf(name) === undefined)
  if (unknown.length === 0) return new Set(all.map(idOf).filter((id) => id !== undefined))
  throw new CommandRefusal(
    exitCodes.findings,
    `Nothing of ${unknown.slice(0, 5).join(', ')} is left in cycle ${number}. See what is: npm run tenfold -- cycles services --cycle ${number}`,
  )
}

export const cyclesToWrite: readonly Verb[] = [unplan, rename, moveEnd, close]
