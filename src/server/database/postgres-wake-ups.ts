import pg from 'pg'
import { type WakeUps, wakeUps } from './wake-ups.ts'

const channel = 'tenfold_written'

/** Said in every transaction that writes: PostgreSQL passes it on when that commits, and once however often it is said. */
export const notify = `select pg_notify('${channel}', '')`

/** How long until a connection that was lost is tried again, in milliseconds: a little later each time. */
const firstPause = 250
const longestPause = 10_000

export interface PostgresWakeUps extends WakeUps {
  close(): Promise<void>
}

/**
 * Hears of what any server has written, over a connection of its own that opens when somebody wants to hear. While it is
 * away nobody is woken, and whoever waits has to look now and then; once it is back everybody is woken, as something may
 * have been written meanwhile.
 */
export function postgresWakeUps(url: string): PostgresWakeUps {
  const listeners = wakeUps()
  let client: pg.Client | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = firstPause
  let isClosed = false

  function connect(): void {
    timer = undefined
    const own = new pg.Client({ connectionString: url, application_name: 'tenfold listening', keepAlive: true })
    client = own
    // Both an error and an end are said of one connection that is lost.
    const lost = (): void => {
      if (client !== own) return
      client = undefined
      own.end().catch(() => {})
      if (isClosed) return
      timer = setTimeout(connect, pause)
      timer.unref()
      pause = Math.min(2 * pause, longestPause)
    }
    own.on('error', lost)
    own.on('end', lost)
    own.on('notification', () => listeners.wakeAll())
    own
      .connect()
      .then(() => own.query(`listen ${channel}`))
      .then(() => {
        pause = firstPause
        listeners.wakeAll()
      })
      .catch(lost)
  }

  return {
    add(listener) {
      if (!isClosed && client === undefined && timer === undefined) connect()
      return listeners.add(listener)
    },
    wakeAll: listeners.wakeAll,
    async close() {
      isClosed = true
      clearTimeout(timer)
      const own = client
      client = undefined
      // One that is lost already has nothing to end.
      await own?.end().catch(() => {})
    },
  }
}
