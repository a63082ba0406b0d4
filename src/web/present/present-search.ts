import * as z from 'zod/mini'

/** In the order in which they are shown. */
export const slideNames = ['headline', 'ladder', 'cycle', 'divisions', 'blockers'] as const
export type SlideName = (typeof slideNames)[number]

/** Seconds that a slide stands unless the address says otherwise. */
export const usualSeconds = 30

const Seconds = z.pipe(
  z.union([z.number(), z.string().check(z.regex(/^\d{1,4}$/))]),
  z.pipe(z.transform(Number), z.int().check(z.gte(5), z.lte(3_600))),
)

/** What the wall screen keeps in its address: which slide, and how long each stands. */
export const PresentSearch = z.object({
  slide: z.catch(z._default(z.enum(slideNames), 'headline'), 'headline'),
  every: z.catch(z.optional(Seconds), undefined),
})

export function besideSlide(name: SlideName, by: 1 | -1): SlideName {
  const at = (slideNames.indexOf(name) + by + slideNames.length) % slideNames.length
  return slideNames[at] ?? 'headline'
}
