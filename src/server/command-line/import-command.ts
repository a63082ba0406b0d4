import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { ImportReport } from '../../contract/imports.ts'
import type { Database } from '../database/database.ts'
import { refusedRowsCsv, verdictsCsv } from '../imports/refused-rows.ts'
import type { ImportOutcome, ImportProgress } from '../imports/run-import.ts'
import { runImport } from '../imports/run-import.ts'
import { openedAt } from '../reach.ts'
import { byCommandLine } from '../storage/audit.ts'
import { ensureProgramme, readProgramme } from '../storage/programme.ts'
import { type Command, CommandRefusal, exitCodes, type Surroundings } from './command.ts'
import { counted, grouped, secondsSince } from './counted.ts'
import { isOursToWrite, writeOwnFile } from './own-files.ts'
import { fileOf, readableFile, whereInWords, withDatabase } from './whereabouts.ts'

const piece = 1024 * 1024
const shownReasons = 5

export const importCommand: Command = {
  name: 'import',
  summary: 'read dated moves from a CSV file into the ledger',
  usage: 'import FILE [--locations FILE] [--dry-run] [--skip-refused] [--refused FILE] [--verdicts FILE]',
  help: [
    'FILE names its columns in its first line, in any order, separated by commas, semicolons or tabs:',
    '  occurred_on  the day, YYYY-MM-DD',
    '  service      what moved; team and division are needed where it is new',
    '  units        how much, a whole number of at least 1',
    '  from, to     locations; an empty one is outside the programme',
    '  note, evidence  if you like; any other column becomes a custom field of the service',
    '--locations FILE  new locations: location,kind,provider[,region,exit_day] with kind on_prem, private_cloud or public_cloud',
    '--dry-run         judge every row, write nothing but the files named by --refused and --verdicts',
    '--skip-refused    store the rows that are right, in one transaction, and leave the refused ones out',
    '--refused FILE    where to write the refused rows with their reasons; else FILE.refused.csv beside the input.',
    '                  Mend them there and import that file: its two extra columns are passed over.',
    '--verdicts FILE   where to write what becomes of every row: its line, create, same or refused, the reason, its cells',
    'A file that is there already is written over only while it is still as Tenfold wrote it.',
    'Rows that the ledger already holds are left out, so the same file can be imported again when it has grown.',
    'Without --skip-refused any refused row stops the whole import: nothing is written and the exit code is 1.',
  ],
  options: {
    locations: { type: 'string' },
    'dry-run': { type: 'boolean' },
    'skip-refused': { type: 'boolean' },
    refused: { type: 'string' },
    verdicts: { type: 'string' },
  },
  files: 1,
  async run({ values, files }, surroundings) {
    const moves = readableFile(files[0] ?? '', surroundings)
    const named = (option: string) => {
      const value = values[option]
      return typeof value === 'string' ? fileOf(value, surroundings) : null
    }
    const dryRun = values['dry-run'] === true
    const wish: Wish = {
      moves,
      locations: typeof values['locations'] === 'string' ? readableFile(values['locations'], surroundings) : null,
      dryRun,
      skipRefused: values['skip-refused'] === true,
      refused: named('refused') ?? (dryRun ? null : moves.replace(/(\.csv)?$/i, '.refused.csv')),
      verdicts: named('verdicts'),
    }
    refuseMixedFiles(wish)
    const start = performance.now()
    const work = async (database: Database) => {
      const isNew = await makeProgramme(database, surroundings)
      const outcome = await importFrom(database, wish, surroundings)
      surroundings.terminal.progress('')
      const written = await writeFiles(database, wish, outcome, surroundings)
      tellOutcome(outcome.report, wish, written, start, surroundings)
      if (isNew && outcome.report.importId !== null) await tellNext(database, surroundings)
      return outcome.refused.length > 0 && !(wish.skipRefused && !dryRun) ? exitCodes.findings : exitCodes.done
    }
    const held = 'Stop it first; or leave it running and import on its page, or through its API.'
    return withDatabase(surroundings, 'exclusive', work, held)
  },
}

function refuseMixedFiles({ moves, locations, refused, verdicts }: Wish): void {
  for (const written of [refused, verdicts]) {
    if (written === null || (written !== moves && written !== locations)) continue
    throw new CommandRefusal(
      exitCodes.notUnderstood,
      `${written} is the file to be read; name another one for the ${written === verdicts ? 'verdicts' : 'refused rows'}.`,
    )
  }
  if (refused !== null && refused === verdicts)
    throw new CommandRefusal(exitCodes.notUnderstood, `${refused} cannot hold both; name two files.`)
}

async function makeProgramme(database: Database, { now }: Surroundings): Promise<boolean> {
  return database.write(async (queries) => (await ensureProgramme(queries, now())).version === 1)
}

interface Wish {
  readonly moves: string
  readonly locations: string | null
  readonly dryRun: boolean
  readonly skipRefused: boolean
  /** Where to write the refused rows, and what becomes of every row; null where that is not asked for. */
  readonly refused: string | null
  readonly verdicts: string | null
}

