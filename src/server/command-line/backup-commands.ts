import { statSync } from 'node:fs'
import { backupTo, restoreFrom } from '../database/backup.ts'
import { noteBackup } from '../database/last-backup.ts'
import { whereHeld } from '../database/start-refusal.ts'
import { type Command, exitCodes } from './command.ts'
import { grouped } from './counted.ts'
import { dataFolder, fileOf, refusePostgres } from './whereabouts.ts'

export const backupCommand: Command = {
  name: 'backup',
  summary: 'copy the whole database into one file, while the server runs',
  usage: 'backup FILE',
  help: [
    'FILE appears only when it is whole, checked and on the disk; an existing file is never overwritten.',
    'It holds everything that was acknowledged before the copy began. Keep it on another disk.',
    'On PostgreSQL use pg_dump.',
  ],
  options: {},
  files: 1,
  async run({ files }, surroundings) {
    refusePostgres(surroundings, 'backup', 'Back that up with pg_dump.')
    const file = fileOf(files[0] ?? '', surroundings)
    const begun = surroundings.now()
    await backupTo(dataFolder(surroundings), file)
    noteBackup(dataFolder(surroundings), begun)
    surroundings.terminal.say(
      `Backed up to ${file} (${grouped(statSync(file).size)} bytes), checked. Keep it on another disk.`,
    )
    return exitCodes.done
  },
}

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'put a backup into an empty data folder',
  usage: 'restore FILE',
  help: [
    'FILE was made by backup. It is checked, then put into the data folder (TENFOLD_DATA), which must hold no data yet:',
    'nothing is ever overwritten. Stop a running server first.',
  ],
  options: {},
  files: 1,
  async run({ files }, surroundings) {
    refusePostgres(surroundings, 'restore', 'Restore that with pg_restore, or take DATABASE_URL out.')
    const folder = dataFolder(surroundings)
    await restoreFrom(fileOf(files[0] ?? '', surroundings), folder).catch((error: unknown) => {
      throw whereHeld(error, 'Stop it first, or restore into an empty folder of its own: name one with TENFOLD_DATA.')
    })
    surroundings.terminal.say(`Restored into ${folder}. Next: run npm run tenfold -- doctor, then npm start.`)
    return exitCodes.done
  },
}
