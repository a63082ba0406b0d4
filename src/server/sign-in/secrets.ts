import { sha256 } from '../hash.ts'

/** 256 random bits, as they stand in a cookie, a link or a header. */
export function newSecret(prefix = ''): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return (
    prefix +
    btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '')
  )
}

/**
 * What is stored of a secret. A plain hash does: 256 random bits cannot be guessed, and looking a hash up tells by its
 * time nothing about the secret.
 */
export const hashOf = (secret: string): Promise<string> => sha256(secret)
