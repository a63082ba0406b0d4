/** The real hashing takes a while on purpose and has tests of its own; here it only has to tell passwords apart. */
export const standInPasswords = {
  hashPassword: async (typed: string): Promise<string> => `stand-in:${typed}`,
  verifyPassword: async (stored: string | null, typed: string): Promise<boolean> => stored === `stand-in:${typed}`,
}
