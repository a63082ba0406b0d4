import { Answered, SentBack } from '../../problems.ts'
import type { Held } from './begin.ts'
import { type Provider, providerAway } from './provider.ts'

/** Who the provider says that somebody is. */
export interface Proof {
  readonly issuer: string
  readonly subject: string
  /** The provider's own name of the session, by which it may end it. */
  readonly session: string | null
  readonly groups: readonly string[]
  readonly claims: Readonly<Record<string, unknown>>
}

/** The actor of what the provider does by itself. */
export const actorOf = (provider: Pick<Provider, 'name'>) => ({ id: 'provider', name: provider.name })

/**
 * Turns what the browser brought back into a proof: the library checks state, issuer, audience, nonce, signature and times,
 * and exchanges the code with the verifier that only this server knows. Throws SentBack with the reason.
 */
export async function proofOf(provider: Provider, held: Held, state: string, search: string): Promise<Proof> {
  const { configuration } = await provider.found()
  const client = await import('openid-client')
  const address = new URL(held.redirectUri)
  address.search = search
  try {
    const tokens = await client.authorizationCodeGrant(configuration, address, {
      expectedState: state,
      expectedNonce: held.nonce,
      pkceCodeVerifier: held.verifier,
    })
    const claims = tokens.claims()
    if (!claims || !isNumberOfTheirs(claims.sub)) throw unusable(provider, 'sub')
    const { sid } = claims
    if (sid !== undefined && !isNumberOfTheirs(sid)) throw unusable(provider, 'sid')
    // Many providers put groups and names there only; whom it speaks of is checked again.
    const isWhole = claims[provider.groupsClaim] !== undefined && claims['name'] !== undefined
    const hasMore = configuration.serverMetadata().userinfo_endpoint !== undefined
    const more = isWhole || !hasMore ? {} : await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
    const all: Record<string, unknown> = { ...more, ...claims }
    return {
      issuer: claims.iss,
      subject: claims.sub,
      session: sid ?? null,
      groups: groupsIn(all[provider.groupsClaim]),
      claims: all,
    }
  } catch (error) {
    throw sentBack(provider, error)
  }
}

/** What a provider may call a person or a session: anything that is text in a database. The standard says 255 letters. */
export const isNumberOfTheirs = (claim: unknown): claim is string =>
  typeof claim === 'string' && /^[^\p{Cc}]{1,255}$/u.test(claim) && claim.isWellFormed()

const groupsIn = (claim: unknown): string[] =>
  (Array.isArray(claim) ? claim : [claim]).filter((group): group is string => typeof group === 'string')

const unusable = (provider: Provider, why: string): SentBack =>
  new SentBack(
    401,
    'provider-untrusted',
    `What ${provider.name} answered does not prove who you are. Begin again; tell whoever runs Tenfold if it stays.`,
    actorOf(provider),
    'sign-in',
    why,
  )

const isAway = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT'])

/** What went wrong, in a code; the record says more, but nothing of what was sent or came. */
function sentBack(provider: Provider, error: unknown): SentBack {
  const { code: answered, cause, error: denied } = error as { code?: unknown; cause?: unknown; error?: unknown }
  const who = actorOf(provider)
  if (error instanceof SentBack) return error
  const why = whyOf(error)
  if (error instanceof Error && error.name === 'AuthorizationResponseError')
    return new SentBack(401, 'provider-denied', `${provider.name} did not sign you in.`, who, 'sign-in', codeIn(denied))
  const isBusy = cause instanceof Response && cause.status >= 500
  // Without a code nothing came at all, or too much.
  if (isBusy || answered === undefined || isAway.has(String(answered))) {
    const away = providerAway(provider.name)
    return new SentBack(away.status, away.code, away.message, who, 'sign-in', why)
  }
  return unusable(provider, why)
}

/** An error as the protocol names it; whatever else stands there comes from anybody, and is not repeated. */
const codeIn = (said: unknown): string | undefined =>
  typeof said === 'string' ? (/^[a-z_]{1,60}$/.test(said) ? said : 'unreadable') : undefined

/** The library's own code, and which claim it is about: never a value. */
function whyOf(error: unknown): string {
  const { code, cause, error: denied } = error as { code?: string; cause?: unknown; error?: string }
  const { message, cause: details } = (cause ?? {}) as { message?: string; cause?: { claim?: string } }
  const about = details?.claim ?? /^JWT "(\w+)"/.exec(message ?? '')?.[1]
  return [code ?? 'no answer', about, codeIn(denied)].filter((part) => typeof part === 'string').join(' ')
}

/** The same refusal, said to a browser that stands at an address with nothing to show. */
export const asSentBack = (provider: Provider, error: unknown): unknown =>
  error instanceof Answered && !(error instanceof SentBack)
    ? new SentBack(error.status, error.code, error.message, actorOf(provider), 'sign-in')
    : error
