import { messageLanguages } from '../domain/webhook.ts'
import { briefFacts } from './brief/brief-facts.ts'
import { briefPage } from './brief/brief-page.ts'
import { checksumOf } from './brief/checksum.ts'
import type { Queries } from './database/tables.ts'
import type { Publishing } from './routes/cycle-view.ts'
import type { Surroundings } from './serve.ts'
import { cyclesWithoutBrief, insertKeptBriefs } from './storage/kept-briefs.ts'
import { cycleByNumber } from './storage/release-cycles.ts'
import { viewOf } from './view.ts'

type Keeping = Pick<Surroundings, 'database' | 'version' | 'sample' | 'clock'>

/**
 * Writes the brief of a cycle that was closed, as of its last day and as known when it was closed, in every language. It is
 * worked out from a snapshot, so that nobody waits for it to write, and stored in one short transaction: all of it or
 * nothing, and never again where it is there.
 */
export async function keepBriefOf({ database, version, sample, clock }: Keeping, number: number): Promise<void> {
  const briefs = await database.read((queries) => drawn(queries, number, version, { sample }))
  if (briefs === null) return
  await database.write((queries) => insertKeptBriefs(queries, number, briefs, clock.now()))
}

/** The same of every closed cycle that has none, as where a server was killed in between. Says how many. */
export async function keepDueBriefs(keeping: Keeping): Promise<number> {
  const due = await keeping.database.read(cyclesWithoutBrief)
  for (const number of due) await keepBriefOf(keeping, number)
  return due.length
}

async function drawn(queries: Queries, number: number, version: string, publishing: Publishing) {
  const cycle = await cycleByNumber(queries, number)
  if (!cycle || cycle.closedAt === null) return null
  if (!(await cyclesWithoutBrief(queries)).includes(number)) return null
  const view = await viewOf(
    queries,
    { measure: 'services', asOf: cycle.lastDay, knownAt: cycle.closedAt },
    cycle.closedAt,
  )
  const facts = await briefFacts(queries, publishing, view, cycle.closedAt)
  return messageLanguages.map((language) => {
    const html = briefPage(facts, language, version)
    return { language, html, checksum: checksumOf(html) ?? '' }
  })
}
