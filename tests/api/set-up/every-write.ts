import { expect } from 'vitest'
import { hashOf, newSecret } from '../../../src/server/sign-in/secrets.ts'
import { insertLink } from '../../../src/server/storage/one-time-links.ts'
import { password } from './sign-in-api.ts'
import {
  ask,
  cycles,
  day,
  file,
  idOf,
  keptPasskey,
  member,
  move,
  newName,
  page,
  passkey,
  person,
  type Request,
  service,
  somebody,
  versionOf,
  type World,
} from './written-about.ts'

export interface Write {
  /** What stands in the audit. */
  readonly action: string
  /** Whether something was there before, and is there after. */
  readonly before: boolean
  readonly after: boolean
  /** Makes, as Ada, what the request is about. Ids and versions stand in it already. */
  readonly make: (world: World) => Promise<Request> | Request
}

const creates = (action: string, make: Write['make']): Write => ({ action, before: false, after: true, make })
const changes = (action: string, make: Write['make']): Write => ({ action, before: true, after: true, make })
const ends = (action: string, make: Write['make']): Write => ({ action, before: true, after: false, make })

/** What happened is all there is to say: a secret is in no entry, and a message that is tried changes nothing. */
const saysOnly = (action: string, make: Write['make']): Write => ({ action, before: false, after: false, make })

const wave = async ({ ada }: World): Promise<{ id: number; version: number }> =>
  (await ask(ada, 'POST', 'waves', { name: newName() }))['wave'] as { id: number; version: number }

const blocker = async (world: World) =>
  (await ask(world.ada, 'POST', 'blockers', { service: (await service(world)).name, what: newName() })) as {
    id: number
    version: number
  }

const annotation = async ({ ada, team }: World) =>
  (await ask(ada, 'POST', 'annotations', { day, words: newName(), tags: ['freeze'], team })) as {
    id: number
    version: number
  }

/** A promise of a step, which no entry of the ledger proves. */
const promise = async (world: World) =>
  (await ask(world.ada, 'POST', 'stand-ups/lines', {
    team: world.team,
    kind: 'promise',
    service: (await service(world)).name,
    text: newName(),
  })) as { id: number; version: number }

/** So that each time says another hour. */
let minutes = 0

const otherTeam = async ({ ada }: World) =>
  idOf(await ask(ada, 'POST', 'teams', { name: newName(), division: 'Finance' }))

const handedOver = async (world: World) =>
  (await ask(world.ada, 'POST', 'hand-overs', {
    team: world.team,
    to: await otherTeam(world),
    lines: [(await promise(world)).id],
  })) as { id: number }

const absence = async ({ ada, team }: World) =>
  (await ask(ada, 'POST', 'absences', { team, who: newName(), from: day })) as { id: number; version: number }
const feedback = async (world: World) =>
  (await ask(world.ada, 'POST', 'feedback', { service: (await service(world)).name, rating: 2 })) as { id: number }

const region = async ({ ada }: World) =>
  (await ask(ada, 'POST', 'regions', { name: newName(), zone: 'UTC' })) as { id: number; version: number }

const tied = async (world: World) => ({
  service: (await service(world)).name,
  dependsOn: (await service(world)).name,
  kind: 'calls',
})

const newWebhook = () => ({
  name: newName(),
  url: 'http://127.0.0.1:8080/events',
  shape: 'json',
  events: ['cycle-closed'],
})

const webhook = async ({ ada }: World): Promise<{ id: number; version: number }> =>
  (await ask(ada, 'POST', 'webhooks', newWebhook()))['webhook'] as { id: number; version: number }

