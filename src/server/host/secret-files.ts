import { readFileSync } from 'node:fs'
import { StartRefusal } from '../database/start-refusal.ts'

/**
 * A secret that was given as it is, or by the name of a file that holds it and nothing else, as container tools hand
 * secrets in. Refuses a file that cannot be read, or holds fewer characters.
 */
export function readSecret(
  given: { readonly value: string } | { readonly file: string },
  setting: string,
  shortest = 1,
): string {
  if ('value' in given) return given.value
  const refused = (words: string, cause?: unknown) =>
    new StartRefusal('secret-unusable', `${setting} names ${given.file}, which ${words}`, { cause })
  let secret: string
  try {
    secret = readFileSync(given.file, 'utf8').trim()
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read'
    throw refused(`${reason}. Name a file that the user of this server may read.`, error)
  }
  if (secret.length < shortest) throw refused(`holds ${secret.length} characters. Put ${shortest} or more into it.`)
  return secret
}
