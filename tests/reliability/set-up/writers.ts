import { randomUUID } from 'node:crypto'
import type { Move } from '../../../src/domain/move.ts'

interface Sent {
  readonly key: string
  readonly body: string
}

/** A write that was turned away: what was sent, and the answer. */
interface Refused extends Sent {
  readonly status: number
  readonly type: string
  readonly problem: { code: string; detail: string }
}

/** What became of every write that was sent. */
export interface Writes {
  /** Promised: the move's number by the key that it was sent with, which is its evidence too. */
  readonly acknowledged: Map<string, number>
  readonly bodies: Map<string, string>
  /** No answer came, so nobody can say whether it counts. */
  readonly inDoubt: Sent[]
  readonly refused: Refused[]
}

export const noWrites = (): Writes => ({ acknowledged: new Map(), bodies: new Map(), inDoubt: [], refused: [] })

const firstDay = '2026-01-05'
const day = '2026-02-02'

/** The programme they write in, as a file of the native format: services that stand on-premises with enough to move. */
export const servicesCsv = (services: number, teams = 7): string =>
  [
    'occurred_on,service,team,division,units,from,to',
    ...Array.from(
      { length: services },
      (_, n) => `${firstDay},service-${n},team-${n % teams},division-${(n % teams) % 2},1000000,,On-premises`,
    ),
    '',
  ].join('\n')

export const oneMove = (service: number, key: string = randomUUID()): Sent => ({
  key,
  body: JSON.stringify({
    service: `service-${service}`,
    occurredOn: day,
    units: 1,
    from: 'On-premises',
    to: 'Cloud',
    evidence: key,
  }),
})

export const send = (address: string, { key, body }: Sent, more: Record<string, string> = {}): Promise<Response> =>
  fetch(`${address}/api/v1/moves`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key, ...more },
    body,
  })

/** Sends one write and notes what became of it. */
export async function write(address: string, sent: Sent, writes: Writes): Promise<'acknowledged' | 'refused' | 'gone'> {
  writes.bodies.set(sent.key, sent.body)
  try {
    const answer = await send(address, sent)
    const text = await answer.text()
    if (answer.status === 201) {
      const { moves } = JSON.parse(text) as { moves: Move[] }
      writes.acknowledged.set(sent.key, moves[0]?.id ?? 0)
      return 'acknowledged'
    }
    const type = answer.headers.get('content-type') ?? ''
    writes.refused.push({ ...sent, status: answer.status, type, problem: JSON.parse(text) as Refused['problem'] })
    return 'refused'
  } catch {
    writes.inDoubt.push(sent)
    return 'gone'
  }
}

/** So many clients, each sending its next write when the last was answered, until told to stop or the server is gone. */
export async function writeSteadily(
  address: string,
  writes: Writes,
  { clients, services, until }: { clients: number; services: number; until: () => boolean },
): Promise<void> {
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let turn = 0; !until(); turn += 1) {
        const outcome = await write(address, oneMove((client + turn * clients) % services), writes)
        if (outcome === 'gone') return
        // As a pipeline would: it does not hammer on a closed door.
        if (outcome === 'refused') await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }),
  )
}

/** Every write that had no answer is sent again, with its key. Gives how many of them had counted already. */
export async function retryInDoubt(address: string, writes: Writes): Promise<number> {
  let hadCounted = 0
  for (const sent of writes.inDoubt.splice(0)) {
    const answer = await send(address, sent)
    if (answer.status !== 201) throw new Error(`A retry was answered ${answer.status}: ${await answer.text()}`)
    if (answer.headers.get('idempotent-replayed') === 'true') hadCounted += 1
    const { moves } = (await answer.json()) as { moves: Move[] }
    writes.acknowledged.set(sent.key, moves[0]?.id ?? 0)
  }
  return hadCounted
}

/** All moves of the ledger that the writers made, as the API lists them. */
export async function writtenMoves(address: string): Promise<Move[]> {
  const found: Move[] = []
  let next: string | null = ''
  while (next !== null) {
    const cursor: string = next === '' ? '' : `&cursor=${next}`
    const answer = await fetch(`${address}/api/v1/moves?limit=500&from=${day}${cursor}`)
    if (!answer.ok) throw new Error(`The list of moves answered ${answer.status}: ${await answer.text()}`)
    const page = (await answer.json()) as { moves: Move[]; next: string | null }
    found.push(...page.moves)
    next = page.next
  }
  return found.filter(({ evidence }) => evidence !== '')
}

export interface Verdict {
  readonly lost: string[]
  readonly doubled: string[]
  /** Kept under another number than was answered. */
  readonly renumbered: string[]
  /** Nobody was promised these, and no write in doubt explains them. */
  readonly unexplained: string[]
}

export const nothingAmiss: Verdict = { lost: [], doubled: [], renumbered: [], unexplained: [] }

/** Holds what is in the ledger against what was acknowledged. */
export function judge(moves: readonly Move[], { acknowledged, inDoubt }: Writes): Verdict {
  const kept = Map.groupBy(moves, ({ evidence }) => evidence)
  const doubtful = new Set(inDoubt.map(({ key }) => key))
  return {
    lost: [...acknowledged.keys()].filter((key) => !kept.has(key)),
    doubled: [...kept].filter(([, its]) => its.length > 1).map(([key]) => key),
    renumbered: [...acknowledged]
      .filter(([key, id]) => kept.has(key) && kept.get(key)?.[0]?.id !== id)
      .map(([key]) => key),
    unexplained: [...kept.keys()].filter((key) => !acknowledged.has(key) && !doubtful.has(key)),
  }
}
