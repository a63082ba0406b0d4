import * as z from 'zod/mini'
import { CalendarDay } from '../domain/calendar-day.ts'
import { Measure } from '../domain/units.ts'
import { endpoint } from './endpoint.ts'
import { view } from './queries.ts'

const Named = z.object({ id: z.int(), name: z.string() })

export const readCloudServices = endpoint({
  name: 'readCloudServices',
  method: 'GET',
  path: '/api/v1/cloud-services',
  summary:
    'Cloud services that services in cloud use, most used first: by how many, how rated, which problems, what solved them, where',
  query: z.object({ ...view }),
  answer: z.object({
    measure: Measure,
    unit: z.string(),
    asOf: CalendarDay,
    /** Services with workload in cloud, and those of them that name a cloud service. */
    inCloud: z.int(),
    naming: z.int(),
    /** An average of fewer answers is withheld. */
    leastForAverage: z.int(),
    /** The 200 most used at most; `total` of all. */
    total: z.int(),
    rows: z.array(
      z.object({
        name: z.string(),
        services: z.int(),
        /** What they run in cloud, in units; one that uses several counts in each. */
        units: z.int(),
        ratings: z.int(),
        average: z.nullable(z.number()),
        /** The first 20; `problemsMet` and `problemsSolved` count all. */
        problems: z.array(z.object({ service: Named, problem: z.string(), solution: z.string() })),
        problemsMet: z.int(),
        problemsSolved: z.int(),
        teams: z.array(z.string()),
        divisions: z.array(z.string()),
        /** Locations in cloud that their workload runs in, each with its region where it has one. */
        places: z.array(z.string()),
      }),
    ),
  }),
})
