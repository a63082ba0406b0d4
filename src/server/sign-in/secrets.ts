import { sha256 } from '../hash.ts'

/** 256 random bits, as they stand in a cookie, a link or a header. */
export const newSecret = (prefix = ''): string => prefix + base64Url(crypto.getRandomValues(new Uint8Array(32)))

/** Bytes as they stand in addresses and headers, without padding. */
export const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/**
 * What is stored of a secret. A plain hash does: 256 random bits cannot be guessed, and looking a hash up tells by its
 * time nothing about the secret.
 */
export const hashOf = (secret: string): string => sha256(secret)
