import { createServer } from 'node:http'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'
import { client, close, listen } from './loopback.ts'

/** What a person of the provider is said to be: any claims, `groups` among them. */
export type Claims = Record<string, unknown>

export interface RealProvider {
  readonly issuer: string
  /** By what is typed as their name; may be changed at any time. */
  readonly people: Map<string, Claims>
  /** Down: the port refuses connections. */
  readonly stop: () => Promise<void>
  /** Up again at the same address. */
  readonly start: () => Promise<void>
  /** From now on it signs with another key, and shows only that. Whoever was signed in there is so no more. */
  readonly rotateKeys: () => Promise<void>
}

interface Options {
  /** Origins of the product under test. */
  readonly products: () => readonly string[]
  /** How it calls the product by itself, for log-outs. */
  readonly fetch?: typeof globalThis.fetch
}

let keys = 0
const newKey = async (): Promise<JWK> => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  return { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: `key-${++keys}` }
}

/** The certified `oidc-provider`, on loopback, with its own forms: whoever types a name of `people` is that person. */
export async function startRealProvider({ products, fetch: call }: Options): Promise<RealProvider> {
  const people = new Map<string, Claims>()
  let server = createServer()
  const port = await listen(server, 0)
  const issuer = `http://127.0.0.1:${port}`
  let key = await newKey()

  const open = async () => {
    const configuration: Configuration = {
      clients: [
        {
          client_id: client.id,
          client_secret: client.secret,
          id_token_signed_response_alg: 'ES256',
          redirect_uris: products().map((product) => `${product}/api/v1/sign-in/provider/callback`),
          post_logout_redirect_uris: products().map((product) => `${product}/`),
          backchannel_logout_uri: `${products()[0]}/api/v1/sign-in/provider/back-channel-log-out`,
          backchannel_logout_session_required: true,
        },
      ],
      jwks: { keys: [key] },
      cookies: { keys: ['signs the cookies of tests'] },
      claims: { openid: ['sub', 'sid'], profile: ['name', 'preferred_username'], email: ['email'], groups: ['groups'] },
      scopes: ['openid', 'groups'],
      features: {
        backchannelLogout: { enabled: true },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: (context, form) => {
            context.body = `<!doctype html><title>Out?</title>${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`
          },
        },
      },
      findAccount: (_, id) => {
        const claims = people.get(id)
        return claims && { accountId: id, claims: () => ({ ...claims, sub: id }) }
      },
      // Nobody is asked whether the company's own product may know them.
      loadExistingGrant: async ({ oidc }) => {
        const given = oidc.session?.grantIdFor(client.id)
        const before = given === undefined ? undefined : await oidc.provider.Grant.find(given)
        if (before) return before
        const grant = new oidc.provider.Grant({
          clientId: oidc.client?.clientId ?? '',
          accountId: oidc.session?.accountId ?? '',
        })
        grant.addOIDCScope('openid profile email groups')
        await grant.save()
        return grant
      },
      ttl: { AccessToken: 600, IdToken: 600, Grant: 600, Session: 600, Interaction: 600 },
      ...(call ? { fetch: call } : {}),
    }
    const provider = quietly(() => new Provider(issuer, configuration))
    server.removeAllListeners('request')
    server.on('request', provider.callback())
  }
  await open()
  return {
    issuer,
    people,
    stop: () => close(server),
    start: async () => {
      server = createServer()
      await open()
      await listen(server, port)
    },
    rotateKeys: async () => {
      key = await newKey()
      await open()
    },
  }
}

/** It warns that it is set up for tests, which it is. */
function quietly<T>(work: () => T): T {
  const { warn, info } = console
  Object.assign(console, { warn: () => {}, info: () => {} })
  try {
    return work()
  } finally {
    Object.assign(console, { warn, info })
  }
}
