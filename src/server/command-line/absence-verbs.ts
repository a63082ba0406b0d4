import type { BodyOf } from '../../contract/endpoint.ts'
import { addAbsence, changeAbsence, listAbsences, removeAbsence } from '../../contract/stand-ups.ts'
import type { Absence } from '../../domain/absence.ts'
import { earliestDay } from '../../domain/calendar-day.ts'
import { aligned } from './aligned.ts'
import { CommandRefusal, exitCodes } from './command.ts'
import { textOf } from './cycle-option.ts'
import { queryOf } from './query-options.ts'
import { one, paramsOf, said } from './said-options.ts'
import type { Verb } from './verbs.ts'

const absenceRow = ({ id, who, from, to, words }: Absence) => [
  String(id),
  who.name,
  from,
  to,
  words === '' ? null : words,
]

const absences: Verb = {
  name: 'absences',
  says: 'writes who of a team is out of office on a day or after it',
  asks: [listAbsences],
  options: { team: { value: 'TEAM', needed: true }, from: { value: 'DAY' } },
  async run({ ask, values }) {
    const outcome = await ask(listAbsences, { query: queryOf(listAbsences, values) })
    const rows = outcome.absences.map(absenceRow)
    return {
      answer: outcome,
      lines: rows.length === 0 ? ['Nobody is out of office.'] : aligned(['number', 'who', 'from', 'to', 'words'], rows),
    }
  },
}

const away: Verb = {
  name: 'away',
  takes: { said: 'WHO', least: 1, most: 1 },
  says: 'says that somebody of a team is out of office, so that nobody waits to hear from them',
  asks: [addAbsence],
  options: {
    team: { value: 'TEAM', needed: true },
    from: { value: 'DAY', needed: true },
    to: { value: 'DAY' },
    words: { value: 'TEXT' },
  },
  async run(asked) {
    const body = said({
      team: textOf(asked, 'team') ?? '',
      who: asked.words[0],
      from: textOf(asked, 'from'),
      to: textOf(asked, 'to'),
      words: textOf(asked, 'words'),
    }) as BodyOf<typeof addAbsence>
    const outcome = await asked.ask(addAbsence, { body })
    return {
      answer: outcome,
      lines: [`Absence ${outcome.id}: ${outcome.who.name}, ${outcome.from} to ${outcome.to}.`],
    }
  },
}

const changeAway: Verb = {
  name: 'change-away',
  takes: one,
  says: 'says anew from when to when somebody is out of office',
  asks: [listAbsences, changeAbsence],
  options: {
    team: { value: 'TEAM', needed: true },
    from: { value: 'DAY' },
    to: { value: 'DAY' },
    words: { value: 'TEXT' },
  },
  async run(asked) {
    const body = said({
      from: textOf(asked, 'from'),
      to: textOf(asked, 'to'),
      words: textOf(asked, 'words'),
    }) as BodyOf<typeof changeAbsence>
    if (Object.keys(body).length === 0)
      throw new CommandRefusal(exitCodes.notUnderstood, 'Say what to change, such as --to 2026-12-24')
    const query = { team: textOf(asked, 'team'), from: earliestDay }
    const { absences: all } = await asked.ask(listAbsences, { query })
    const ifMatch = all.find(({ id }) => String(id) === asked.words[0])?.version
    if (ifMatch === undefined)
      throw new CommandRefusal(exitCodes.findings, `The team has no absence ${asked.words[0]}. See: stand-ups absences`)
    const outcome = await asked.ask(changeAbsence, { params: paramsOf(asked), body, ifMatch })
    return { answer: outcome, lines: [`Absence ${outcome.id} is changed.`] }
  },
}

const back: Verb = {
  name: 'back',
  takes: one,
  says: 'says that somebody is there after all',
  asks: [removeAbsence],
  options: {},
  async run(asked) {
    const outcome = await asked.ask(removeAbsence, { params: paramsOf(asked), body: {} })
    return { answer: outcome, lines: [`Absence ${asked.words[0]} is taken back.`] }
  },
}

/** Who is out of office: verbs of the stand-ups. */
export const absenceVerbs: readonly Verb[] = [absences, away, changeAway, back]
