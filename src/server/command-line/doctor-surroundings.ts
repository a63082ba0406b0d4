import type { Database } from '../database/database.ts'
import { lastBackup } from '../database/last-backup.ts'
import { StartRefusal } from '../database/start-refusal.ts'
import { readTls } from '../host/tls-files.ts'
import { isOpenToOthers } from '../reach.ts'
import { firstRecorded } from '../storage/doctor.ts'
import { mailsOpen } from '../storage/mails.ts'
import type { Surroundings } from './command.ts'
import { counted } from './counted.ts'
import type { Check } from './doctor-command.ts'
import { dataFolder } from './whereabouts.ts'

const day = 24 * 60 * 60_000

/** A week of everybody's work is what one would lose. */
const oldestBackup = 7 * day

export async function backups(database: Database, surroundings: Surroundings): Promise<Check> {
  const check = (well: string, ...findings: string[]): Check => ({ name: 'Backup', findings, well })
  if (database.engine === 'postgres') return check('made by pg_dump, which this cannot see')
  const now = surroundings.now()
  const last = lastBackup(dataFolder(surroundings))
  const advice = 'Run npm run tenfold -- backup FILE every day, and keep the file on another disk.'
  if (last !== null) {
    const age = Math.floor(Math.max(0, now - last) / day)
    const on = new Date(last).toISOString().slice(0, 10)
    return now - last > oldestBackup
      ? check('', `the last one is ${counted(age, 'day')} old, from ${on}. ${advice}`)
      : check(`the last one is from ${on}`)
  }
  const first = await database.read(firstRecorded)
  return first !== null && now - first > oldestBackup ? check('', `there was none yet. ${advice}`) : check('none yet')
}

/** So many days before a certificate ends there is still time to get the next one. */
const soon = 21 * day

/** What people open and what encrypts it, by the settings that this command was started with. */
export async function wayIn(_database: Database, { settings, now }: Surroundings): Promise<Check> {
  const check = (well: string, ...findings: string[]): Check => ({ name: 'Way in', findings, well })
  const { publicUrl, proxies, proxyUsers, tls, signIn } = settings
  const opened = publicUrl ?? 'this machine only'
  const who = signIn ? 'people sign in' : 'whoever reaches the port administers it'
  if (tls) {
    try {
      const { validUntil } = readTls(tls)
      const until = new Date(validUntil).toISOString().slice(0, 10)
      if (validUntil < now())
        return check('', `the certificate in TENFOLD_TLS_CERT ended on ${until}. Renew it and start again.`)
      if (validUntil - now() < soon)
        return check('', `the certificate in TENFOLD_TLS_CERT ends on ${until}. Renew it before, and start again.`)
      return check(`${opened}, by a certificate valid until ${until}; ${who}`)
    } catch (error) {
      if (error instanceof StartRefusal) return check('', error.message)
      throw error
    }
  }
  if (!isOpenToOthers(settings)) return check(`${opened}; ${who}`)
  const naming = proxyUsers ? `, which names people in ${proxyUsers.header}` : ''
  return check(
    `${opened}, by ${proxies.length === 1 ? 'the proxy' : 'the proxies'} ${proxies.join(', ')}${naming}; ${who}`,
  )
}

/** What waits longer than that is stuck. */
const longestWait = 60 * 60_000

/** Whether the mail server takes what is sent, by what became of it; nothing is sent to find out. */
export async function mails(database: Database, { settings, now }: Surroundings): Promise<Check> {
  const check = (well: string, ...findings: string[]): Check => ({ name: 'Mails', findings, well })
  const { waiting, first, givenUp, lastAnswer } = await database.read((queries) => mailsOpen(queries, now()))
  if (settings.mail === undefined)
    return waiting === 0
      ? check('none are sent')
      : check('', `${counted(waiting, 'mail')} wait and TENFOLD_SMTP_URL is not set. Set it, or they are never sent.`)
  const findings: string[] = []
  const advice = 'See npm run tenfold -- mail list.'
  if (first !== null && now() - first > longestWait)
    findings.push(`${counted(waiting, 'mail')} wait, the first since ${new Date(first).toISOString()}. ${advice}`)
  if (givenUp > 0) {
    const { code = '', words = '' } = lastAnswer ?? {}
    findings.push(
      `${counted(givenUp, 'mail')} of the last seven days were given up, the last one: ${code}${words === '' ? '' : ` (${words})`}. ${advice}`,
    )
  }
  return check(`by ${settings.mail.host}, ${counted(waiting, 'mail')} waiting`, ...findings)
}
