import { isAbsolute, join } from 'node:path'
import { localAdministrator } from '../../domain/permissions.ts'
import { lastBackup } from '../database/last-backup.ts'
import { openDatabase, ownVersion, type Whereabouts } from '../database/open-database.ts'
import { whereHeld } from '../database/start-refusal.ts'
import type { Settings } from '../environment.ts'
import { mailFrom } from '../mail-settings.ts'
import { isOpenToOthers, shortestProxySecret } from '../reach.ts'
import type { SampleSurroundings } from '../sample-organisation.ts'
import type { Surroundings } from '../serve.ts'
import { lazyProvider } from '../sign-in/provider/provider.ts'
import { actorByProxy } from '../sign-in/proxy-access.ts'
import { actorBySession } from '../sign-in/session-access.ts'
import { slowDown } from '../sign-in/slow-down.ts'
import { bringUp } from '../storage/bring-up.ts'
import { type Stranger, strangersOnRecord } from '../strangers-on-record.ts'
import { webhookHosts } from '../webhook-hosts.ts'
import { addressOf, proxyUserOf } from './api-requests.ts'
import { directAnswer } from './direct-answers.ts'
import { mailSender, type SendMail } from './mail-sender.ts'
import { openedOnce } from './opened-once.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import type { Doors } from './proxies.ts'
import { readSample } from './sample-files.ts'
import { readSecret } from './secret-files.ts'
import { serverWatch } from './server-watch.ts'

/** The real organisation and, apart from it, the sample: own data folder, own clock, opened when first asked for. */
export interface Organisations {
  readonly real: Surroundings
  readonly sample: () => Promise<SampleSurroundings>
  /** How far is believed what comes to the door. */
  readonly doors: Doors
  /** Puts who was turned away at the door on record, in the real organisation. */
  readonly onTurnedAway: (stranger: Stranger) => void
  /** How mails go out of the house; undefined where none do. */
  readonly mail: { readonly host: string; readonly send: SendMail } | undefined
  /** Says in words where the data lies. Never holds a password. */
  readonly whereabouts: string
  /** Ends what stays open by itself, so that a stop need not wait for it: streams of what others change. */
  readonly leave: () => void
  readonly close: () => Promise<void>
}

export const openOrganisations = async (settings: Settings, project: string): Promise<Organisations> => {
  const inProject = (folder: string): string => (isAbsolute(folder) ? folder : join(project, folder))
  const version = ownVersion()
  // Read before any data is opened, as a secret that is missing ends the start.
  const doors: Doors = {
    publicUrl: settings.publicUrl,
    proxies: settings.proxies,
    proxyUsers: settings.proxyUsers && {
      header: settings.proxyUsers.header,
      secret: readSecret(settings.proxyUsers.secret, 'TENFOLD_PROXY_SECRET_FILE', shortestProxySecret),
    },
  }
  const clock = { now: () => Date.now() }
  const leaving = new AbortController()
  const provider =
    settings.provider &&
    lazyProvider(
      {
        ...settings.provider,
        secret: readSecret(settings.provider.secret, 'TENFOLD_OIDC_CLIENT_SECRET_FILE'),
      },
      { now: clock.now, report: (words) => console.error(words) },
    )
  const { mail } = settings
  const posting = mail && {
    ...mailFrom(mail),
    send: mailSender({
      settings: mail,
      password: mail.password && readSecret(mail.password, 'TENFOLD_SMTP_PASSWORD_FILE'),
    }),
  }
  const around = {
    // A program is what its token says. Where nobody signs in, whoever else reaches the loopback port is the local
    // administrator; so it is in the sample organisation.
    whoIsAsking: () => localAdministrator,
    addressOf,
    directAnswer,
    version,
    leaving: leaving.signal,
    importLimits: settings.importLimits,
    reportFault: (fault: string, error: unknown) => console.error(`fault ${fault}:`, error),
  }
  const open = async (where: Whereabouts) => {
    const database = await openDatabase(where, version).catch((error: unknown) => {
      throw whereHeld(error, 'Stop it first, or give this one a folder of its own with TENFOLD_DATA.')
    })
    await bringUp(database)
    return database
  }

  const real: Surroundings = {
    ...around,
    // Nothing is ever sent of the sample, as whoever sits at this machine administers it.
    webhookHosts: webhookHosts(settings.webhookHosts),
    ...(posting === undefined ? {} : { mail: posting }),
    ...(settings.signIn
      ? {
          // Whoever bears neither token nor session is nobody, unless the proxy in front says who it is.
          whoIsAsking: (request) => actorByProxy(request, real, proxyUserOf(request)),
          signIn: {
            hashPassword,
            verifyPassword,
            slowDown: slowDown(clock.now),
            secure: settings.tls !== undefined || settings.publicUrl?.startsWith('https://') === true,
            publicUrl: settings.publicUrl,
            provider,
            proxyUserHeader: settings.proxyUsers?.header,
          },
        }
      : {}),
    clock,
    watch: serverWatch(() =>
      // What pg_dump made is not seen from here. One that was never made is as old as can be.
      settings.databaseUrl === undefined ? (lastBackup(inProject(settings.dataFolder)) ?? 0) : null,
    ),
    database: await open(
      settings.databaseUrl === undefined ? { folder: inProject(settings.dataFolder) } : { url: settings.databaseUrl },
    ),
  }

  const strangers = strangersOnRecord(real)

  let isSampleOpen = false
  const sample = openedOnce(async (): Promise<SampleSurroundings> => {
    const database = await open({ folder: inProject(settings.sampleFolder) })
    isSampleOpen = true
    return {
      ...around,
      // On this machine anybody may look around in it; on a network, whoever is signed in to the real organisation.
      whoIsAsking: isOpenToOthers(settings)
        ? async (request) =>
            ((await actorBySession(request, real)) ?? (await real.whoIsAsking(request))) ? localAdministrator : null
        : () => localAdministrator,
      database,
      sample: readSample(join(project, 'public/sample')),
    }
  })

  return {
    real,
    sample,
    doors,
    mail: posting,
    onTurnedAway: strangers.note,
    whereabouts:
      settings.databaseUrl === undefined ? inProject(settings.dataFolder) : withoutPassword(settings.databaseUrl),
    leave: () => leaving.abort(),
    close: async () => {
      if (isSampleOpen) await (await sample()).database.close()
      await strangers.write()
      await real.database.close()
    },
  }
}

const withoutPassword = (address: string): string => {
  const url = new URL(address)
  url.password = ''
  return url.href
}
