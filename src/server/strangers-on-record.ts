import type { Surroundings } from './serve.ts'
import { audit } from './storage/audit.ts'

/** Somebody turned away at the door: nobody asked who that was, so it is said from where and with what they came. */
export interface Stranger {
  /** Why: `unknown-host`, `foreign-origin`, `unknown-origin`, `beside-the-proxy`. */
  readonly code: string
  /** The network address of the client. */
  readonly address: string
  readonly means: 'web' | 'api'
  /** The method, and the path without what stands behind it. */
  readonly wanted: string
  /** The name they called this server by, and the page they came from, where they said so. */
  readonly said: { readonly host?: string; readonly origin?: string }
}

interface Gathered {
  /** The first of them; undefined for those of addresses that are no longer told apart. */
  readonly stranger: Stranger | undefined
  readonly code: string
  readonly first: number
  readonly last: number
  readonly times: number
}

const gatheredFor = 60_000
/** So many addresses and reasons are told apart within a minute; all others are a number for each reason. */
const mostToldApart = 20

/**
 * Puts who was turned away at the door on record: one entry a minute for each address and reason, with how often. Whoever
 * has no account can so make a few rows and one write a minute, however often and from however many addresses they come.
 */
export function strangersOnRecord({
  database,
  clock,
  reportFault,
}: Pick<Surroundings, 'database' | 'clock' | 'reportFault'>) {
  let gathered = new Map<string, Gathered>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function gather(one: Gathered): void {
    const own = `${one.code} ${one.stranger?.address ?? ''}`
    const isTold = one.stranger !== undefined && (gathered.has(own) || gathered.size < mostToldApart)
    const key = isTold ? own : one.code
    const known = gathered.get(key)
    gathered.set(key, {
      code: one.code,
      stranger: isTold ? (known?.stranger ?? one.stranger) : undefined,
      first: Math.min(known?.first ?? one.first, one.first),
      last: Math.max(known?.last ?? one.last, one.last),
      times: (known?.times ?? 0) + one.times,
    })
    timer ??= setTimeout(() => void write(), gatheredFor)
    // A server that has nothing else to do may end; it writes what is gathered when it closes.
    timer.unref()
  }

  async function write(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const taken = [...gathered.values()]
    gathered = new Map()
    if (taken.length === 0) return
    try {
      await database.write(async (queries) => {
        for (const { stranger, code, first, last, times } of taken)
          await audit(
            queries,
            {
              actor: 'unknown caller',
              actorId: '',
              means: stranger?.means ?? 'api',
              address: stranger?.address ?? '',
            },
            {
              recordedAt: clock.now(),
              action: 'refused',
              subject: stranger?.wanted ?? 'from further addresses',
              after: { ...stranger?.said, code, times, first: instant(first), last: instant(last) },
            },
          )
      })
    } catch (error) {
      reportFault('audit', error)
      // They wait for the next minute, when the disk or the database may be back.
      for (const one of taken) gather(one)
    }
  }

  return {
    note: (stranger: Stranger): void => {
      const now = clock.now()
      gather({ stranger, code: stranger.code, first: now, last: now, times: 1 })
    },
    /** Writes what is gathered; nothing where nobody was turned away. */
    write,
  }
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()
