import { Answered } from '../problems.ts'

interface Failures {
  count: number
  since: number
}

const window = 5 * 60_000
const mostKeys = 20_000

/** Failed tries within five minutes, before the next one has to wait. */
const mostFailures = { account: 5, address: 30 } as const

export type SlowDown = ReturnType<typeof slowDown>

/**
 * Slows guessing down: five wrong passwords for a name, or thirty from an address, and the next try waits until five
 * minutes have passed since the first of them. Nobody is locked out for longer, and a browser that has signed in to the
 * account before is counted apart, so that a stranger's guesses do not keep its owner out. Bounded in memory.
 */
export function slowDown(now: () => number) {
  const failures = new Map<string, Failures>()
  const fresh = (key: string): Failures | undefined => {
    const found = failures.get(key)
    if (found && now() - found.since < window) return found
    failures.delete(key)
    return undefined
  }
  const keysOf = (name: string, address: string, knownBrowser: string | undefined) =>
    [
      ['account', `account ${name} ${knownBrowser ?? ''}`],
      ['address', `address ${address}`],
    ] as const
  return {
    /** Throws where the next try has to wait. */
    admit(name: string, address: string, knownBrowser?: string): void {
      for (const [kind, key] of keysOf(name, address, knownBrowser)) {
        const found = fresh(key)
        if (!found || found.count < mostFailures[kind]) continue
        const seconds = Math.ceil((found.since + window - now()) / 1_000)
        throw new Answered(
          429,
          'too-many-tries',
          `Too many wrong tries. Wait ${Math.ceil(seconds / 60)} minutes, then try again.`,
          { facts: { minutes: Math.ceil(seconds / 60) } },
        )
      }
    },
    failed(name: string, address: string, knownBrowser?: string): void {
      for (const [, key] of keysOf(name, address, knownBrowser)) {
        const found = fresh(key) ?? { count: 0, since: now() }
        found.count++
        failures.delete(key)
        failures.set(key, found)
      }
      for (const key of failures.keys()) {
        if (failures.size <= mostKeys) break
        failures.delete(key)
      }
    },
    /** A right password: the account's own failures are forgotten, the address's are not. */
    succeeded(name: string, knownBrowser?: string): void {
      failures.delete(`account ${name} ${knownBrowser ?? ''}`)
    },
  }
}
