import type { JWTVerifyGetKey } from 'jose'
import type { ClientAuth, Configuration } from 'openid-client'
import { Answered } from '../../problems.ts'
import type { ProviderSettings } from '../../provider-settings.ts'
import { boundedFetch, providerPatience } from './bounded-fetch.ts'

/** The provider as it said of itself, ready to be asked. */
export interface FoundProvider {
  readonly configuration: Configuration
  /** The keys it signs with, for what comes from it outside a sign-in. */
  readonly keys: JWTVerifyGetKey
}

/** Whether it answers, as far as is known. Instants in milliseconds. */
export interface ProviderState {
  readonly asking: boolean
  readonly answeredAt: number | null
  /** Since when each try has failed; null where the last one did not. */
  readonly awaySince: number | null
}

export interface Provider extends Pick<ProviderSettings, 'name' | 'issuer' | 'clientId' | 'groupsClaim' | 'rules'> {
  /** Throws 503 with words while it does not answer. */
  readonly found: () => Promise<FoundProvider>
  /** What is known, at once. It is asked beside, unless that was lately, so that whoever looks again knows more. */
  readonly look: () => ProviderState
}

/** After a try that failed it is left alone so long, in milliseconds. */
const backOff = 2_000
/** What it says of itself is read again after so long. */
const goodFor = 60 * 60_000
/** Whoever only looks whether it answers has it asked so often at most. */
const lookAgainAfter = 30_000

/**
 * The provider, asked about itself when it is first needed. One that is down or slow then is asked again at the next need,
 * two seconds later at the earliest, so that it recovers by itself and nobody waits for it twice.
 */
export function lazyProvider(
  settings: Omit<ProviderSettings, 'secret'> & { readonly secret: string },
  around: { readonly now: () => number; readonly report: (words: string) => void },
): Provider {
  const { issuer, clientId, secret, name, groupsClaim, rules } = settings
  const { now, report } = around
  let current: { readonly found: FoundProvider; readonly since: number } | undefined
  let failedAt = Number.NEGATIVE_INFINITY
  let awaySince: number | null = null
  let asking: Promise<FoundProvider | null> | undefined

  const discover = async (): Promise<FoundProvider> => {
    // Read when it is needed: whoever signs in otherwise never loads it.
    const [client, jose] = await Promise.all([import('openid-client'), import('jose')])
    const basic = client.ClientSecretBasic(secret)
    const post = client.ClientSecretPost(secret)
    // The standard's own default wherever the provider takes it.
    const proveClient: ClientAuth = (server, ...rest) => {
      const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
      return (taken.includes('client_secret_basic') ? basic : post)(server, ...rest)
    }
    const configuration = await client.discovery(new URL(issuer), clientId, secret, proveClient, {
      timeout: providerPatience,
      [client.customFetch]: boundedFetch,
      execute: [
        // Signatures are checked even of tokens that come straight from the provider.
        client.enableNonRepudiationChecks,
        ...(issuer.startsWith('http://') ? [client.allowInsecureRequests] : []),
      ],
    })
    const { jwks_uri: keysAt } = configuration.serverMetadata()
    if (keysAt === undefined) throw new Error('It names no address of its keys.')
    const keys = jose.createRemoteJWKSet(new URL(keysAt), {
      timeoutDuration: providerPatience * 1_000,
      [jose.customFetch]: boundedFetch,
    })
    return { configuration, keys }
  }

  const ask = (): Promise<FoundProvider | null> => {
    asking ??= discover()
      .then(
        (found) => {
          if (awaySince !== null) report(`The sign-in provider ${name} answers again.`)
          failedAt = Number.NEGATIVE_INFINITY
          awaySince = null
          current = { found, since: now() }
          return found
        },
        (error: unknown) => {
          failedAt = now()
          if (awaySince === null)
            report(`The sign-in provider ${name} at ${issuer} does not answer as it should: ${reasonOf(error)}`)
          awaySince ??= failedAt
          return null
        },
      )
      .finally(() => {
        asking = undefined
      })
    return asking
  }

  return {
    name,
    issuer,
    clientId,
    groupsClaim,
    rules,
    async found() {
      const mayAsk = now() - failedAt >= backOff
      if (current) {
        // Read anew beside whoever asks: what is known does until then.
        if (now() - current.since >= goodFor && mayAsk) void ask()
        return current.found
      }
      const found = mayAsk || asking ? await ask() : null
      if (found) return found
      throw providerAway(name)
    },
    look() {
      if (now() - Math.max(failedAt, current?.since ?? Number.NEGATIVE_INFINITY) >= lookAgainAfter) void ask()
      return { asking: asking !== undefined, answeredAt: current?.since ?? null, awaySince }
    },
  }
}

export const providerAway = (name: string): Answered =>
  new Answered(
    503,
    'provider-away',
    `The sign-in provider ${name} does not answer as it should just now. Try again in a few seconds.`,
    { facts: { provider: name } },
  )

/** One line, without what was sent or came. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it failed'
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return `${error.message}${cause}`.replaceAll(/\s+/g, ' ').slice(0, 300)
}