/** Every operation that writes, by its name in the document, and what it has to leave in the audit. */
export const writes: Readonly<Record<string, Write>> = {
  changeProgramme: changes('change-programme', async (world) => ({
    path: 'programme',
    body: { name: newName() },
    version: await versionOf(world, 'programme'),
  })),
  changeAccessSettings: changes('change-access-settings', async (world) => ({
    path: 'access-settings',
    body: { reading: 'everything' },
    version: await versionOf(world, 'access-settings'),
  })),
  logMove: creates('log-move', async (world) => ({ path: 'moves', body: move((await service(world)).name) })),
  logMoves: creates('log-move', async (world) => ({
    path: 'moves/batch',
    body: { moves: [move((await service(world)).name)] },
  })),
  reverseMove: changes('reverse-move', async (world) => {
    const { moves } = (await ask(world.ada, 'POST', 'moves', move((await service(world)).name))) as never as {
      moves: { id: number }[]
    }
    return { path: `moves/${moves[0]?.id}/reversal`, body: {} }
  }),
  createService: creates('create-service', ({ team }) => ({
    path: 'services',
    body: { name: newName(), team, units: 1, location: 'Cloud', occurredOn: day },
  })),
  changeService: changes('change-service', async (world) => ({
    path: `services/${(await service(world)).id}`,
    body: { owner: 'Grace' },
    version: 1,
  })),
  changeServices: changes('change-services', async (world) => ({
    path: 'services/changes',
    body: { services: [(await service(world)).id], addTags: ['seen'] },
  })),
  createDivision: creates('create-division', () => ({ path: 'divisions', body: { name: newName() } })),
  changeDivision: changes('change-division', async ({ ada }) => ({
    path: `divisions/${idOf(await ask(ada, 'POST', 'divisions', { name: newName() }))}`,
    body: { name: newName() },
    version: 1,
  })),
  createTeam: creates('create-team', () => ({ path: 'teams', body: { name: newName(), division: 'Finance' } })),
  changeTeam: changes('change-team', async ({ ada }) => ({
    path: `teams/${idOf(await ask(ada, 'POST', 'teams', { name: newName(), division: 'Finance' }))}`,
    body: { name: newName() },
    version: 1,
  })),
  confirmTeam: changes('confirm-team', async ({ ada, team }) => {
    await ask(ada, 'POST', `teams/${team}/confirmations`, { day })
    return { path: `teams/${team}/confirmations`, body: {} }
  }),
  createLocation: creates('create-location', () => ({ path: 'locations', body: { name: newName(), kind: 'on_prem' } })),
  changeLocation: changes('change-location', async ({ ada, place }) => ({
    path: `locations/${place}`,
    body: { provider: newName() },
    version: (
      (await ask(ada, 'GET', 'locations')) as never as { locations: { id: number; version: number }[] }
    ).locations
      .filter(({ id }) => id === place)
      .map(({ version }) => version)[0] as number,
  })),
  changeReleaseCycle: changes('change-cycle', async (world) => {
    const number = (await cycles(world)).current + 1
    const version = await versionOf(world, `release-cycles/${number}`)
    return { path: `release-cycles/${number}`, body: { name: newName() }, version }
  }),
  planServices: changes('plan-services', async (world) => ({
    path: `release-cycles/${(await cycles(world)).current}/items`,
    body: { items: [{ service: (await service(world)).name }] },
  })),
  unplanServices: changes('unplan-services', async (world) => {
    const { name } = await service(world)
    const path = `release-cycles/${(await cycles(world)).current}/items`
    await ask(world.ada, 'POST', path, { items: [{ service: name }] })
    return { path: `${path}/removal`, body: { services: [name] } }
  }),
  movePlan: changes('move-plan', async (world) => {
    const { name } = await service(world)
    const { current } = await cycles(world)
    await ask(world.ada, 'POST', `release-cycles/${current}/items`, { items: [{ service: name }] })
    return { path: 'plan/moves', body: { changes: [{ service: name, from: current, to: current + 1 }] } }
  }),
  closeReleaseCycle: changes('close-cycle', async (world) => {
    const path = `release-cycles/${(await cycles(world)).over}`
    return { path: `${path}/close`, body: { carryOver: 'all' }, version: await versionOf(world, path) }
  }),
  signOffCycle: creates('sign-off-cycle', async (world) => ({
    path: `release-cycles/${(await cycles(world)).over}/sign-offs`,
    body: { team: world.team, note: newName() },
  })),
  createWave: creates('create-wave', () => ({ path: 'waves', body: { name: newName() } })),
  changeWave: changes('change-wave', async (world) => {
    const { id, version } = await wave(world)
    return { path: `waves/${id}`, body: { name: newName() }, version }
  }),
  changeWaveServices: changes('change-wave-services', async (world) => ({
    path: `waves/${(await wave(world)).id}/services`,
    body: { add: [(await service(world)).name] },
  })),
  openBlocker: creates('open-blocker', async (world) => ({
    path: 'blockers',
    body: { service: (await service(world)).name, what: newName() },
  })),
  changeBlocker: changes('change-blocker', async (world) => {
    const { id, version } = await blocker(world)
    return { path: `blockers/${id}`, body: { what: newName() }, version }
  }),
  resolveBlocker: changes('resolve-blocker', async (world) => ({
    path: `blockers/${(await blocker(world)).id}/resolution`,
    body: { note: 'The rule is open.' },
  })),
  addStandUpLine: creates('add-stand-up-line', ({ team }) => ({
    path: 'stand-ups/lines',
    body: { team, kind: 'note', text: newName() },
  })),
  changeStandUpLine: changes('change-stand-up-line', async (world) => {
    const { id, version } = await promise(world)
    return { path: `stand-ups/lines/${id}`, body: { text: newName() }, version }
  }),
  takeBackLine: changes('take-back-stand-up-line', async (world) => ({
    path: `stand-ups/lines/${(await promise(world)).id}/removal`,
    body: {},
  })),
  restoreLine: changes('restore-stand-up-line', async (world) => {
    const { id } = await promise(world)
    await ask(world.ada, 'POST', `stand-ups/lines/${id}/removal`, {})
    return { path: `stand-ups/lines/${id}/restoration`, body: {} }
  }),
  answerPromise: changes('answer-promise', async (world) => ({
    path: `stand-ups/lines/${(await promise(world)).id}/answer`,
    body: { answer: 'kept' },
  })),
  undoAnswer: changes('undo-answer', async (world) => {
    const { id } = await promise(world)
    await ask(world.ada, 'POST', `stand-ups/lines/${id}/answer`, { answer: 'kept' })
    return { path: `stand-ups/lines/${id}/answer/undo`, body: {} }
  }),
  setStandUpHours: changes('set-stand-up-hours', ({ team }) => ({
    path: 'stand-ups/hours',
    body: { team, morning: `09:${10 + (++minutes % 50)}`, evening: '17:30' },
  })),
  handOver: creates('hand-over', async (world) => ({
    path: 'hand-overs',
    body: { team: world.team, to: await otherTeam(world), lines: [(await promise(world)).id] },
  })),
  acceptHandOver: creates('accept-hand-over', async (world) => ({
    path: `hand-overs/${(await handedOver(world)).id}/acceptance`,
    body: {},
  })),
  withdrawHandOver: creates('withdraw-hand-over', async (world) => ({
    path: `hand-overs/${(await handedOver(world)).id}/withdrawal`,
    body: {},
  })),
  addAbsence: creates('add-absence', ({ team }) => ({
    path: 'absences',
    body: { team, who: newName(), from: day },
  })),
  changeAbsence: changes('change-absence', async (world) => {
    const { id, version } = await absence(world)
    return { path: `absences/${id}`, body: { words: newName() }, version }
  }),
  removeAbsence: ends('remove-absence', async (world) => ({
    path: `absences/${(await absence(world)).id}/removal`,
    body: {},
  })),
  reopenBlocker: changes('reopen-blocker', async (world) => {
    const { id } = await blocker(world)
    await ask(world.ada, 'POST', `blockers/${id}/resolution`, {})
    return { path: `blockers/${id}/reopening`, body: {} }
  }),
  addAnnotation: creates('add-annotation', () => ({
    path: 'annotations',
    body: { day, words: newName(), tags: ['freeze'] },
  })),
  changeAnnotation: changes('change-annotation', async (world) => {
    const { id, version } = await annotation(world)
    return { path: `annotations/${id}`, body: { words: newName() }, version }
  }),
  withdrawAnnotation: changes('withdraw-annotation', async (world) => ({
    path: `annotations/${(await annotation(world)).id}/withdrawal`,
    body: {},
  })),
  createRegion: creates('create-region', () => ({ path: 'regions', body: { name: newName(), zone: 'UTC' } })),
  changeRegion: changes('change-region', async (world) => {
    const { id, version } = await region(world)
    return { path: `regions/${id}`, body: { name: newName() }, version }
  }),
  removeRegion: ends('remove-region', async (world) => ({
    path: `regions/${(await region(world)).id}/removal`,
    body: {},
  })),
  giveFeedback: creates('give-feedback', async (world) => ({
    path: 'feedback',
    body: { service: (await service(world)).name, rating: 4 },
  })),
  changeFeedback: changes('change-feedback', async (world) => ({
    path: `feedback/${(await feedback(world)).id}`,
    body: { owner: newName() },
    version: 1,
  })),
  acknowledgeFeedback: changes('acknowledge-feedback', async (world) => ({
    path: `feedback/${(await feedback(world)).id}/acknowledgement`,
    body: {},
  })),
  withdrawAcknowledgement: changes('withdraw-acknowledgement', async (world) => {
    const { id } = await feedback(world)
    await ask(world.ada, 'POST', `feedback/${id}/acknowledgement`, {})
    return { path: `feedback/${id}/acknowledgement/withdrawal`, body: {} }
  }),
  answerFeedback: changes('answer-feedback', async (world) => ({
    path: `feedback/${(await feedback(world)).id}/answer`,
    body: { words: 'A pool.' },
  })),
  resolveFeedback: changes('resolve-feedback', async (world) => {
    const { id } = await feedback(world)
    await ask(world.ada, 'POST', `feedback/${id}/answer`, { words: 'A pool.' })
    return { path: `feedback/${id}/resolution`, body: {} }
  }),
  reopenFeedback: changes('reopen-feedback', async (world) => {
    const { id } = await feedback(world)
    await ask(world.ada, 'POST', `feedback/${id}/answer`, { words: 'A pool.', resolve: true })
    return { path: `feedback/${id}/reopening`, body: {} }
  }),
  removeWave: ends('remove-wave', async (world) => ({ path: `waves/${(await wave(world)).id}/removal`, body: {} })),
  setDependencies: changes('set-dependencies', async (world) => ({
    path: 'dependencies',
    body: { dependencies: [await tied(world)] },
  })),
  removeDependencies: ends('remove-dependencies', async (world) => {
    const { service: from, dependsOn } = await tied(world)
    await ask(world.ada, 'POST', 'dependencies', { dependencies: [{ service: from, dependsOn, kind: 'calls' }] })
    return { path: 'dependencies/removal', body: { dependencies: [{ service: from, dependsOn }] } }
  }),
  importDependencies: changes('import-dependencies', async (world) => {
    const { service: from, dependsOn } = await tied(world)
    const form = new FormData()
    const text = `service,depends_on,kind\n${from},${dependsOn},calls\n`
    form.set('dependencies', new File([text], 'dependencies.csv', { type: 'text/csv' }))
    return { path: 'dependencies/import', body: form }
  }),
  changeMailWishes: changes('change-own-mails', async (world) => {
    const { browser, name } = await somebody(world)
    const version = Number((await ask(browser, 'GET', 'account/mails'))['version'])
    return { path: 'account/mails', body: { language: 'ko' }, version, browser, who: name }
  }),
  markReviewed: changes('mark-reviewed', async (world) => {
    const { browser, name } = await somebody(world)
    return { path: 'account/review', body: {}, browser, who: name }
  }),
  sendTestMail: saysOnly('test-mail', () => ({ path: 'mails/test', body: { to: 'ada@example.com' } })),
  sendMailAgain: creates('send-mail-again', async ({ ada }) => {
    const { id } = await ask(ada, 'POST', 'mails/test', { to: 'ada@example.com' })
    return { path: `mails/${id}/again`, body: {} }
  }),
  createSharedLink: creates('create-shared-link', () => ({
    path: 'shared-links',
    body: { name: newName(), shows: 'brief' },
  })),
  revokeSharedLink: changes('revoke-shared-link', async ({ ada }) => {
    const { link } = (await ask(ada, 'POST', 'shared-links', { name: newName(), shows: 'chart' })) as never as {
      link: { id: number }
    }
    return { path: `shared-links/${link.id}/revocation`, body: {} }
  }),
  createWebhook: creates('create-webhook', () => ({ path: 'webhooks', body: newWebhook() })),
  changeWebhook: changes('change-webhook', async (world) => {
    const { id, version } = await webhook(world)
    return { path: `webhooks/${id}`, body: { name: newName() }, version }
  }),
  rotateWebhookSecret: saysOnly('rotate-webhook-secret', async (world) => ({
    path: `webhooks/${(await webhook(world)).id}/secret`,
    body: {},
  })),
  testWebhook: saysOnly('test-webhook', async (world) => ({
    path: `webhooks/${(await webhook(world)).id}/test`,
    body: {},
  })),
  sendDeliveryAgain: creates('send-again', async (world) => {
    const { id } = await webhook(world)
    const { event } = await ask(world.ada, 'POST', `webhooks/${id}/test`, {})
    return { path: `webhooks/${id}/deliveries/${event}/again`, body: {} }
  }),
  removeWebhook: ends('remove-webhook', async (world) => ({
    path: `webhooks/${(await webhook(world)).id}/removal`,
    body: {},
  })),
  runImport: creates('import', () => ({ path: 'imports', body: file(newName()) })),
  undoImport: changes('undo-import', async ({ ada }) => {
    const report = await ask(ada, 'POST', 'imports', file(newName()))
    return { path: `imports/${report['importId']}/undo`, body: {} }
  }),
  addMember: creates('add-member', async (world) => ({
    path: `teams/${world.team}/members`,
    body: { person: (await person(world)).id, role: 'viewer' },
  })),
  changeMemberRole: changes('change-member-role', async (world) => ({
    path: `teams/${world.team}/members/role`,
    body: { member: await member(world), role: 'lead' },
  })),
  endMembership: changes('end-membership', async (world) => ({
    path: `teams/${world.team}/members/end`,
    body: { member: await member(world) },
  })),
  createPerson: creates('create-person', () => ({ path: 'people', body: { name: newName(), signInName: newName() } })),
  changePerson: changes('change-person', async (world) => ({
    path: `people/${(await person(world)).id}`,
    body: { email: 'somebody@example.com' },
    version: 1,
  })),
  welcomeAgain: creates('welcome-again', async (world) => ({
    path: `people/${(await person(world)).id}/welcome`,
    body: {},
  })),
  changeAccount: changes('change-account', async (world) => ({
    path: 'account',
    body: { skills: [newName()] },
    version: await versionOf(world, 'account'),
  })),
  createToken: creates('create-token', () => ({ path: 'tokens', body: { name: newName(), scope: 'read' } })),
  revokeToken: changes('revoke-token', async ({ ada }) => {
    const token = await ask(ada, 'POST', 'tokens', { name: newName(), scope: 'read' })
    return { path: `tokens/${idOf(token, 'token')}/revocation`, body: {} }
  }),
  endSession: ends('end-session', async (world) => {
    const { browser, name } = await somebody(world)
    const { sessions } = (await ask(browser, 'GET', 'sessions')) as never as { sessions: { id: number }[] }
    return { path: `sessions/${sessions[0]?.id}/end`, body: {}, browser, who: name }
  }),
  endOtherSessions: ends('end-session', async (world) => {
    const { browser, name } = await somebody(world)
    expect((await page(world.its).signIn(name)).status).toBe(200)
    return { path: 'sessions/end', body: {}, browser, who: name }
  }),
  endSessionsOf: ends('end-session', async (world) => ({
    path: `people/${(await somebody(world)).id}/sessions/end`,
    body: {},
  })),
  setUp: creates('set-up', async ({ its }) => {
    const token = newSecret()
    const hash = await hashOf(token)
    // It opens nothing once somebody administers, so nobody does for the moment.
    await its.database.write(async (queries) => {
      await queries.updateTable('person').set({ role: 'viewer' }).execute()
      await insertLink(queries, { hash, purpose: 'set-up', person: null, now: its.now })
    })
    const name = newName()
    const body = { token, name, signInName: name, password, zone: 'Asia/Seoul' }
    return { path: 'set-up', body, browser: page(its), who: name }
  }),
  signIn: creates('sign-in', async (world) => {
    const { name } = await somebody(world)
    return { path: 'sign-in', body: { signInName: name, password }, browser: page(world.its), who: name }
  }),
  welcome: creates('welcome', async (world) => {
    const { token, name } = await person(world)
    return { path: 'welcome', body: { token, password }, browser: page(world.its), who: name }
  }),
  signOut: ends('sign-out', async (world) => {
    const { browser, name } = await somebody(world)
    return { path: 'sign-out', body: {}, browser, who: name }
  }),
  changePassword: changes('change-password', async (world) => {
    const { browser, name } = await somebody(world)
    // Signed in elsewhere too, which is over by it.
    expect((await page(world.its).signIn(name)).status).toBe(200)
    return { path: 'password', body: { current: password, password: `${password}s` }, browser, who: name }
  }),
  addPasskey: creates('add-passkey', async (world) => {
    const owner = await somebody(world)
    return { path: 'passkeys', body: (await passkey(owner)).sent, browser: owner.browser, who: owner.name }
  }),
  renamePasskey: changes('rename-passkey', async (world) => {
    const { owner, id } = await keptPasskey(world)
    return { path: `passkeys/${id}`, body: { name: newName() }, browser: owner.browser, who: owner.name }
  }),
  removePasskey: ends('remove-passkey', async (world) => {
    const { owner, id } = await keptPasskey(world)
    return { path: `passkeys/${id}/removal`, body: {}, browser: owner.browser, who: owner.name }
  }),
  signInByPasskey: creates('sign-in', async (world) => {
    const { owner, key } = await keptPasskey(world)
    const browser = page(world.its)
    const options = (await ask(browser, 'POST', 'sign-in/passkey/options', {})) as never
    return { path: 'sign-in/passkey', body: { credential: key.prove(options) }, browser, who: owner.name }
  }),
}

/** What writes nothing that anybody reads again, and so leaves nothing in the audit, with the reason. */
export const changesNothing: Readonly<Record<string, string>> = {
  beginPasskey: 'asks for a challenge, which lapses in minutes; what is made with it is addPasskey',
  beginPasskeySignIn: 'asks for a challenge, which lapses in minutes; what comes of it is signInByPasskey',
  startAtProvider: 'begins a way in, which lapses in minutes; what comes of it is returnFromProvider',
}

/** What is on record, but by other hands: each has a test of its own in this file, and what a link in a mail does among mails. */
export const elsewhere = ['advanceSample', 'logOutByProvider', 'stopMails'] as const

/** Asked with dryRun=true these say what they would do, and do nothing. */
export const dryRuns = [
  'logMove',
  'logMoves',
  'reverseMove',
  'planServices',
  'importDependencies',
  'runImport',
] as const
