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

/** Who tries: by what name (null for a passkey, which is typed by nobody), from where, and in which known browser. */
interface Trying {
  readonly name: string | null
  readonly address: string
  /** What stands for a browser in which this very person has signed in before. */
  readonly knownBrowser?: string | null
}

/**
 * Slows guessing down: five wrong passwords for a name, or thirty wrong tries from an address, and the next one waits until
 * five minutes have passed since the first of them. Nobody is locked out for longer. A browser in which that person has
 * signed in before is counted by itself alone: neither the guesses of strangers nor those of others behind the same address
 * keep the owner out, and it has five tries like everybody. Bounded in memory.
 */
export function slowDown(now: () => number) {
  const failures = new Map<string, Failures>()
  const fresh = (key: string): Failures | undefined => {
    const found = failures.get(key)
    if (found && now() - found.since < window) return found
    failures.delete(key)
    return undefined
  }
  const accountKey = ({ name, knownBrowser }: Trying): string => `account ${name} ${knownBrowser ?? ''}`
  const keysOf = (trying: Trying) => {
    const account = ['account', accountKey(trying)] as const
    const address = ['address', `address ${trying.address}`] as const
    if (trying.name === null) return [address]
    return trying.knownBrowser == null ? [account, address] : [account]
  }
  return {
    /** Throws where the next try has to wait. */
    admit(trying: Trying): void {
      for (const [kind, key] of keysOf(trying)) {
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
    failed(trying: Trying): void {
      for (const [, key] of keysOf(trying)) {
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
    succeeded(trying: Trying): void {
      failures.delete(accountKey(trying))
    },
  }
}
