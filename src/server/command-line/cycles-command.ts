import { createReadStream, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import * as z from 'zod/mini'
import { type ReleaseCycle, ReviewNotes } from '../../contract/release-cycles.ts'
import { dayIn } from '../../domain/calendar-day.ts'
import { cycleOn } from '../../domain/release-cycles.ts'
import type { Database } from '../database/database.ts'
import type { Queries } from '../database/tables.ts'
import { readPlanFile } from '../imports/plan-file.ts'
import { closeCycle } from '../routes/close-cycle.ts'
import { shownCycle } from '../routes/cycle-view.ts'
import { openCycle, openCycleToBe, planRows, putIntoPlan } from '../routes/plan.ts'
import { byCommandLine } from '../storage/audit.ts'
import { ensureProgramme } from '../storage/programme.ts'
import { layOutCycles, trainOf } from '../storage/release-cycles.ts'
import { noonOf, sampleDay } from '../storage/sample-clock.ts'
import { type Command, CommandRefusal, type ExitCode, exitCodes, type Surroundings, type Words } from './command.ts'
import { counted, grouped } from './counted.ts'
import { readableFile, withDatabase } from './whereabouts.ts'

const usage =
  'cycles list · cycles plan FILE --cycle N [--dry-run] · cycles close --cycle N [--notes FILE] [--carry-over all|none]'

export const cyclesCommand: Command = {
  name: 'cycles',
  summary: 'list the release cycles, plan services for one from a CSV file, or close one that is over',
  usage,
  help: [
    'list says of each cycle its days and whether it is closed, late, running or planned. Works while a server runs.',
    'FILE names its columns in its first line, in any order, separated by commas, semicolons or tabs:',
    '  service  a service of the programme',
    '  level    how much of it shall run in cloud, in per cent: 40 or 40%; or instead',
    '  units    how much shall move, a whole number. With neither, all that is on-premises is planned.',
    'One refused row stops the whole plan: nothing is written and the exit code is 1. The same file again changes nothing.',
    '--cycle N          the number of the cycle',
    '--dry-run          judge every row, write nothing',
    '--notes FILE       the review notes, in Markdown',
    '--carry-over all   what is left goes into the next cycle, as it does when nothing is said; none drops it',
    'plan and close work while a server runs on PostgreSQL; the embedded database they need for themselves.',
  ],
  options: {
    cycle: { type: 'string' },
    'dry-run': { type: 'boolean' },
    notes: { type: 'string' },
    'carry-over': { type: 'string' },
  },
  files: (verb) => (verb === 'plan' ? 1 : 0),
  verbs: ['list', 'plan', 'close'],
  run(words, surroundings) {
    if (words.verb === 'list') return withDatabase(surroundings, 'beside', (database) => list(surroundings, database))
    const number = cycleOf(words)
    const held = `Stop it first; or leave it running and ${words.verb} on its page, under Cycles, or through its API.`
    if (words.verb === 'plan') {
      const file = readableFile(words.files[0] ?? '', surroundings)
      const work = (database: Database) => plan(file, number, words, surroundings, database)
      return withDatabase(surroundings, 'exclusive', work, held)
    }
    const wish = { number, ...reviewOf(words, surroundings) }
    return withDatabase(surroundings, 'exclusive', (database) => close(wish, surroundings, database), held)
  },
}

function cycleOf({ values, verb }: Words): number {
  const said = values['cycle']
  if (typeof said === 'string' && /^[1-9]\d{0,5}$/.test(said)) return Number(said)
  throw new CommandRefusal(
    exitCodes.notUnderstood,
    `cycles ${verb} needs the number of the cycle, such as --cycle 27. It goes: npm run tenfold -- ${usage}`,
  )
}

/** Notes and carry-over, the notes by the rule that the API has for them. */
function reviewOf({ values }: Words, surroundings: Surroundings) {
  const said = values['carry-over'] ?? 'all'
  if (said !== 'all' && said !== 'none')
    throw new CommandRefusal(
      exitCodes.notUnderstood,
      `--carry-over is followed by all or none, not by ${said}. Item by item it is chosen on the page, under Cycles.`,
    )
  const file = typeof values['notes'] === 'string' ? readableFile(values['notes'], surroundings) : null
  const notes = file === null ? '' : readFileSync(file, 'utf8')
  const read = z.safeParse(ReviewNotes, notes)
  const carryOver: 'all' | readonly number[] = said === 'all' ? said : []
  if (read.success) return { notes: read.data, carryOver }
  throw new CommandRefusal(exitCodes.findings, `${file}: ${read.error.issues[0]?.message}`)
}

async function list({ terminal, now }: Surroundings, database: Database): Promise<ExitCode> {
  const { cycles, current } = await database.write(async (queries) => {
    const at = await timeOf(queries, now())
    const programme = await ensureProgramme(queries, at)
    const train = await trainOf(queries, programme)
    const today = dayIn(programme.zone, at)
    return { cycles: train.cycles.map((one) => shownCycle(one, today)), current: cycleOn(train, today)?.number }
  })
  for (const cycle of cycles) terminal.say(inWords(cycle, cycle.number === current))
  return exitCodes.done
}

function inWords({ number, name, firstDay, lastDay, state, closedBy }: ReleaseCycle, isCurrent: boolean): string {
  const stands = closedBy === null ? state : `closed by ${closedBy}`
  return `${number}${name === '' ? '' : `, ${name}`}: ${firstDay} to ${lastDay}, ${stands}${isCurrent ? ', today' : ''}`
}

async function plan(
  file: string,
  number: number,
  { values }: Words,
  { terminal, now }: Surroundings,
  database: Database,
): Promise<ExitCode> {
  const dryRun = values['dry-run'] === true
  const { rows, refused: unread } = await readPlanFile(createReadStream(file))
  const { refused, answer } = await database[dryRun ? 'read' : 'write'](async (queries) => {
    const at = await timeOf(queries, now())
    if (!dryRun) await layOutCycles(queries, await ensureProgramme(queries, at), at, number)
    const cycle = dryRun ? await openCycleToBe(queries, number, at) : await openCycle(queries, number)
    const { services, wished, refused: unplanned } = await planRows(queries, rows)
    const refused = [...unread, ...unplanned].sort((one, other) => one.line - other.line)
    const wish = { cycle, services, wished, dryRun: dryRun || refused.length > 0, by: byCommandLine, now: at }
    return { refused, answer: await putIntoPlan(queries, wish) }
  })
  const verb = answer.dryRun ? 'would be planned' : 'planned'
  terminal.say(`${basename(file)}: ${counted(rows.length + unread.length, 'row')} read for cycle ${number}.`)
  terminal.say(`  ${counted(answer.added, 'service')} ${verb}`)
  if (answer.changed > 0) terminal.say(`  ${grouped(answer.changed)} ${verb} with another amount than before`)
  terminal.say(`  ${grouped(answer.unchanged)} planned so already`)
  terminal.say(`  ${grouped(refused.length)} refused`)
  if (answer.isScopeChange) terminal.say('The commitment of this cycle stands already, so this is a change of scope.')
  for (const { line, reason } of refused) terminal.warn(`Line ${line}: ${reason}`)
  if (dryRun) terminal.say('This was a dry run: nothing was written.')
  else if (refused.length > 0) terminal.warn('Nothing was written. Mend the rows and plan again.')
  return refused.length > 0 ? exitCodes.findings : exitCodes.done
}

async function close(
  wish: { readonly number: number; readonly notes: string; readonly carryOver: 'all' | readonly number[] },
  { terminal, now }: Surroundings,
  database: Database,
): Promise<ExitCode> {
  const answer = await database.write(async (queries) => {
    const isSample = (await sampleDay(queries)) !== null
    const at = await timeOf(queries, now())
    await layOutCycles(queries, await ensureProgramme(queries, at), at, wish.number)
    return closeCycle(queries, isSample ? { sample: {} } : {}, { ...wish, by: byCommandLine, now: at })
  })
  const { number, into, firstDay, lastDay, carried, alreadyPlanned, toppedUp, dropped } = answer
  terminal.say(`Cycle ${number}, ${firstDay} to ${lastDay}, is closed, and its record is frozen.`)
  terminal.say(`  ${counted(carried, 'service')} carried over into cycle ${into}`)
  if (toppedUp.length > 0)
    terminal.say(`  ${grouped(toppedUp.length)} planned there already with less, raised to what is left:`)
  for (const { service, planned, left } of toppedUp)
    terminal.say(`    ${service.name} from ${grouped(planned)} to ${grouped(left)} units`)
  if (alreadyPlanned > 0) terminal.say(`  ${grouped(alreadyPlanned)} planned there already, left as they are`)
  terminal.say(`  ${grouped(dropped)} dropped from the plan`)
  return exitCodes.done
}

/** The sample's clock stands until it is advanced, for the command line too. */
async function timeOf(queries: Queries, now: number): Promise<number> {
  const day = await sampleDay(queries)
  return day === null ? now : noonOf(day)
}
