export type BrokenRule = 'unique' | 'foreign-key' | 'check' | 'not-null'

const sqliteRules = new Map<number, BrokenRule>([
  [2067, 'unique'],
  [1555, 'unique'],
  [787, 'foreign-key'],
  [275, 'check'],
  [1299, 'not-null'],
])

const postgresRules = new Map<string, BrokenRule>([
  ['23505', 'unique'],
  ['23503', 'foreign-key'],
  ['23514', 'check'],
  ['23502', 'not-null'],
])

/** Which rule of the schema a write broke, said the same way for both engines. */
export function brokenRule(error: unknown): BrokenRule | undefined {
  if (!(error instanceof Error)) return undefined
  const { errcode, code } = error as { errcode?: unknown; code?: unknown }
  if (typeof errcode === 'number') return sqliteRules.get(errcode)
  return typeof code === 'string' ? postgresRules.get(code) : undefined
}
