import { openDatabase } from '../database/open-database.ts'
import { whereHeld } from '../database/start-refusal.ts'
import { copyTables, isEmpty } from '../storage/copy.ts'
import { type Command, CommandRefusal, exitCodes } from './command.ts'
import { counted, secondsSince } from './counted.ts'
import { dataFolder, refusePostgres } from './whereabouts.ts'

export const copyCommand: Command = {
  name: 'copy',
  summary: 'move from the embedded database to PostgreSQL',
  usage: 'copy --to postgres://user:password@host:5432/database',
  help: [
    'Copies everything into an empty database of PostgreSQL 15 or newer and compares row counts and sums on both sides,',
    'all in one transaction: either everything is there and equal, or nothing. The embedded database stays as it is.',
    'Stop the server first, so that nothing is logged behind the back of the copy; then start it with DATABASE_URL.',
  ],
  options: { to: { type: 'string' } },
  files: 0,
  async run({ values }, surroundings) {
    refusePostgres(surroundings, 'copy', 'Take DATABASE_URL out and name the target with --to.')
    const { terminal } = surroundings
    const url = typeof values['to'] === 'string' ? values['to'] : ''
    if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
      throw new CommandRefusal(
        exitCodes.notUnderstood,
        'Say where to: copy --to postgres://user:password@host:5432/database.',
      )
    }
    const start = performance.now()
    const source = await openDatabase({ folder: dataFolder(surroundings), access: 'existing' }).catch(
      (error: unknown) => {
        throw whereHeld(error, 'Stop it first, so that nothing is logged behind the back of the copy.')
      },
    )
    try {
      if (await source.read(isEmpty))
        throw new CommandRefusal(
          exitCodes.configuration,
          `There is nothing in ${dataFolder(surroundings)} to copy. Name the right folder with TENFOLD_DATA.`,
        )
      const target = await openDatabase({ url, named: '--to' })
      try {
        const copied = await target.write(async (into) => {
          if (!(await isEmpty(into)))
            throw new CommandRefusal(
              exitCodes.configuration,
              'The target holds data already, and nothing is overwritten. Create an empty database and name that.',
            )
          return source.read(async (from) => {
            const tables = await copyTables(from, into, (table, rows) =>
              terminal.progress(`Copying ${table}: ${counted(rows, 'row')}`),
            )
            for (const { name, source: there, target: here } of tables) {
              if (JSON.stringify(there) === JSON.stringify(here)) continue
              throw new CommandRefusal(
                exitCodes.findings,
                `Table ${name} came out different, so nothing was kept: ${JSON.stringify(there)} became ${JSON.stringify(here)}. Please report it.`,
              )
            }
            return tables
          })
        })
        terminal.progress('')
        for (const { name, rows } of copied) terminal.say(`  ${name}: ${counted(rows, 'row')}`)
        terminal.say(`Copied in ${secondsSince(start)}; counts and sums are equal on both sides.`)
        terminal.say(
          'Next: set DATABASE_URL to that address and run npm start. Keep the old data folder until you are sure.',
        )
        return exitCodes.done
      } finally {
        await target.close()
      }
    } finally {
      await source.close()
    }
  },
}
