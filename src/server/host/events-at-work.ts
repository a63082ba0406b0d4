import { recordDueEvents } from '../cycle-events.ts'
import { recordDailyEvents } from '../daily-events.ts'
import { forgetOld } from '../storage/deliveries.ts'
import { type OutboxParts, outbox } from './outbox.ts'

export interface EventsAtWork {
  /** Looks no more, and waits for what is on its way, which no message is for longer than its time-out. */
  readonly stop: () => Promise<void>
}

const usualRhythm = { send: 2_000, tell: 60_000, forget: 24 * 60 * 60 * 1_000 }

/**
 * What a server does of its own accord while it runs: every two seconds it sends what is due, every minute it writes down
 * what time has caused, and every day it forgets old messages; each of them also at the start. What fails is reported and tried
 * again the next time.
 */
export function setEventsToWork(parts: OutboxParts, rhythm = usualRhythm): EventsAtWork {
  const { database, now, report } = parts
  const letters = outbox(parts)
  const tell = async () => {
    await recordDueEvents(database, now())
    await recordDailyEvents(database, now())
  }
  const sending = repeat(rhythm.send, () => letters.round(), report)
  const telling = repeat(rhythm.tell, tell, report)
  const forgetting = repeat(rhythm.forget, () => database.write((queries) => forgetOld(queries, now())), report)
  return {
    async stop() {
      await Promise.all([sending.stop(), telling.stop(), forgetting.stop()])
      await letters.close()
    },
  }
}

/** At once, and then so many milliseconds after the last time was done. */
function repeat(every: number, work: () => Promise<unknown>, report: (error: unknown) => void) {
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> = Promise.resolve()
  const go = (): void => {
    running = work()
      .catch(report)
      .then(() => {
        if (!isStopped) timer = setTimeout(go, every)
      })
  }
  go()
  return {
    async stop(): Promise<void> {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
