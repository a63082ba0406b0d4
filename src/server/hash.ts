import { sha256 as digestOf } from '@noble/hashes/sha2.js'

/**
 * SHA-256 of a text in UTF-8, in hex: 64 characters. At once, as every request names its session or token by one: to have
 * the browser's or Node's own way do it in the background takes ten times as long for so short a text.
 */
export const sha256 = (text: string): string => hex(digestOf(new TextEncoder().encode(text)))

/** SHA-256 of bytes of any length, in hex. In the background, so that a large file holds up nobody. */
export const sha256OfBytes = async (bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<string> =>
  hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))

const hex = (digest: Uint8Array): string => Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
