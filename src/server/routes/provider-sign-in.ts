import type { Hono } from 'hono'
import { logOutByProvider, returnFromProvider, startAtProvider } from '../../contract/provider-sign-in.ts'
import { SentBack } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serveOpenly } from '../serve-openly.ts'
import { secretIn } from '../sign-in/cookies.ts'
import { needed } from '../sign-in/let-in.ts'
import { logOutByToken } from '../sign-in/provider/back-channel.ts'
import { beginAtProvider, type Held, neededProvider } from '../sign-in/provider/begin.ts'
import { enter } from '../sign-in/provider/enter.ts'
import { actorOf, asSentBack, proofOf } from '../sign-in/provider/proof.ts'
import { hashOf } from '../sign-in/secrets.ts'
import { takeCeremony } from '../storage/ceremonies.ts'

/** In by the company's own identity provider, and out by it. */
export function providerSignInRoutes(api: Hono, surroundings: Surroundings): void {
  serveOpenly(api, surroundings, startAtProvider, ({ body, ...asking }) => beginAtProvider(surroundings, asking, body))

  serveOpenly(api, surroundings, returnFromProvider, async ({ query, ...asking }) => {
    const provider = neededProvider(surroundings)
    try {
      const state = query.state ?? ''
      const held = await heldFor(surroundings, asking.request, state)
      if (!held) {
        const words = 'This way in was not begun in this browser, took too long, or was used before. Begin again.'
        throw new SentBack(401, 'wrong-state', words, actorOf(provider), 'sign-in')
      }
      const proof = await proofOf(provider, held, state, new URL(asking.request.url).search)
      const { team } = await enter(surroundings, asking, provider, held, proof)
      // Whoever wanted no page in particular lands on their own team's, where there is one team.
      const own = team === null ? '/' : `/services?${new URLSearchParams({ team: team.name })}`
      return { location: held.returnTo === '/' ? own : held.returnTo }
    } catch (error) {
      throw asSentBack(provider, error)
    }
  })

  serveOpenly(api, surroundings, logOutByProvider, async ({ body, request }) => ({
    ended: await logOutByToken(surroundings, request, body.logout_token),
  }))
}

/** What this browser began under that state, once. */
async function heldFor(surroundings: Surroundings, request: Request, state: string): Promise<Held | null> {
  const { database, clock } = surroundings
  const browser = secretIn(request, 'provider', needed(surroundings).secure)
  if (browser === null || state === '') return null
  const [keyHash, browserHash] = [hashOf(state), hashOf(browser)]
  const row = await database.write((queries) =>
    takeCeremony(queries, { keyHash, kind: 'provider', browserHash, now: clock.now() }),
  )
  return row ? (JSON.parse(row.held) as Held) : null
}
