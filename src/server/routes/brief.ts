import type { Hono } from 'hono'
import { readBrief, readKeptBrief } from '../../contract/brief.ts'
import { briefFacts } from '../brief/brief-facts.ts'
import { briefPage } from '../brief/brief-page.ts'
import { NotFound } from '../problems.ts'
import { type Surroundings, serve } from '../serve.ts'
import { keptBrief } from '../storage/kept-briefs.ts'
import { viewOf } from '../view.ts'

/** The state of the migration as a file to take to a meeting. */
export function briefRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readBrief, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    return briefPage(await briefFacts(queries, surroundings, view, now), query.lang, surroundings.version)
  })

  serve(api, surroundings, readKeptBrief, { action: 'read' }, async ({ params, query, queries }) => {
    const kept = await keptBrief(queries, params.number, query.lang)
    if (kept === undefined) throw new NotFound(`A kept brief of cycle ${params.number}`)
    return kept
  })
}
