import { beforeEach, expect, test, vi } from 'vitest'
import { createApi } from '../../src/server/api.ts'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import * as passwords from '../../src/server/host/passwords.ts'
import { slowDown } from '../../src/server/sign-in/slow-down.ts'
import { insertPerson } from '../../src/server/storage/people.ts'

type Done = (error: Error | null, tag?: Buffer) => void

/** What runs in place of argon2, which has a test of its own: each call ends when the test says so. */
const held = vi.hoisted(() => ({ begun: 0, ended: 0, calls: [] as ((failure?: Error) => void)[] }))
vi.mock('node:crypto', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:crypto')>()
  const argon2 = (_: string, { message, nonce }: { message: Buffer; nonce: Buffer }, done: Done): void => {
    held.begun++
    held.calls.push((failure) => {
      held.ended++
      if (failure) done(failure)
      else done(null, real.createHash('sha256').update(message).update(nonce).digest())
    })
  }
  return { ...real, argon2 }
})

const password = 'lamp otter gravel quince'
const busy = { status: 503, code: 'sign-in-busy' }

beforeEach(() => {
  Object.assign(held, { begun: 0, ended: 0, calls: [] })
})

const some = (count: number, { hashPassword } = passwords): Promise<string>[] =>
  Array.from({ length: count }, () => hashPassword(password))

/** Lets all that is held run, one after another, and what waits behind it, until the work is done. */
async function letGo<T>(work: Promise<T>): Promise<T> {
  let isDone = false
  const done = () => (isDone = true)
  work.then(done, done)
  while (!isDone) {
    expect(held.begun - held.ended).toBeLessThanOrEqual(4)
    held.calls.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return work
}

test('four hashes run at once, fifty wait, and whoever comes then is told to try again', async () => {
  const served = some(54)
  expect(held.begun).toBe(4)
  await expect(passwords.hashPassword(password)).rejects.toMatchObject(busy)
  await expect(passwords.verifyPassword(null, password)).rejects.toMatchObject(busy)
  expect(held.begun).toBe(4)
  const hashes = await letGo(Promise.all(served))
  expect(new Set(hashes).size).toBe(54)
  // All places are free again.
  const again = some(54)
  expect(held.begun).toBe(58)
  await letGo(Promise.all(again))
})

test('a hash that fails gives its place to the next one', async () => {
  const served = some(5)
  expect(held.begun).toBe(4)
  const fails = expect(served[0]).rejects.toThrow('no memory')
  held.calls.shift()?.(new Error('no memory'))
  await fails
  await letGo(Promise.all(served.slice(1)))
  expect([held.begun, held.ended]).toEqual([5, 5])
})

test('whoever signs in first, while all places are taken, spoils nothing for those who come later', async () => {
  // As at the start of a server: nobody has signed in yet.
  vi.resetModules()
  const fresh = await import('../../src/server/host/passwords.ts')
  const served = some(54, fresh)
  await expect(fresh.verifyPassword(null, password)).rejects.toMatchObject(busy)
  const [hash = ''] = await letGo(Promise.all(served))
  expect(await letGo(fresh.verifyPassword(null, password))).toBe(false)
  expect(await letGo(fresh.verifyPassword(hash, password))).toBe(true)
})

test('a sign-in that finds no place is answered 503, and is no wrong try', async () => {
  const database = await openMemoryDatabase()
  const now = Temporal.Instant.from('2026-11-26T12:00:00Z').epochMilliseconds
  const passwordHash = await letGo(passwords.hashPassword(password))
  const ada = { name: 'Ada', signInName: 'ada', email: '', division: null, role: 'administrator' } as const
  await database.write((queries) => insertPerson(queries, { ...ada, passwordHash, createdAt: now }))
  const api = createApi({
    database,
    clock: { now: () => now },
    signIn: { ...passwords, slowDown: slowDown(() => now), secure: false },
    whoIsAsking: () => null,
    version: 'test',
    importLimits: { bytes: 1_024, rows: 10 },
    reportFault: (_, error) => expect.fail(String(error)),
  })
  const signIn = async (typed: string) => {
    const answer = await api.fetch(
      new Request('http://localhost/api/v1/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ signInName: 'ada', password: typed }),
      }),
    )
    return { status: answer.status, ...((await answer.json()) as { code?: string }) }
  }
  const served = some(54)
  // More of them than wrong tries are let through.
  for (let time = 0; time < 8; time++) expect(await signIn('wrong wrong wrong')).toMatchObject(busy)
  await letGo(Promise.all(served))
  expect((await letGo(signIn(password))).status).toBe(200)
  await database.close()
})
