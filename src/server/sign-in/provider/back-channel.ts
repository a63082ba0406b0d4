import { TurnedAway } from '../../problems.ts'
import { byOf, type Surroundings } from '../../serve.ts'
import { audit } from '../../storage/audit.ts'
import { insertCeremony, isRemembered } from '../../storage/ceremonies.ts'
import { personByIdentity } from '../../storage/people.ts'
import { endProviderSessions } from '../../storage/sessions.ts'
import { hashOf } from '../secrets.ts'
import { neededProvider } from './begin.ts'
import { actorOf, isNumberOfTheirs } from './proof.ts'

/** What a log-out token says that it is about. */
const logOutEvent = 'http://schemas.openid.net/event/backchannel-logout'

/** Signed with a key that only the provider has: a shared secret, or no signature, proves nothing here. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

/** Older ones are not taken, in seconds: so long, and no longer, each has to be remembered. */
const oldestToken = 300

interface LogOut {
  readonly issuer: string
  readonly id: string
  readonly subject: string | undefined
  readonly session: string | undefined
}

/**
 * Ends what the provider says has ended there: the sessions of its own session, or else all by it of that person. Each
 * token counts once. Gives how many ended.
 */
export async function logOutByToken(surroundings: Surroundings, request: Request, token: string): Promise<number> {
  const provider = neededProvider(surroundings)
  const { database, clock } = surroundings
  const who = actorOf(provider)
  const { configuration, keys } = await provider.found()
  const refused = (why: string) =>
    new TurnedAway(400, 'log-out-refused', `This log-out token proves nothing: ${why}.`, who, 'log-out', why)
  const { jwtVerify, errors } = await import('jose')
  const { issuer } = configuration.serverMetadata()
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    issuer,
    audience: provider.clientId,
    algorithms,
    currentDate: new Date(clock.now()),
    clockTolerance: 30,
    maxTokenAge: oldestToken,
    requiredClaims: ['iat', 'jti', 'events'],
  }).catch((error: unknown) => {
    // Without an answer of the provider nothing can be judged, and it may try again.
    if (!(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout) throw error
    throw refused(error instanceof errors.JWTClaimValidationFailed ? `${error.code} ${error.claim}` : error.code)
  })
  const said = readLogOut(payload, protectedHeader.typ)
  if (typeof said === 'string') throw refused(said)

  const keyHash = hashOf(`log-out ${issuer} ${said.id}`)
  return database.write(async (queries) => {
    const now = clock.now()
    if (await isRemembered(queries, keyHash)) throw refused('it came before')
    await insertCeremony(queries, { keyHash, kind: 'provider-log-out', browserHash: '', person: null, held: '{}', now })
    const person = said.subject === undefined ? undefined : await personByIdentity(queries, said.issuer, said.subject)
    const ended =
      said.subject !== undefined && person === undefined
        ? []
        : await endProviderSessions(queries, { issuer, person: person?.id, session: said.session })
    for (const name of new Set(ended))
      await audit(queries, byOf(who, request, surroundings), {
        recordedAt: now,
        action: 'provider-log-out',
        subject: name,
        before: { sessions: ended.filter((one) => one === name).length },
      })
    return ended.length
  })
}

/** What is about a log-out and about nothing else, as the specification wants it; or why it is not. */
function readLogOut(payload: Record<string, unknown>, type: string | undefined): LogOut | string {
  const { iss, jti, sub, sid, events, nonce } = payload
  if (type !== undefined && !/^(application\/)?(logout\+jwt|jwt)$/i.test(type)) return 'it is of another type'
  if (nonce !== undefined) return 'it bears a nonce, as an ID token does'
  if (typeof events !== 'object' || events === null || !(logOutEvent in events)) return 'it is about something else'
  if (typeof iss !== 'string' || typeof jti !== 'string' || jti.length > 500) return 'it has no usable number'
  const isText = (claim: unknown): claim is string | undefined => claim === undefined || isNumberOfTheirs(claim)
  if (!isText(sub) || !isText(sid) || (sub === undefined && sid === undefined)) return 'it says nobody and no session'
  return { issuer: iss, id: jti, subject: sub, session: sid }
}
