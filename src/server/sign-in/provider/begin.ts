import type { CalendarDay } from '../../../domain/calendar-day.ts'
import { Answered, NeedsSetUp } from '../../problems.ts'
import type { Surroundings } from '../../serve.ts'
import { ceremonyLasts, insertCeremony } from '../../storage/ceremonies.ts'
import { isSetUp } from '../../storage/people.ts'
import { cookieOf, secretIn } from '../cookies.ts'
import { type Asking, needed } from '../let-in.ts'
import { hashOf, newSecret } from '../secrets.ts'
import { usableLink } from '../usable-link.ts'
import { pathHere } from './path-here.ts'
import type { Provider } from './provider.ts'

export const callbackPath = '/api/v1/sign-in/provider/callback'

/** What is kept on this server until the browser comes back. */
export interface Held {
  readonly nonce: string
  readonly verifier: string
  readonly redirectUri: string
  readonly returnTo: string
  /** Whoever comes back sets the programme up, by the link of this hash. */
  readonly setUp: { readonly hash: string; readonly zone?: string; readonly cycleAnchor?: CalendarDay } | null
}

export interface Beginning {
  readonly returnTo?: string | undefined
  readonly setUp?:
    | { readonly token: string; readonly zone?: string | undefined; readonly cycleAnchor?: CalendarDay | undefined }
    | undefined
}

/** The provider that people sign in by. Throws where there is none. */
export function neededProvider(surroundings: Surroundings): Provider {
  const { provider } = needed(surroundings)
  if (provider) return provider
  throw new Answered(404, 'no-provider', 'Nobody signs in by a provider here. Sign in with name and password.')
}

/**
 * Begins a way in by the provider: what has to come back unchanged is kept here under the hash of the state, and bound to
 * this browser by a cookie. Several windows share the cookie, so that each of them can end what it began.
 */
export async function beginAtProvider(surroundings: Surroundings, asking: Asking, beginning: Beginning) {
  const provider = neededProvider(surroundings)
  const { secure, publicUrl } = needed(surroundings)
  const { database, clock } = surroundings
  const setUp = beginning.setUp && { ...beginning.setUp, hash: hashOf(beginning.setUp.token) }
  await database.read(async (queries) => {
    if (setUp) await usableLink(queries, setUp.hash, 'set-up', clock.now())
    else if (!(await isSetUp(queries))) throw new NeedsSetUp()
  })
  const { configuration } = await provider.found()
  const client = await import('openid-client')
  const [state, nonce, verifier] = [newSecret(), newSecret(), newSecret()]
  const held: Held = {
    nonce,
    verifier,
    redirectUri: (publicUrl ?? new URL(asking.request.url).origin) + callbackPath,
    returnTo: pathHere(beginning.returnTo),
    setUp: setUp
      ? {
          hash: setUp.hash,
          ...(setUp.zone === undefined ? {} : { zone: setUp.zone }),
          ...(setUp.cycleAnchor === undefined ? {} : { cycleAnchor: setUp.cycleAnchor }),
        }
      : null,
  }
  const scopes = ['openid', 'profile', 'email']
  // Where groups have a scope of their own, it is asked for; elsewhere an unknown scope would be refused.
  if (configuration.serverMetadata().scopes_supported?.includes(provider.groupsClaim)) scopes.push(provider.groupsClaim)
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: held.redirectUri,
    scope: scopes.join(' '),
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  const browser = secretIn(asking.request, 'provider', secure) ?? newSecret()
  const [keyHash, browserHash] = [hashOf(state), hashOf(browser)]
  await database.write((queries) =>
    insertCeremony(queries, {
      keyHash,
      kind: 'provider',
      browserHash,
      person: null,
      held: JSON.stringify(held),
      now: clock.now(),
    }),
  )
  asking.setCookie(cookieOf('provider', browser, secure, ceremonyLasts.provider))
  return { address: address.href }
}
