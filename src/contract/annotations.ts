import * as z from 'zod/mini'
import { Annotation, AnnotationChange, NewAnnotation } from '../domain/annotation.ts'
import { CalendarDay, LedgerDay } from '../domain/calendar-day.ts'
import { endpoint } from './endpoint.ts'
import { flag, IdInPath, list, scope, textInAddress, twoTimes, whole } from './queries.ts'

export const annotationSorts = ['day', '-day'] as const

const Tags = z.pipe(list, z.array(textInAddress(40)).check(z.maxLength(50)))

export const listAnnotations = endpoint({
  name: 'listAnnotations',
  method: 'GET',
  path: '/api/v1/annotations',
  summary: 'Dated notes on the charts of the organisation, a division or a team, as they were known at any instant',
  query: z.object({
    ...scope,
    ...twoTimes,
    /** Also those of the divisions and teams that belong to it; without it what its own charts bear. */
    below: z._default(flag, false),
    /** With at least one of these tags. */
    tags: z.optional(Tags),
    /** Words, each in what is said, in a tag, or in the name of the division or team. */
    q: z.optional(textInAddress(200)),
    from: z.optional(LedgerDay),
    to: z.optional(LedgerDay),
    sort: z._default(z.enum(annotationSorts), 'day'),
    limit: z._default(whole(1, 500), 200),
    offset: z._default(whole(0, 1_000_000), 0),
  }),
  answer: z.object({
    asOf: CalendarDay,
    annotations: z.array(Annotation),
    /** Those that match, of all pages. */
    total: z.int(),
    /** Of that part of the organisation, whatever else is looked for: each tag with how many bear it. */
    tags: z.array(z.object({ tag: z.string(), count: z.int() })),
  }),
})

export const addAnnotation = endpoint({
  name: 'addAnnotation',
  method: 'POST',
  path: '/api/v1/annotations',
  summary: 'Put a dated note on the charts of the organisation, a division or a team',
  body: NewAnnotation,
  answer: Annotation,
  status: 201,
  idempotent: true,
})

export const readAnnotation = endpoint({
  name: 'readAnnotation',
  method: 'GET',
  path: '/api/v1/annotations/{id}',
  summary: 'One annotation, also one that was withdrawn',
  params: IdInPath,
  answer: Annotation,
  versioned: true,
})

export const changeAnnotation = endpoint({
  name: 'changeAnnotation',
  method: 'PATCH',
  path: '/api/v1/annotations/{id}',
  summary: 'Say an annotation anew: its days, words, tags or link; what it said before stays on record',
  params: IdInPath,
  body: AnnotationChange,
  answer: Annotation,
  versioned: true,
})

export const withdrawAnnotation = endpoint({
  name: 'withdrawAnnotation',
  method: 'POST',
  path: '/api/v1/annotations/{id}/withdrawal',
  summary: 'Take an annotation off the charts; as known before, they still bear it',
  params: IdInPath,
  body: z.strictObject({}),
  answer: Annotation,
  idempotent: true,
})
