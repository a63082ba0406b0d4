import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { dayIn } from '../../domain/calendar-day.ts'
import { makeFolder } from '../database/data-folder.ts'
import { ledgerJson, locationsCsv, movesCsv, servicesCsv } from '../storage/export.ts'
import { type Command, CommandRefusal, exitCodes } from './command.ts'
import { fileOf, withDatabase } from './whereabouts.ts'

export const exportCommand: Command = {
  name: 'export',
  summary: 'write the ledger as CSV and JSON, for other tools or to leave',
  usage: 'export [--folder DIR]',
  help: [
    'Writes four files into a new or empty folder, tenfold-export-DAY unless --folder names another:',
    '  dated-moves.csv and locations.csv  the moves that stand now, in the format that import reads:',
    '                imported into an empty data folder they give the same figures for every day',
    '  services.csv  services as they stand, with everything known of them',
    '  ledger.json   everything, corrected moves and their reversals included',
    'Text that a spreadsheet would run as a formula gets a leading apostrophe in the CSV files; import takes it off again.',
    'Works while a server runs. To keep everything as it is, use backup.',
  ],
  options: { folder: { type: 'string' } },
  files: 0,
  async run({ values }, surroundings) {
    const { terminal, now } = surroundings
    const exportedAt = new Date(now()).toISOString()
    const folder = fileOf(
      typeof values['folder'] === 'string' ? values['folder'] : `tenfold-export-${dayIn('UTC', now())}`,
      surroundings,
    )
    if (existsSync(folder) && readdirSync(folder).length > 0) {
      throw new CommandRefusal(
        exitCodes.notUnderstood,
        `${folder} is not empty, and nothing is overwritten. Name a new folder with --folder.`,
      )
    }
    await withDatabase(surroundings, 'alongside', (database) =>
      // One snapshot for all files, so that they agree whatever is logged meanwhile.
      database.read(async (queries) => {
        const made = makeFolder(folder)
        const files = [
          ['dated-moves.csv', movesCsv(queries)],
          ['locations.csv', locationsCsv(queries)],
          ['services.csv', servicesCsv(queries)],
          ['ledger.json', ledgerJson(queries, exportedAt)],
        ] as const
        try {
          for (const [name, text] of files) {
            terminal.progress(`Writing ${name}`)
            await writeText(join(folder, name), text)
          }
        } catch (error) {
          // Half an export looks like a whole one to whoever finds it later, and would be in the way of the next.
          for (const [name] of files) rmSync(join(folder, name), { force: true })
          for (const one of made.reverse()) rmdirSync(one)
          throw error
        }
        terminal.progress('')
      }),
    )
    terminal.say(`Exported to ${folder}: dated-moves.csv, locations.csv, services.csv, ledger.json.`)
    return exitCodes.done
  },
}

async function writeText(file: string, text: AsyncIterable<string>): Promise<void> {
  const handle = await open(file, 'wx')
  try {
    let pending = ''
    for await (const part of text) {
      pending += part
      if (pending.length < 1_000_000) continue
      await handle.writeFile(pending)
      pending = ''
    }
    await handle.writeFile(pending)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
