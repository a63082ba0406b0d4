import { expect } from 'vitest'
import { type Api, createApi } from '../../../src/server/api.ts'
import type { Database } from '../../../src/server/database/database.ts'
import { usualRhythm } from '../../../src/server/live/live-updates.ts'
import { newSetUpSecret } from '../../../src/server/sign-in/first-run.ts'
import { slowDown } from '../../../src/server/sign-in/slow-down.ts'
import { webhookHosts } from '../../../src/server/webhook-hosts.ts'
import { standInPasswords } from '../../set-up/stand-in-passwords.ts'
import { noonOf } from './programme-api.ts'

export const password = 'lamp otter gravel quince'
export const minutes = (count: number): number => count * 60_000

export interface Answer {
  readonly status: number
  readonly body: Record<string, unknown> & { code?: string; fields?: Record<string, string> }
  readonly headers: Headers
}

/** Keeps cookies as a browser does, and asks from an address of its own. */
export interface Client {
  readonly cookies: Map<string, string>
  /** Sent with every request, such as an Authorization header. */
  readonly headers: Record<string, string>
  address: string
  /** A form goes as it is, anything else as JSON. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  signIn(name: string, typed?: string): Promise<Answer>
}

export interface SignInApi {
  readonly database: Database
  readonly api: Api
  now: number
  secure: boolean
  /** The page's address, by which it is asked. */
  origin: string
  publicUrl: string | undefined
  /** What somebody else does just before each write of the API. */
  beforeWrite: (() => Promise<unknown>) | undefined
  readonly faults: unknown[]
  client(address?: string): Client
  /** Ada sets the programme up; the client is her browser. */
  ada(): Promise<Client>
  /** Somebody is invited by an administrator and chooses a password; the client is their browser. */
  invited(by: Client, name: string, role?: 'viewer' | 'administrator'): Promise<Client>
  actions(): Promise<string[]>
}

type Settable = Pick<SignInApi, 'database' | 'now' | 'secure' | 'origin' | 'publicUrl' | 'beforeWrite'>

/**
 * The API with sign-in over a database, by a clock that the test moves. Hashing is a stand-in, since the real one takes a
 * while on purpose and has tests of its own.
 */
export function signInApi(database: Database, liveRhythm = usualRhythm): SignInApi {
  const its: Settable = {
    database,
    now: noonOf('2026-11-26'),
    secure: false,
    origin: 'http://localhost:3210',
    publicUrl: undefined,
    beforeWrite: undefined,
  }
  const faults: unknown[] = []
  const watched: Database = {
    ...database,
    write: async (work) => {
      await its.beforeWrite?.()
      return database.write(work)
    },
  }
  const addresses = new WeakMap<Request, string>()
  const api = createApi({
    database: watched,
    liveRhythm,
    clock: { now: () => its.now },
    webhookHosts: webhookHosts(['http://127.0.0.1:8080']),
    mail: { from: 'Tenfold <tenfold@example.com>', server: 'mail.example.com:465', host: 'example.com' },
    signIn: {
      ...standInPasswords,
      slowDown: slowDown(() => its.now),
      get secure() {
        return its.secure
      },
      get publicUrl() {
        return its.publicUrl
      },
    },
    whoIsAsking: () => null,
    addressOf: (request) => addresses.get(request) ?? '',
    version: 'test',
    importLimits: { bytes: 1_024, rows: 10 },
    reportFault: (_, error) => faults.push(error),
  })

  function client(address = '10.1.1.1'): Client {
    const cookies = new Map<string, string>()
    const its_: Client = {
      cookies,
      headers: {},
      address,
      async ask(method, path, body, more = {}) {
        const isForm = body instanceof FormData || body instanceof URLSearchParams
        const headers = new Headers({
          ...(isForm ? {} : { 'content-type': 'application/json' }),
          'user-agent': 'a browser',
          ...its_.headers,
          ...more,
        })
        headers.set('idempotency-key', crypto.randomUUID())
        if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
        const sent = body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }
        const request = new Request(`${its.origin}/api/v1/${path}`, { method, headers, ...sent })
        addresses.set(request, its_.address)
        const answer = await api.fetch(request)
        for (const set of answer.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
          if (/Max-Age=0\b/.test(set)) cookies.delete(name)
          else cookies.set(name, value)
        }
        return { status: answer.status, body: (await answer.json()) as Answer['body'], headers: answer.headers }
      },
      signIn: (name, typed = password) => its_.ask('POST', 'sign-in', { signInName: name, password: typed }),
    }
    return its_
  }

  return Object.assign(its, {
    api,
    faults,
    client,
    async ada() {
      const browser = client()
      const token = await newSetUpSecret(database, its.now)
      const made = await browser.ask('POST', 'set-up', { token, name: 'Ada', signInName: 'ada', password })
      expect(made.status, JSON.stringify(made.body)).toBe(201)
      return browser
    },
    async invited(by: Client, name: string, role: 'viewer' | 'administrator' = 'viewer') {
      const invitation = await by.ask('POST', 'people', { name, signInName: name.toLowerCase(), role })
      const browser = client('10.2.2.2')
      const welcomed = await browser.ask('POST', 'welcome', { token: invitation.body['welcomeToken'], password })
      expect(welcomed.status, JSON.stringify(welcomed.body)).toBe(200)
      return browser
    },
    actions: async () =>
      (
        await database.read((queries) =>
          queries.selectFrom('audit').select(['action', 'actor']).orderBy('id').execute(),
        )
      ).map(({ action, actor }) => `${actor}: ${action}`),
  })
}
