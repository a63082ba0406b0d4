import ipaddr from 'ipaddr.js'
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

/** A try that was let through, and is counted as a wrong one until it is said to be none. */
export interface Tried {
  /** It was no guess that failed: it proved right, or was not tried at all. */
  takeBack(): void
}

/**
 * Slows guessing down: five wrong passwords for a name, or thirty wrong tries from an address, and the next one waits until
 * five minutes have passed since the first of them. Nobody is locked out for longer. A browser in which that person has
 * signed in before is counted by itself alone: neither the guesses of strangers nor those of others behind the same address
 * keep the owner out, and it has five tries like everybody. A try is counted before it is made, so that many at once are let
 * through no oftener than one after the other. Bounded in memory.
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
    const address = ['address', `address ${networkOf(trying.address)}`] as const
    if (trying.name === null) return [address]
    return trying.knownBrowser == null ? [account, address] : [account]
  }

  /** Throws where the next try has to wait. */
  function check(trying: Trying): void {
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
  }

  function admit(trying: Trying): Tried {
    check(trying)
    const counted = keysOf(trying).map(([, key]) => {
      const found = fresh(key) ?? { count: 0, since: now() }
      found.count++
      failures.delete(key)
      failures.set(key, found)
      return [key, found] as const
    })
    for (const key of failures.keys()) {
      if (failures.size <= mostKeys) break
      failures.delete(key)
    }
    return {
      takeBack() {
        // Of a count that was forgotten meanwhile, whatever is counted since stays.
        for (const [key, found] of counted) if (--found.count === 0 && failures.get(key) === found) failures.delete(key)
      },
    }
  }

  return {
    check,
    /** The same, and counts the try as a wrong one, for as long as it is not taken back. */
    admit,
    /**
     * Whether the password is right. Once it is, the account's failures are forgotten and the address's are not. Where it
     * could not be looked at, nothing was tried.
     */
    async passes(trying: Trying, isRight: () => Promise<boolean>): Promise<boolean> {
      const tried = admit(trying)
      const right = await isRight().catch((error: unknown) => {
        tried.takeBack()
        throw error
      })
      if (!right) return false
      tried.takeBack()
      failures.delete(accountKey(trying))
      return true
    },
  }
}

/** Whoever has one IPv6 address has all of its /64, so that counts as one. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  return parsed instanceof ipaddr.IPv6 ? `${parsed.parts.slice(0, 4).join(':')}/64` : parsed.toString()
}
