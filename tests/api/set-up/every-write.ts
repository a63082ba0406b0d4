import { expect } from 'vitest'
import { hashOf, newSecret } from '../../../src/server/sign-in/secrets.ts'
import { insertLink } from '../../../src/server/storage/one-time-links.ts'
import { type Answer, type Client, password, type SignInApi } from './sign-in-api.ts'
import { softwareAuthenticator } from './software-authenticator.ts'

/** A programme with one of each: what the writes below are about. */
export interface World {
  readonly its: SignInApi
  readonly ada: Client
  readonly team: number
  readonly place: number
}

/** One request that changes something: who sends it is the page of a browser, or a program, which sends it by its token. */
export interface Request {
  readonly path: string
  readonly body?: unknown
  /** The version that is edited. */
  readonly version?: number
  /** Where it is not the sender of all others: a browser of its own, and whose the entry is. */
  readonly browser?: Client
  readonly who?: string
}

export interface Write {
  /** What stands in the audit. */
  readonly action: string
  /** Whether something was there before, and is there after. */
  readonly before: boolean
  readonly after: boolean
  /** Makes, as Ada, what the request is about. Ids and versions stand in it already. */
  readonly make: (world: World) => Promise<Request> | Request
}

let made = 0
const newName = () => `made-${++made}`
const day = '2026-11-02'
const move = (service: string) => ({ service, units: 1, from: null, to: 'Cloud', occurredOn: day })

/** What succeeds, for making what a write is about. */
export async function ask(client: Client, method: string, path: string, body?: unknown, version?: number) {
  const answer = await client.ask(method, path, body, version === undefined ? {} : { 'if-match': `"${version}"` })
  expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body
}
const idOf = (body: Answer['body'], of?: string): number =>
  Number((of === undefined ? body : (body[of] as Record<string, unknown>))['id'])

async function service({ ada, team }: World): Promise<{ name: string; id: number }> {
  const body = { name: newName(), team, units: 9, location: 'On-premises', occurredOn: day }
  return { name: body.name, id: idOf(await ask(ada, 'POST', 'services', body)) }
}
async function person({ ada }: World): Promise<{ id: number; name: string; token: string }> {
  const name = newName()
  const body = await ask(ada, 'POST', 'people', { name, signInName: name })
  return { id: idOf(body, 'person'), name, token: String(body['welcomeToken']) }
}
/** Somebody with a password, signed in in a browser of their own. */
async function somebody(world: World): Promise<{ id: number; name: string; browser: Client }> {
  const invited = await person(world)
  const browser = page(world.its)
  await ask(browser, 'POST', 'welcome', { token: invited.token, password })
  return { ...invited, browser }
}
async function member(world: World): Promise<number> {
  const { id } = await person(world)
  return idOf(await ask(world.ada, 'POST', `teams/${world.team}/members`, { person: id, role: 'viewer', since: day }))
}
/** A browser with our page in it. */
export const page = (its: SignInApi, address = '10.3.3.3'): Client => {
  const browser = its.client(address)
  browser.headers['tenfold-client'] = 'page'
  return browser
}
const versionOf = async ({ ada }: World, path: string): Promise<number> =>
  Number((await ask(ada, 'GET', path))['version'])

function file(name: string): FormData {
  const form = new FormData()
  const row = `${day},${name},Billing,Finance,5,,On-premises`
  form.set('moves', new File([`occurred_on,service,team,division,units,from,to\n${row}\n`], 'moves.csv'))
  return form
}

async function passkey(of: { readonly browser: Client }) {
  const key = softwareAuthenticator()
  const options = (await ask(of.browser, 'POST', 'passkeys/options', {})) as never
  return { key, sent: { name: newName(), credential: key.make(options) } }
}
async function keptPasskey(world: World) {
  const owner = await somebody(world)
  const { key, sent } = await passkey(owner)
  return { owner, key, id: idOf(await ask(owner.browser, 'POST', 'passkeys', sent)) }
}

const creates = (action: string, make: Write['make']): Write => ({ action, before: false, after: true, make })
const changes = (action: string, make: Write['make']): Write => ({ action, before: true, after: true, make })
const ends = (action: string, make: Write['make']): Write => ({ action, before: true, after: false, make })

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

/** What is on record, but by other hands: each has a test of its own in this file. */
export const elsewhere = ['advanceSample', 'logOutByProvider'] as const

/** Asked with dryRun=true these say what they would do, and do nothing. */
export const dryRuns = ['logMove', 'logMoves', 'reverseMove', 'runImport'] as const
