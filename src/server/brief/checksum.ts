import { sha256 } from '../hash.ts'

/** Stands where the checksum will, while it is worked out. */
export const noChecksum = '0'.repeat(64)

/** A brief with the SHA-256 of itself, with zeros in its place, wherever that belongs. */
export const sealed = (brief: string): string => brief.replaceAll(noChecksum, sha256(brief))

/** What a brief bears; null of a text that is none. */
export const checksumOf = (brief: string): string | null =>
  /<meta name="checksum" content="([0-9a-f]{64})">/.exec(brief)?.[1] ?? null

/** Whether a brief is as it was made; null of a text that bears no checksum. */
export function isUnchanged(brief: string): boolean | null {
  const said = checksumOf(brief)
  return said === null ? null : sha256(brief.replaceAll(said, noChecksum)) === said
}