async function importFrom(
  database: Database,
  { moves, locations, dryRun, skipRefused, refused, verdicts }: Wish,
  { terminal, now }: Surroundings,
): Promise<ImportOutcome> {
  const hash = createHash('sha256')
  const size = statSync(moves).size
  async function* pieces() {
    for await (const bytes of createReadStream(moves, { highWaterMark: piece }) as AsyncIterable<Uint8Array>) {
      hash.update(bytes)
      yield bytes
    }
  }
  const mayWrite = async (file: string | null) => file === null || isOursToWrite(database, file)
  const [mayRefused, mayVerdicts] = [await mayWrite(refused), await mayWrite(verdicts)]
  if (verdicts !== null && !mayVerdicts) throw changedSince(verdicts, 'The verdicts would be')
  return database[dryRun ? 'read' : 'write'](async (queries) => {
    const outcome = await runImport(queries, {
      fileName: basename(moves),
      moves: pieces(),
      fileHash: () => hash.digest('hex'),
      locations: locations === null ? null : createReadStream(locations),
      dryRun,
      skipRefused,
      mostRows: null,
      by: byCommandLine,
      now: now(),
      progress: (progress) => terminal.progress(progressLine(progress, size)),
    })
    // Thrown inside the transaction: nothing is stored either, so that the same command does all of it later.
    if (refused !== null && !mayRefused && outcome.refused.length > 0)
      throw changedSince(refused, `${counted(outcome.refused.length, 'refused row')} would be`)
    return outcome
  })
}

const changedSince = (file: string, what: string): CommandRefusal =>
  new CommandRefusal(
    exitCodes.findings,
    `${what} written to ${file}, which is there already and not as Tenfold wrote it: somebody may have mended rows in it. Nothing was written. Import that file or move it away first, or name another one.`,
  )

function progressLine({ phase, done, of, bytes }: ImportProgress, size: number): string {
  const share = (part: number, whole: number) => `${Math.floor((100 * part) / Math.max(1, whole))} %`
  if (phase === 'reading') return `Reading: ${counted(done, 'row')}, ${share(bytes ?? 0, size)}`
  if (phase === 'checking') return `Checking against the ledger: ${share(done, of ?? 0)}`
  if (phase === 'writing')
    return done === of ? 'Writing: adding up the figures' : `Writing: ${counted(done, 'move')}, ${share(done, of ?? 0)}`
  return ''
}

/** Writes the files that were asked for and says where they are. */
async function writeFiles(
  database: Database,
  { refused, verdicts }: Wish,
  outcome: ImportOutcome,
  { terminal }: Surroundings,
): Promise<string[]> {
  const written: string[] = []
  const write = async (file: string, lines: Iterable<string>, what: string) => {
    try {
      await writeOwnFile(database, file, lines)
      written.push(`${what} in ${file}.`)
    } catch (error) {
      terminal.warn(`${file} could not be written (${(error as Error).message}). Name another place for it.`)
    }
  }
  if (refused !== null && outcome.refused.length > 0)
    await write(refused, refusedRowsCsv(outcome.refused, outcome.header), 'The refused rows, each with its reason, are')
  if (verdicts !== null)
    await write(verdicts, verdictsCsv(outcome.verdicts(), outcome.header), 'What becomes of every row is')
  return written
}

function tellOutcome(
  report: ImportReport,
  { skipRefused, refused }: Wish,
  written: readonly string[],
  start: number,
  { terminal }: Surroundings,
): void {
  const made = [
    counted(report.newServices, 'service'),
    counted(report.newTeams, 'team'),
    counted(report.newDivisions, 'division'),
    counted(report.newLocations, 'location'),
  ].join(', ')
  const days = report.firstDay === null ? '' : `, ${report.firstDay} to ${report.lastDay}`
  const stops = report.refused > 0 && !skipRefused
  const verb = report.dryRun || stops ? 'would be written' : 'written'
  terminal.say(`${report.fileName}: ${counted(report.rows, 'row')} read in ${secondsSince(start)}.`)
  terminal.say(`  ${counted(report.create, 'move')} ${verb}${days}`)
  terminal.say(`  ${grouped(report.same)} the same as in the ledger already`)
  terminal.say(`  ${grouped(report.refused)} refused`)
  terminal.say(`  new: ${made}`)
  if (report.customColumns.length > 0) terminal.say(`  kept as custom fields: ${report.customColumns.join(', ')}`)
  for (const { line, reason } of report.refusedRows.slice(0, shownReasons)) terminal.warn(`Line ${line}: ${reason}`)
  if (report.refused > shownReasons) terminal.warn(`… and ${grouped(report.refused - shownReasons)} more.`)
  for (const line of written) terminal.say(line)
  if (report.dryRun && report.refused > 0 && refused === null)
    terminal.say('To have the refused rows in a file, each with its reason, add --refused FILE.')
  if (report.dryRun)
    terminal.say(`This was a dry run: nothing was written${written.length === 0 ? '' : ' to the ledger'}.`)
  else if (stops)
    terminal.warn('Nothing was written. Mend the rows and import again, or leave them out with --skip-refused.')
  else if (report.importId !== null)
    terminal.say(`This is import ${report.importId}. It can be undone as a whole on the page, under Import.`)
  else terminal.say('The ledger holds all of it already; nothing was written.')
}

async function tellNext(database: Database, surroundings: Surroundings): Promise<void> {
  const { terminal, settings } = surroundings
  const programme = await database.read(readProgramme)
  terminal.say('')
  terminal.say(`A new programme was made in ${whereInWords(surroundings)}, with settings to start from:`)
  terminal.say(
    `  unit ${programme.unitName} · growth counted from ${programme.baselineDay} · cycles of ${programme.cycleDays} days from ${programme.cycleAnchor} · zone ${programme.zone}`,
  )
  terminal.say(`Next: run npm start, open ${openedAt(settings)}/ and look these over under Settings.`)
}
