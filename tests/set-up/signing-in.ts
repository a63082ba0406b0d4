import { onTestFinished } from 'vitest'
import { type Ask, askerOf, surroundings } from '../../mocks/organisations/organisation.ts'
import { type Api, createApi } from '../../src/server/api.ts'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import type { SignIn } from '../../src/server/serve.ts'
import { newSetUpSecret } from '../../src/server/sign-in/first-run.ts'
import { slowDown } from '../../src/server/sign-in/slow-down.ts'
import type { Answers } from './open-page.tsx'
import { standInPasswords } from './stand-in-passwords.ts'

export const password = 'lamp otter gravel quince'

const now = Temporal.Instant.from('2026-11-26T12:00:00Z').epochMilliseconds

export interface SigningIn extends Answers {
  /** Asks with the cookie of the page's browser; `ask` is the local administrator. */
  readonly asTheBrowser: Ask
  /** Asks from a browser that keeps nothing: a sign-in there stays open beside this one. */
  readonly inAnother: Ask
  /** A new link for the set-up page, null once somebody administers. */
  readonly setUpSecret: () => Promise<string | null>
  /** Ada sets the programme up, and is signed in afterwards in the page's browser. */
  readonly setUp: () => Promise<void>
  /** The session ends as if it had run out: the browser still sends its cookie. */
  readonly endSessions: () => Promise<unknown>
  /** Whoever was signed in in this browser is so no more, as in another one. */
  readonly forgetCookie: () => void
}

/**
 * The real API with sign-in over a database in memory. Hashing is a stand-in, since the real one takes a while on purpose
 * and has tests of its own. Cookies are kept here: nothing between the page and the API does so in these tests.
 */
export async function signingIn(more: Pick<SignIn, 'provider' | 'publicUrl'> = {}): Promise<SigningIn> {
  const database = await openMemoryDatabase()
  onTestFinished(() => database.close())
  const reportFault = (fault: string, error: unknown) => {
    throw new Error(`Fault ${fault} of the API`, { cause: error })
  }
  const clock = { now: () => now }
  const around = surroundings({ database, sample: () => Promise.reject(new Error('No sample here.')), reportFault })
  const local = createApi({ ...around, clock })
  const bare = createApi({
    ...around,
    clock,
    whoIsAsking: () => null,
    signIn: {
      ...standInPasswords,
      slowDown: slowDown(clock.now),
      secure: false,
      ...more,
    },
  })
  const api = keepingCookies(bare)
  const asTheBrowser = askerOf(api)
  const setUpSecret = () => newSetUpSecret(database, now)
  const setUp = async () => {
    const token = await setUpSecret()
    await asTheBrowser('POST', '/set-up', { token, name: 'Ada Lovelace', signInName: 'ada', password })
  }
  return {
    api,
    ask: askerOf(local),
    asTheBrowser,
    inAnother: askerOf(bare),
    setUpSecret,
    setUp,
    endSessions: () => database.write((queries) => queries.deleteFrom('session').execute()),
    forgetCookie: () => api.forget(),
  }
}

function keepingCookies(api: Api): Api & { forget: () => void } {
  const kept = new Map<string, string>()
  return {
    forget: () => kept.clear(),
    async fetch(request) {
      const headers = new Headers(request.headers)
      if (kept.size > 0) headers.set('cookie', [...kept].map(([name, value]) => `${name}=${value}`).join('; '))
      const answer = await api.fetch(new Request(request, { headers }))
      for (const set of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
        if (set.includes('Max-Age=0')) kept.delete(name)
        else kept.set(name, value)
      }
      return answer
    },
  }
}
