import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '../database/database.ts'
import { asDiskFault } from '../database/disk-fault.ts'
import { databaseFile } from '../database/open-database.ts'
import { checkChain } from '../storage/audit.ts'
import { hasProgramme, lastRecorded, strayReferences, unsoundPages } from '../storage/doctor.ts'
import { compareProjections } from '../storage/rebuild.ts'
import { type Command, exitCodes, type Surroundings } from './command.ts'
import { counted, grouped } from './counted.ts'
import { backups, mails, wayIn } from './doctor-surroundings.ts'
import { sizeOf } from './file-sizes.ts'
import { dataFolder, whereInWords, withDatabase } from './whereabouts.ts'

/** What is wrong and what to do about it; nothing where all is well. */
export interface Check {
  readonly name: string
  readonly findings: readonly string[]
  /** Said where there is nothing to find. */
  readonly well: string
  /** Nothing that is read from this file can be trusted, so nothing more is asked of it. */
  readonly isDamaged?: boolean
}

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'check disk, backup, certificate, clock, schema and every figure against the moves',
  usage: 'doctor',
  help: [
    'Checks that the disk has room and takes writes, that the last backup is young and the certificate valid, that the clock does not stand before what was recorded, that mails are taken, that the tables',
    'are those of this version and sound, that the audit is an unbroken chain, that no service gave away more than it had,',
    'and that every kept sum is what the moves say. Changes nothing, works while a server runs, says what to do, and exits with 1 if it found anything.',
  ],
  options: {},
  files: 0,
  async run(_words, surroundings) {
    const { terminal } = surroundings
    terminal.say(`Looking at ${whereInWords(surroundings)}`)
    let found = 0
    const tell = ({ name, findings, well }: Check) => {
      terminal.progress('')
      if (findings.length === 0) terminal.say(`  ${name}: ${well}`)
      for (const finding of findings) terminal.warn(`  ${name}: ${finding}`)
      found += findings.length
    }
    try {
      await withDatabase(surroundings, 'alongside', async (database) => {
        // Opening it was the check of the schema: a database of another version is refused with what to do. Whether its
        // pages are sound comes before anything that is read from them.
        for (const check of [disk, backups, wayIn, soundness, clock, mails, auditChain, figures]) {
          const done = await check(database, surroundings)
          tell(done)
          if (done.isDamaged) break
        }
      })
    } catch (error) {
      if (asDiskFault(error)?.kind !== 'damaged') throw error
      tell({ name: 'Tables', findings: [`a page cannot be read. ${restoreInstead}`], well: '' })
    }
    terminal.say(found === 0 ? 'All is well.' : `${counted(found, 'finding')}.`)
    return found === 0 ? exitCodes.done : exitCodes.findings
  },
}

const restoreInstead = 'Stop the server, keep a copy of the data folder, and restore the latest backup.'

const leastFree = 1024 ** 3

async function disk(database: Database, surroundings: Surroundings): Promise<Check> {
  if (database.engine === 'postgres') return { name: 'Disk', findings: [], well: 'kept by PostgreSQL' }
  const folder = dataFolder(surroundings)
  const findings: string[] = []
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  const size = sizeOf(databaseFile(folder))
  if (free < Math.max(leastFree, 2 * size)) {
    findings.push(
      `only ${megabytes(free)} are free beside a database of ${megabytes(size)}. Make room: a full disk stops all logging.`,
    )
  }
  const probe = join(folder, `tenfold.doctor-${process.pid}`)
  try {
    writeFileSync(probe, 'tenfold', { flush: true })
  } catch (error) {
    findings.push(
      `${folder} cannot be written (${(error as Error).message}). Make it writable for the user that runs Tenfold.`,
    )
  } finally {
    rmSync(probe, { force: true })
  }
  return {
    name: 'Disk',
    findings,
    well: `${megabytes(free)} free, the database has ${megabytes(size)}, and writing works`,
  }
}

const megabytes = (bytes: number): string => `${grouped(Math.round(bytes / 1024 ** 2))} MB`

/** Two machines may differ by minutes; a clock set back by more makes everything look recorded in the future. */
const tolerated = 5 * 60 * 1000

async function clock(database: Database, { now }: Surroundings): Promise<Check> {
  const last = await database.read(lastRecorded)
  const isBehind = last !== null && last > now() + tolerated
  return {
    name: 'Clock',
    findings: isBehind
      ? [
          `it says ${new Date(now()).toISOString()}, but something was recorded at ${new Date(last).toISOString()}. Set the clock right; until then new moves bear the instant after that one.`,
        ]
      : [],
    well: last === null ? 'nothing recorded yet' : `last recorded ${new Date(last).toISOString()}`,
  }
}

async function soundness(database: Database): Promise<Check> {
  const pages = await database.read(unsoundPages)
  const isDamaged = pages.length > 0
  const references = isDamaged ? [] : await database.read(strayReferences)
  return {
    name: 'Tables',
    findings: [...(isDamaged ? [`the file is damaged: ${pages.join('; ').slice(0, 500)}.`] : []), ...references].map(
      (words) => `${words} ${restoreInstead}`,
    ),
    well: 'of this version and sound',
    isDamaged,
  }
}

async function auditChain(database: Database, { terminal }: Surroundings): Promise<Check> {
  const { entries, head, brokenAt } = await database.read((queries) =>
    checkChain(queries, (done) => terminal.progress(`Following the audit: ${counted(done, 'entry', 'entries')}`)),
  )
  return {
    name: 'Audit',
    findings:
      brokenAt === null
        ? []
        : [
            `entry ${brokenAt} does not follow from the one before it: somebody changed, removed or added entries outside Tenfold. Keep a copy of the data folder, find out who can write to it, and compare with a backup.`,
          ],
    well:
      entries === 0
        ? 'no entry yet'
        : `${counted(entries, 'entry', 'entries')} follow from each other, up to ${head.slice(0, 16)}`,
  }
}

async function figures(database: Database, { terminal }: Surroundings): Promise<Check> {
  const found = await database.read(async (queries) =>
    (await hasProgramme(queries))
      ? compareProjections(queries, {
          mend: false,
          progress: (done, of) => terminal.progress(`Adding up: ${grouped(done)} of ${counted(of, 'service')}`),
        })
      : null,
  )
  if (!found) return { name: 'Figures', findings: [], well: 'no programme yet' }
  const findings = found.broken.map((words) => words)
  if (found.brokenServices > found.broken.length)
    findings.push(`… and ${counted(found.brokenServices - found.broken.length, 'more service')} like that.`)
  findings.push(...found.differences)
  if (found.differing > found.differences.length)
    findings.push(`… and ${counted(found.differing - found.differences.length, 'more difference')}.`)
  if (found.differing > 0)
    findings.push('Stop the server and run npm run tenfold -- rebuild: it mends all sums from the moves.')
  return {
    name: 'Figures',
    findings,
    well: `${counted(found.moves, 'standing move')} of ${counted(found.services, 'service')} add up to every kept sum, and no balance is below zero`,
  }
}
