import { waitAfter } from '../../domain/webhook.ts'
import type { Database } from '../database/database.ts'
import { messageOf } from '../event-messages.ts'
import { type Claimed, claimNext, isAnythingDue, noteFailed, noteTaken } from '../storage/deliveries.ts'
import { usualSendingPatience, type webhookSender } from './webhook-sender.ts'
import { signatureHeaders } from './webhook-signature.ts'

export interface OutboxParts {
  readonly database: Database
  readonly now: () => number
  /** From 0 to 1. */
  readonly chance: () => number
  readonly send: ReturnType<typeof webhookSender>
  readonly publicUrl: string | undefined
  readonly version: string
  /** What went wrong in our own house, such as a database that was away when an answer was to be noted. */
  readonly report: (error: unknown) => void
}

/** Whoever takes a message is done with it by then, or gone; in milliseconds. */
export const leaseOf = 6 * usualSendingPatience

/** So many webhooks are sent to at once by one server: one that is slow keeps nobody waiting but itself. */
const mostAtOnce = 16

export interface Outbox {
  /** Takes up what is due and nobody here is busy with; does not wait for the answers. */
  readonly round: () => Promise<void>
  /** Takes up nothing more, and waits for what is on its way. */
  readonly close: () => Promise<void>
}

/** Sends what is due: at each webhook one message after the other, the webhooks beside each other. */
export function outbox(parts: OutboxParts): Outbox {
  const { database, now, report } = parts
  const busy = new Map<number, Promise<void>>()
  let isClosed = false
  let turn: Promise<void> = Promise.resolve()

  /** One after the other, so that no two take up messages of one webhook. */
  function round(): Promise<void> {
    turn = turn.then(takeUp, takeUp)
    return turn
  }

  async function takeUp(): Promise<void> {
    while (!isClosed && busy.size < mostAtOnce) {
      if (!(await database.look((queries) => isAnythingDue(queries, now())))) return
      const claimed = await database.write((queries) => claimNext(queries, now(), leaseOf, busy))
      if (!claimed) return
      busy.set(claimed.webhook, see(claimed))
    }
  }

  /** What cannot be noted is sent again after the lease: twice under one id, but never not at all. */
  async function see(claimed: Claimed): Promise<void> {
    await deliver(parts, claimed).catch(report)
    busy.delete(claimed.webhook)
    round().catch(report)
  }

  return {
    round,
    async close() {
      isClosed = true
      await Promise.all([turn.catch(report), ...busy.values()])
    },
  }
}

async function deliver(
  { database, now, chance, send, publicUrl, version }: OutboxParts,
  claimed: Claimed,
): Promise<void> {
  const body = messageOf(claimed, publicUrl)
  const signed = signatureHeaders({ id: claimed.messageId, seconds: Math.floor(now() / 1_000), body }, claimed.secrets)
  const answer = await send({
    url: claimed.url,
    headers: { 'content-type': 'application/json', 'user-agent': `Tenfold/${version}`, ...signed },
    body,
  })
  await database.write((queries) =>
    answer.code === 'taken'
      ? noteTaken(queries, claimed, answer, now())
      : noteFailed(queries, claimed, answer, nextTry(claimed, now(), chance()), now()),
  )
}

function nextTry({ attempt }: Claimed, now: number, chance: number): number | null {
  const wait = waitAfter(attempt, chance)
  return wait === null ? null : now + wait
}
