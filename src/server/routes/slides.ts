import type { Hono } from 'hono'
import { readSlides } from '../../contract/slides.ts'
import { type Surroundings, serve } from '../serve.ts'
import { slidesOf } from '../slides/slides.ts'
import { slidesFacts } from '../slides/slides-facts.ts'
import { viewOf } from '../view.ts'

/** The state of the migration as slides for a meeting. */
export function slidesRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readSlides, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    return slidesOf(await slidesFacts(queries, surroundings, view, now), query.lang, surroundings.version)
  })
}
