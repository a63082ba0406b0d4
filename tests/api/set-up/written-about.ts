import { expect } from 'vitest'
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

let made = 0
export const newName = () => `made-${++made}`
export const day = '2026-11-02'
export const move = (service: string) => ({ service, units: 1, from: null, to: 'Cloud', occurredOn: day })

/** What succeeds, for making what a write is about. */
export async function ask(client: Client, method: string, path: string, body?: unknown, version?: number) {
  const answer = await client.ask(method, path, body, version === undefined ? {} : { 'if-match': `"${version}"` })
  expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body
}
export const idOf = (body: Answer['body'], of?: string): number =>
  Number((of === undefined ? body : (body[of] as Record<string, unknown>))['id'])

export async function service({ ada, team }: World): Promise<{ name: string; id: number }> {
  const body = { name: newName(), team, units: 9, location: 'On-premises', occurredOn: day }
  return { name: body.name, id: idOf(await ask(ada, 'POST', 'services', body)) }
}
export async function person({ ada }: World): Promise<{ id: number; name: string; token: string }> {
  const name = newName()
  const body = await ask(ada, 'POST', 'people', { name, signInName: name })
  return { id: idOf(body, 'person'), name, token: String(body['welcomeToken']) }
}
/** Somebody with a password, signed in in a browser of their own. */
export async function somebody(world: World): Promise<{ id: number; name: string; browser: Client }> {
  const invited = await person(world)
  const browser = page(world.its)
  await ask(browser, 'POST', 'welcome', { token: invited.token, password })
  return { ...invited, browser }
}
export async function member(world: World): Promise<number> {
  const { id } = await person(world)
  return idOf(await ask(world.ada, 'POST', `teams/${world.team}/members`, { person: id, role: 'viewer', since: day }))
}
/** The cycle of today, and the first that is over and was not closed. */
export async function cycles({ ada }: World): Promise<{ current: number; over: number }> {
  const said = (await ask(ada, 'GET', 'release-cycles')) as never as {
    current: number
    cycles: { number: number; closedAt: string | null }[]
  }
  return { current: said.current, over: said.cycles.find(({ closedAt }) => closedAt === null)?.number ?? 0 }
}
/** A browser with our page in it. */
export const page = (its: SignInApi, address = '10.3.3.3'): Client => {
  const browser = its.client(address)
  browser.headers['tenfold-client'] = 'page'
  return browser
}
export const versionOf = async ({ ada }: World, path: string): Promise<number> =>
  Number((await ask(ada, 'GET', path))['version'])

export function file(name: string): FormData {
  const form = new FormData()
  const row = `${day},${name},Billing,Finance,5,,On-premises`
  form.set('moves', new File([`occurred_on,service,team,division,units,from,to\n${row}\n`], 'moves.csv'))
  return form
}

export async function passkey(of: { readonly browser: Client }) {
  const key = softwareAuthenticator()
  const options = (await ask(of.browser, 'POST', 'passkeys/options', {})) as never
  return { key, sent: { name: newName(), credential: key.make(options) } }
}
export async function keptPasskey(world: World) {
  const owner = await somebody(world)
  const { key, sent } = await passkey(owner)
  return { owner, key, id: idOf(await ask(owner.browser, 'POST', 'passkeys', sent)) }
}
