import { type MailAnswer, waitAfterAnswer } from '../../domain/mail.ts'
import type { Database } from '../database/database.ts'
import { mailTextOf } from '../mail-texts.ts'
import { type ClaimedMail, claimMail, isMailDue, noteMailFailed, noteMailTaken } from '../storage/mails.ts'
import { type SendMail, usualMailPatience } from './mail-sender.ts'
import type { Outbox } from './outbox.ts'

export interface MailOutboxParts {
  readonly database: Database
  readonly now: () => number
  /** From 0 to 1. */
  readonly chance: () => number
  readonly send: SendMail
  readonly publicUrl: string | undefined
  readonly report: (error: unknown) => void
}

/** Whoever takes a mail is done with it by then, or gone; in milliseconds. */
export const mailLease = 6 * usualMailPatience

/** So many connections to the mail server at once: more than that, many of them take for an attack. */
const mostAtOnce = 4

/** Sends what is due. A mail that was sent and not noted is sent again after the lease, under the same Message-ID. */
export function mailOutbox(parts: MailOutboxParts): Outbox {
  const { database, now, report } = parts
  const busy = new Set<Promise<void>>()
  let isClosed = false
  let turn: Promise<void> = Promise.resolve()

  function round(): Promise<void> {
    turn = turn.then(takeUp, takeUp)
    return turn
  }

  async function takeUp(): Promise<void> {
    while (!isClosed && busy.size < mostAtOnce) {
      if (!(await database.look((queries) => isMailDue(queries, now())))) return
      const claimed = await database.write((queries) => claimMail(queries, now(), mailLease))
      if (!claimed) return
      const work: Promise<void> = deliver(parts, claimed)
        .catch(report)
        .then(() => {
          busy.delete(work)
          round().catch(report)
        })
      busy.add(work)
    }
  }

  return {
    round,
    async close() {
      isClosed = true
      await Promise.all([turn.catch(report), ...busy])
    },
  }
}

const oldNews: MailAnswer = { code: 'old-news', status: null, words: '' }

async function deliver(parts: MailOutboxParts, claimed: ClaimedMail): Promise<void> {
  const { database, now, chance, send, publicUrl } = parts
  const { to, messageId, language } = claimed
  const letter = { to, messageId, language, date: new Date(claimed.recordedAt), ...mailTextOf(claimed, publicUrl) }
  const answer = claimed.isOldNews ? oldNews : await send(letter)
  await database.write((queries) => {
    if (answer.code === 'taken') return noteMailTaken(queries, claimed.id, answer, now())
    const wait = waitAfterAnswer(answer, claimed.attempt, chance())
    return noteMailFailed(queries, claimed, answer, wait === null ? null : now() + wait)
  })
}
