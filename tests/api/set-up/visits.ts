import { expect } from 'vitest'
import type { Api } from '../../../src/server/api.ts'
import type { Database } from '../../../src/server/database/database.ts'
import { hashOf, newSecret } from '../../../src/server/sign-in/secrets.ts'
import { insertMember } from '../../../src/server/storage/members.ts'
import { insertLink } from '../../../src/server/storage/one-time-links.ts'
import { insertPerson } from '../../../src/server/storage/people.ts'
import { standIn } from '../../set-up/stand-in-passwords.ts'
import { noonOf } from './programme-api.ts'

/** How somebody comes in rightly: by their password, by a link, or by a password that they then change. */
export const waysIn = ['password', 'link', 'change'] as const
export type WayIn = (typeof waysIn)[number]

const roles = ['viewer', 'member', 'lead', 'administrator'] as const

export interface Visits {
  /** How often each was answered as whoever does it rightly expects. */
  readonly done: Record<'sign-in' | 'sign-out' | 'welcome' | 'password', number>
  /** Passwords, and the latest cookies and links: no answer and no row may ever hold one. */
  readonly secrets: () => readonly string[]
  /** Somebody comes in rightly, does what they are given to do with their cookie, and goes. */
  readonly visit: (way: WayIn, work: (cookie: string) => Promise<unknown>) => Promise<void>
}

/** People of each role with passwords, whose numbers no made-up request names: nobody shuts them out. */
export async function visits(api: Api, database: Database, today: string): Promise<Visits> {
  const now = noonOf(today)
  const passwords = { present: 'lamp otter gravel quince', next: 'violet anchor pebble mast' }
  const latest: string[] = []
  const done = { 'sign-in': 0, 'sign-out': 0, welcome: 0, password: 0 }
  const passwordHash = standIn(passwords.present)
  const ids = await database.write(async (queries) => {
    const made: number[] = []
    for (const role of roles) {
      const its = role === 'administrator' ? role : 'viewer'
      const person = { name: `Visiting ${role}`, signInName: `visiting-${role}`, role: its, passwordHash } as const
      const id = await insertPerson(queries, { ...person, email: '', division: null, createdAt: now })
      if (role !== 'administrator')
        await insertMember(queries, { team: 1, person: id, role, since: '2026-01-01' as never })
      made.push(id)
    }
    return made
  })

  const secrets = () => [...latest, ...Object.values(passwords)]

  async function post(path: string, body: unknown, cookie = '') {
    const headers = { 'content-type': 'application/json', cookie, 'x-test-address': 'of visitors' }
    const sent = { method: 'POST', headers, body: JSON.stringify(body) }
    const answer = await api.fetch(new Request(`http://localhost/api/v1/${path}`, sent))
    const text = await answer.text()
    const set = answer.headers.getSetCookie().find((one) => one.startsWith('__Host-tenfold=')) ?? ''
    const secret = /^__Host-tenfold=([^;]+)/.exec(set)?.[1] ?? ''
    if (secret !== '') keep(secret)
    expect(
      secrets().filter((one) => text.includes(one)),
      path,
    ).toEqual([])
    const said = JSON.parse(text) as Record<string, unknown>
    return { status: answer.status, said, cookie: `__Host-tenfold=${secret}` }
  }
  const keep = (secret: string) => {
    latest.push(secret)
    if (latest.length > 40) latest.shift()
  }

  let turn = 0
  return {
    done,
    secrets,
    async visit(way, work) {
      const at = turn++ % roles.length
      const signInName = `visiting-${roles[at]}`
      const signIn = async (password: string) => {
        const entered = await post('sign-in', { signInName, password })
        expect(entered, signInName).toMatchObject({ status: 200, said: { person: { id: ids[at] } } })
        done['sign-in']++
        return entered.cookie
      }
      const change = async (cookie: string, current: string, password: string) => {
        expect(await post('password', { current, password }, cookie)).toMatchObject({ status: 200 })
        done.password++
      }
      const byLink = async () => {
        const token = newSecret()
        const link = { hash: hashOf(token), purpose: 'welcome', person: ids[at] ?? null, now } as const
        await database.write((queries) => insertLink(queries, link))
        keep(token)
        const welcomed = await post('welcome', { token, password: passwords.present })
        expect(welcomed).toMatchObject({ status: 200, said: { person: { id: ids[at] } } })
        expect(await post('welcome', { token, password: passwords.present })).toMatchObject({ status: 410 })
        done.welcome++
        return welcomed.cookie
      }
      const cookie = way === 'link' ? await byLink() : await signIn(passwords.present)
      if (way === 'change') await change(cookie, passwords.present, passwords.next)
      await work(cookie)
      const signedOut = await post('sign-out', {}, cookie)
      expect(signedOut.status).toBe(200)
      // What they were given to do may have been this.
      if (signedOut.said['signedOut'] === true) done['sign-out']++
      const over = await api.fetch(new Request('http://localhost/api/v1/session', { headers: { cookie } }))
      expect(over.status).toBe(401)
      if (way === 'change') await change(await signIn(passwords.next), passwords.next, passwords.present)
    },
  }
}
