import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { DependencyReport } from '../../contract/dependencies.ts'
import type { Database } from '../database/database.ts'
import { csvRow, shieldedText } from '../imports/csv-cells.ts'
import { importDependencies } from '../imports/import-dependencies.ts'
import { byCommandLine } from '../storage/audit.ts'
import { dependencyGraph, inOrderOfNames, tiedServices } from '../storage/dependencies.ts'
import { ensureProgramme } from '../storage/programme.ts'
import { viewOf } from '../view.ts'
import { type Command, type ExitCode, exitCodes, type Surroundings, type Words } from './command.ts'
import { counted, grouped, secondsSince } from './counted.ts'
import { readableFile, withDatabase } from './whereabouts.ts'

const shownReasons = 5

export const dependenciesCommand: Command = {
  name: 'dependencies',
  summary: 'read which service depends on which from a CSV file, or list it',
  usage: 'dependencies import FILE|list [--dry-run] [--skip-refused] [--straddling]',
  help: [
    'FILE names its columns in its first line, in any order, separated by commas, semicolons or tabs:',
    '  service      the one that depends on the other',
    '  depends_on   the other; both must be services of the programme',
    '  kind         if you like, a word of up to 40 characters for what ties them, such as calls',
    '--dry-run       judge every row, write nothing',
    '--skip-refused  store the rows that are right and leave the refused ones out; else one refused row stops it all',
    'The same file again changes nothing; a row with another kind changes the kind. Needs no browser; works while a server runs.',
    'list writes all of them as CSV in the format that import reads, with a fourth column that says which straddle cloud and',
    'on-premises today; --straddling leaves out the others.',
  ],
  options: {
    'dry-run': { type: 'boolean' },
    'skip-refused': { type: 'boolean' },
    straddling: { type: 'boolean' },
  },
  files: (verb) => (verb === 'import' ? 1 : 0),
  verbs: ['import', 'list'],
  run(words, surroundings) {
    if (words.verb === 'list')
      return withDatabase(surroundings, 'beside', (database) => list(words, surroundings, database))
    const file = readableFile(words.files[0] ?? '', surroundings)
    return withDatabase(surroundings, 'beside', (database) => importFrom(file, words, surroundings, database))
  },
}

async function list({ values }: Words, { terminal, now }: Surroundings, database: Database): Promise<ExitCode> {
  await database.write((queries) => ensureProgramme(queries, now()))
  const tied = await database.read(async (queries) => {
    const graph = await dependencyGraph(queries, await viewOf(queries, {}, now()))
    return tiedServices(queries, graph, inOrderOfNames(graph, graph.dependencies))
  })
  terminal.say('service,depends_on,kind,straddles')
  for (const { service, dependsOn, kind, straddles } of tied) {
    if (values['straddling'] === true && !straddles) continue
    const cells = [service.name, dependsOn.name, kind].map(shieldedText)
    terminal.say(csvRow([...cells, straddles ? 'yes' : '']).trimEnd())
  }
  return exitCodes.done
}

async function importFrom(
  file: string,
  { values }: Words,
  { terminal, now }: Surroundings,
  database: Database,
): Promise<ExitCode> {
  const [dryRun, skipRefused] = [values['dry-run'] === true, values['skip-refused'] === true]
  const start = performance.now()
  await database.write((queries) => ensureProgramme(queries, now()))
  const report = await database[dryRun ? 'read' : 'write']((queries) =>
    importDependencies(queries, queries, {
      fileName: basename(file),
      file: createReadStream(file),
      dryRun,
      skipRefused,
      mostRows: null,
      permit: () => {},
      by: byCommandLine,
      now: now(),
    }),
  )
  tellOutcome(report, skipRefused, start, terminal)
  return report.refused > 0 && !(skipRefused && !dryRun) ? exitCodes.findings : exitCodes.done
}

function tellOutcome(
  report: DependencyReport,
  skipRefused: boolean,
  start: number,
  terminal: Surroundings['terminal'],
): void {
  const stops = report.refused > 0 && !skipRefused
  const verb = report.dryRun || stops ? 'would be written' : 'written'
  terminal.say(`${report.fileName}: ${counted(report.rows, 'row')} read in ${secondsSince(start)}.`)
  terminal.say(`  ${counted(report.create, 'dependency', 'dependencies')} ${verb}`)
  if (report.change > 0) terminal.say(`  ${grouped(report.change)} of another kind than before ${verb}`)
  terminal.say(`  ${grouped(report.same)} there already`)
  terminal.say(`  ${grouped(report.refused)} refused`)
  for (const { line, reason } of report.refusedRows.slice(0, shownReasons)) terminal.warn(`Line ${line}: ${reason}`)
  if (report.refused > shownReasons) terminal.warn(`… and ${grouped(report.refused - shownReasons)} more.`)
  if (report.dryRun) terminal.say('This was a dry run: nothing was written.')
  else if (stops)
    terminal.warn('Nothing was written. Mend the rows and import again, or leave them out with --skip-refused.')
  else if (!report.written) terminal.say('All of it is there already; nothing was written.')
}
