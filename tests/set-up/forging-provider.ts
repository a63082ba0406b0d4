import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { client, close, listen } from './loopback.ts'

interface Begun {
  readonly nonce: string
  readonly state: string
  readonly back: string
}

/** What this provider does wrong the next time. */
export interface Forgery {
  readonly claims?: JWTPayload
  /** Signs with a key that it does not show. */
  readonly otherKey?: boolean
  readonly unsigned?: boolean
  readonly sharedSecret?: boolean
  readonly withoutNonce?: boolean
}

type Answering = (request: IncomingMessage, response: ServerResponse) => boolean

/**
 * A provider that lies, hangs or babbles as a test wants: what a correct one never does. It shows its own keys and signs
 * with them, so that only what is forged is wrong.
 */
export async function startForgingProvider() {
  const [shown, hidden] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')])
  const jwk = { ...(await exportJWK(shown.publicKey)), alg: 'ES256', use: 'sig', kid: 'shown' }
  const begun = new Map<string, Begun & { readonly forgery: Forgery; readonly redirectUri: string }>()
  let instead: Answering = () => false
  const server = createServer((request, response) => {
    if (instead(request, response)) return
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  const issuer = `http://127.0.0.1:${await listen(server, 0)}`
  const now = () => Math.floor(Date.now() / 1_000)

  const json = (response: ServerResponse, body: unknown, status = 200) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const { pathname } = new URL(request.url ?? '/', issuer)
    if (pathname === '/.well-known/openid-configuration')
      return json(response, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256'],
        authorization_response_iss_parameter_supported: true,
      })
    if (pathname === '/keys') return json(response, { keys: [jwk] })
    if (pathname !== '/token') return json(response, {}, 404)
    let sent = ''
    for await (const part of request) sent += String(part)
    const body = new URLSearchParams(sent)
    const found = begun.get(body.get('code') ?? '')
    if (!found) return json(response, { error: 'invalid_grant' }, 400)
    begun.delete(body.get('code') ?? '')
    const { forgery, nonce } = found
    const claims = { sub: 'mallory', name: 'Mallory', groups: ['all'], sid: 'forged-session', ...forgery.claims }
    return json(response, {
      access_token: 'access-token-of-tests',
      token_type: 'Bearer',
      id_token: await sign(
        { iat: now(), exp: now() + 300, ...(forgery.withoutNonce ? {} : { nonce }), ...claims },
        forgery,
      ),
    })
  }

  async function sign(payload: JWTPayload, { otherKey, unsigned, sharedSecret }: Forgery = {}, typ = 'JWT') {
    const whole = { iss: issuer, aud: client.id, ...payload }
    const encoded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url')
    if (unsigned) return `${encoded({ alg: 'none', typ })}.${encoded(whole)}.`
    if (sharedSecret)
      return new SignJWT(whole)
        .setProtectedHeader({ alg: 'HS256', typ, kid: 'shown' })
        .sign(new TextEncoder().encode(client.secret))
    const key: CryptoKey = otherKey ? hidden.privateKey : shown.privateKey
    return new SignJWT(whole).setProtectedHeader({ alg: 'ES256', typ, kid: 'shown' }).sign(key)
  }

  return {
    issuer,
    sign,
    now,
    /** Signs the browser in at once, and gives the address by which it comes back. */
    authorise(address: string, forgery: Forgery = {}): URL {
      const { searchParams: asked } = new URL(address)
      const code = crypto.randomUUID()
      const [state, nonce, back] = ['state', 'nonce', 'redirect_uri'].map((name) => asked.get(name) ?? '') as [
        string,
        string,
        string,
      ]
      begun.set(code, { state, nonce, back, forgery, redirectUri: back })
      const url = new URL(back)
      for (const [name, value] of Object.entries({ code, state, iss: issuer })) url.searchParams.set(name, value)
      return url
    },
    /** Answers so in place of itself, where the handler says true; nothing for honesty. */
    answerInstead: (answering: Answering = () => false) => {
      instead = answering
    },
    stop: () => close(server),
  }
}
