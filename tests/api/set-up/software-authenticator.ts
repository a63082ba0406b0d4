import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

export interface Options {
  readonly challenge: string
}

/** What an answer is made to say; everything that is left out is as it should be. */
export interface Said {
  readonly challenge?: string
  readonly origin?: string
  readonly rpId?: string
  readonly type?: string
  readonly counter?: number
  readonly userVerified?: boolean
  readonly userPresent?: boolean
  readonly userHandle?: string | null
  readonly credentialId?: string
  readonly crossOrigin?: { readonly topOrigin: string }
  /** Of a new passkey: an attestation nobody asked for. */
  readonly attestation?: { readonly fmt: string; readonly attStmt: Map<string, unknown> }
}

const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest()
const base64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** A passkey in memory, that can lie: ES256, as most of them are. */
export function softwareAuthenticator(origin = 'http://localhost:3210', rpId = 'localhost') {
  const { privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  })
  const id = randomBytes(32)
  let counter = 0
  let handle = ''

  function clientData(type: string, { challenge }: Options, said: Said): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: said.type ?? type,
        challenge: said.challenge ?? challenge,
        origin: said.origin ?? origin,
        crossOrigin: said.crossOrigin !== undefined,
        ...said.crossOrigin,
      }),
    )
  }

  function authenticatorData(said: Said, made: Uint8Array = new Uint8Array()): Buffer {
    const flags =
      ((said.userPresent ?? true) ? 0x01 : 0) | ((said.userVerified ?? true) ? 0x04 : 0) | (made.length > 0 ? 0x40 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(said.counter ?? counter)
    return Buffer.concat([sha256(said.rpId ?? rpId), Buffer.from([flags]), count, made])
  }

  function credentialData(): Buffer {
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    const key = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ])
    const length = Buffer.alloc(2)
    length.writeUInt16BE(id.length)
    return Buffer.concat([Buffer.alloc(16), length, id, isoCBOR.encode(key as never)])
  }

  return {
    credentialId: base64Url(id),
    /** What navigator.credentials.create() answers, as JSON. */
    make(options: Options & { readonly user: { readonly id: string } }, said: Said = {}) {
      handle = options.user.id
      const { fmt, attStmt } = said.attestation ?? { fmt: 'none', attStmt: new Map() }
      const attestation = new Map<string, unknown>([
        ['fmt', fmt],
        ['attStmt', attStmt],
        ['authData', new Uint8Array(authenticatorData(said, credentialData()))],
      ])
      const its = said.credentialId ?? base64Url(id)
      return {
        id: its,
        rawId: its,
        type: 'public-key',
        authenticatorAttachment: 'platform',
        clientExtensionResults: { credProps: { rk: true } },
        response: {
          clientDataJSON: base64Url(clientData('webauthn.create', options, said)),
          attestationObject: base64Url(isoCBOR.encode(attestation as never)),
          transports: ['internal', 'hybrid'],
        },
      }
    },
    /** What navigator.credentials.get() answers, as JSON; the counter goes up by one. */
    prove(options: Options, said: Said = {}) {
      counter++
      const client = clientData('webauthn.get', options, said)
      const data = authenticatorData(said)
      const its = said.credentialId ?? base64Url(id)
      return {
        id: its,
        rawId: its,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64Url(client),
          authenticatorData: base64Url(data),
          signature: base64Url(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
          userHandle: said.userHandle === undefined ? handle : said.userHandle,
        },
      }
    },
  }
}
