import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApi } from './api.ts'
import { DiskFault, wordsAtStart } from './database/disk-fault.ts'
import { StartRefusal } from './database/start-refusal.ts'
import { exitForConfiguration, exitForDisk, parseEnvironment, type Settings } from './environment.ts'
import { type EventsAtWork, setEventsToWork } from './host/events-at-work.ts'
import { CannotListen, listen, stopListening } from './host/listening.ts'
import { createHost } from './host/node-host.ts'
import { openedOnce } from './host/opened-once.ts'
import { openOrganisations } from './host/organisations.ts'
import { readTls } from './host/tls-files.ts'
import { webhookSender } from './host/webhook-sender.ts'
import { openSampleApi } from './sample-organisation.ts'
import { whetherSetUp } from './sign-in/before-set-up.ts'
import { newSetUpSecret } from './sign-in/first-run.ts'
import { isSetUp } from './storage/people.ts'
import { webhookHosts } from './webhook-hosts.ts'

const project = fileURLToPath(new URL('../../', import.meta.url))

/** How long running requests may take to finish once a stop is asked for, in milliseconds. */
const patienceAtStop = 10_000

const start = async (settings: Settings): Promise<void> => {
  const tls = settings.tls && readTls(settings.tls)
  if (tls && tls.validUntil < Date.now())
    console.error(
      'The certificate in TENFOLD_TLS_CERT has expired, so browsers will refuse it. Renew it, then start again.',
    )
  const organisations = await openOrganisations(settings, project)
  const real = createApi(organisations.real)
  const server = createHost({
    real,
    sample: openedOnce(async () => openSampleApi(await organisations.sample())),
    page: fileURLToPath(new URL('../../dist', import.meta.url)),
    version: organisations.real.version,
    tls,
    doors: organisations.doors,
    onTurnedAway: organisations.onTurnedAway,
    isSetUp: whetherSetUp(organisations.real),
    checkHealth: () =>
      organisations.real.database.read(async (queries) =>
        settings.signIn && !(await isSetUp(queries)) ? 'needs set-up' : 'ok',
      ),
  })
  let events: EventsAtWork | undefined
  const stop = onceOrLeave(async () => {
    console.log('Stopping: running requests finish, then the database closes.')
    organisations.leave()
    await Promise.all([stopListening(server, patienceAtStop), events?.stop()])
    await organisations.close()
  })
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  try {
    const address = await listen(server, settings.host, settings.port)
    const setUp = settings.signIn ? await newSetUpSecret(organisations.real.database, Date.now()) : null
    const opened = settings.publicUrl ?? address
    events = setEventsToWork({
      database: organisations.real.database,
      now: () => Date.now(),
      chance: Math.random,
      send: webhookSender({ hosts: webhookHosts(settings.webhookHosts) }),
      ...(organisations.mail === undefined ? {} : { mail: organisations.mail }),
      publicUrl: settings.publicUrl,
      version: organisations.real.version,
      report: (error) => console.error('events:', error),
    })
    console.log(welcome(opened, settings, organisations.whereabouts, setUp))
  } catch (error) {
    await organisations.close()
    throw error
  }
}

const welcome = (address: string, settings: Settings, whereabouts: string, setUp: string | null): string => {
  const data = whereabouts.startsWith(project) ? `${relative(project, whereabouts)}/ in this folder` : whereabouts
  const sample = `${address}/sample/`
  const ending = `Data: ${data}. Stop with Ctrl+C.\n`
  if (settings.opensSample)
    return `\nTenfold shows its sample organisation at\n\n  ${sample}\n\nLook around: nothing here touches your own data, which is at ${address}/\nStop with Ctrl+C.\n`
  if (setUp !== null)
    return (
      `\nTenfold runs at ${address}/ and nobody has set it up yet.\n` +
      `This link, valid once for 30 minutes, makes the administrator:\n\n  ${address}/set-up#${setUp}\n\n` +
      `To look around first, open the sample organisation: ${sample}\n${ending}`
    )
  return (
    `\nTenfold runs at\n\n  ${address}/\n\n` +
    `Open it in a browser: it offers the sample organisation, an import, or your first service.\n${ending}`
  )
}

/** The first signal stops in order; a second one means now. */
const onceOrLeave = (stop: () => Promise<void>) => {
  let isStopping = false
  return (): void => {
    if (isStopping) process.exit(130)
    isStopping = true
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
}

/** What a person can mend is said in one sentence; only what we did not expect comes with its stack. */
const explain = (error: unknown): number => {
  if (error instanceof StartRefusal) {
    console.error(error.message)
    return exitForConfiguration
  }
  if (error instanceof DiskFault) {
    console.error(wordsAtStart[error.kind])
    return exitForDisk
  }
  if (error instanceof CannotListen) {
    console.error(error.message)
    return 1
  }
  console.error(error)
  return 1
}

const { settings, complaints } = parseEnvironment(process.env, process.argv.slice(2))
if (complaints) {
  console.error(complaints.join('\n'))
  process.exitCode = exitForConfiguration
} else {
  await start(settings).catch((error: unknown) => {
    process.exit(explain(error))
  })
}
