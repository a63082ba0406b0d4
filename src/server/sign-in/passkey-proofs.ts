import type { MadeCredential, ProvenCredential } from '../../contract/passkeys.ts'
import type { PasskeyRow } from '../database/tables.ts'
import type { RelyingParty } from './relying-party.ts'

/** EdDSA, ES256 and RS256, by their COSE numbers: what every authenticator in use has one of. */
export const algorithms = [-8, -7, -257]

/** What a browser made or proved does not hold, and why, for the audit. */
export class NoProof extends Error {}

/** What was made, to be stored. */
export interface Made {
  readonly credentialId: string
  readonly publicKey: string
  readonly counter: number
}

// Loaded when somebody first uses a passkey: it brings certificates and ASN.1, which the start need not wait for.
const library = () => import('@simplewebauthn/server')
const helpers = () => import('@simplewebauthn/server/helpers')

/** The challenge that an answer says it is to. Whether it is one of ours is not known yet. */
export async function challengeIn({ response }: MadeCredential | ProvenCredential): Promise<string> {
  const { decodeClientDataJSON } = await helpers()
  return proven(() => {
    const { challenge } = decodeClientDataJSON(response.clientDataJSON)
    if (typeof challenge !== 'string') throw new Error('The answer names no challenge.')
    return challenge
  })
}

/** Checks a passkey that was made for this challenge, on our page, by a person the authenticator has verified. */
export async function checkMade(credential: MadeCredential, challenge: string, party: RelyingParty): Promise<Made> {
  const [{ verifyRegistrationResponse }, { decodeAttestationObject, isoBase64URL }] = await Promise.all([
    library(),
    helpers(),
  ])
  return proven(async () => {
    const { attestationObject } = credential.response
    const attestation = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject))
    // None was asked for, and browsers take it out but for a signature by the new key itself. To look at a certificate
    // would make this server fetch from wherever its sender says that revoked ones are listed.
    const isSelfSigned = attestation.get('fmt') === 'packed' && attestation.get('attStmt').get('x5c') === undefined
    if (attestation.get('fmt') !== 'none' && !isSelfSigned) throw new Error('A certificate came unasked.')
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: inFull(credential),
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
    if (!verified) throw new Error('The signature does not fit.')
    const { id, publicKey, counter } = registrationInfo.credential
    // What was signed counts, not what stands beside it.
    if (id !== credential.id) throw new Error('The answer is for another credential.')
    return { credentialId: id, publicKey: isoBase64URL.fromBuffer(publicKey), counter }
  })
}

/** Checks that this passkey answered this challenge, on our page, for a verified person; gives its counter. */
export async function checkProven(
  credential: ProvenCredential,
  challenge: string,
  party: RelyingParty,
  passkey: PasskeyRow,
): Promise<number> {
  const [{ verifyAuthenticationResponse }, { isoBase64URL }] = await Promise.all([library(), helpers()])
  return proven(async () => {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: inFull(credential),
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: passkey.credential_id,
        publicKey: isoBase64URL.toBuffer(passkey.public_key),
        counter: passkey.counter,
      },
    })
    if (!verified) throw new Error('The signature does not fit.')
    return authenticationInfo.newCounter
  })
}

/** The library reads nothing of the extensions, but wants them named. */
const inFull = <Credential extends object>(credential: Credential) =>
  ({ ...credential, clientExtensionResults: {} }) as never

/** The library throws for whatever does not fit, in words that name what was expected. */
async function proven<T>(check: () => T | Promise<T>): Promise<T> {
  try {
    return await check()
  } catch (error) {
    throw new NoProof(error instanceof Error ? error.message.slice(0, 200) : 'It cannot be read.')
  }
}
