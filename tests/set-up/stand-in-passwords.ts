import { sha256 } from '../../src/server/hash.ts'

/** The real hashing takes a while on purpose and has tests of its own; here it only has to tell passwords apart, unread. */
export const standIn = (typed: string): string => `stand-in:${sha256(typed)}`

export const standInPasswords = {
  hashPassword: async (typed: string): Promise<string> => standIn(typed),
  verifyPassword: async (stored: string | null, typed: string): Promise<boolean> => stored === standIn(typed),
}
