import { recordBriefMails } from '../brief-mails.ts'
import { recordDueEvents } from '../cycle-events.ts'
import { recordDailyEvents } from '../daily-events.ts'
import type { Queries } from '../database/tables.ts'
import type { MailsFrom } from '../digest-mails.ts'
import { keepDueBriefs } from '../kept-briefs.ts'
import { recordReminders } from '../reminders.ts'
import { forgetOld } from '../storage/deliveries.ts'
import { forgetOldMails } from '../storage/mails.ts'
import { mailOutbox } from './mail-outbox.ts'
import type { SendMail } from './mail-sender.ts'
import { type OutboxParts, outbox } from './outbox.ts'

export interface EventsAtWork {
  /** Looks no more, and waits for what is on its way, which no message is for longer than its time-out. */
  readonly stop: () => Promise<void>
}

const usualRhythm = { send: 2_000, tell: 60_000, forget: 24 * 60 * 60 * 1_000 }

export interface EventParts extends OutboxParts {
  /** How mails are sent and where their Message-IDs are from; left out where none are. */
  readonly mail?: MailsFrom & { readonly send: SendMail }
}

/**
 * What a server does of its own accord while it runs: every two seconds it sends what is due, every minute it writes down
 * what time has caused, and every day it forgets old messages; each of them also at the start. What fails is reported and tried
 * again the next time.
 */
export function setEventsToWork(parts: EventParts, rhythm = usualRhythm): EventsAtWork {
  const { database, now, report, mail } = parts
  const letters = outbox(parts)
  const mails = mail && mailOutbox({ ...parts, send: mail.send })
  const tell = async () => {
    await recordDueEvents(database, now())
    await recordDailyEvents(database, now(), mail ?? null)
    await recordReminders(database, now(), mail ?? null)
  }
  // What is drawn comes after what is told, and one that fails does not keep the other back.
  const draw = async () => {
    await keepDueBriefs({ database, version: parts.version, clock: { now } })
    if (mail) await recordBriefMails(database, now(), mail, parts.version)
  }
  const forget = async (queries: Queries) => {
    await forgetOld(queries, now())
    await forgetOldMails(queries, now())
  }
  const sending = repeat(rhythm.send, () => letters.round(), report)
  const mailing = mails && repeat(rhythm.send, () => mails.round(), report)
  const telling = repeat(rhythm.tell, tell, report)
  const drawing = repeat(rhythm.tell, draw, report)
  const forgetting = repeat(rhythm.forget, () => database.write(forget), report)
  return {
    async stop() {
      await Promise.all([sending.stop(), mailing?.stop(), telling.stop(), drawing.stop(), forgetting.stop()])
      await Promise.all([letters.close(), mails?.close()])
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
