import { averageRating } from './feedback.ts'

/** A service with workload in cloud, and what it says of the cloud services that it uses. */
export interface UsingService {
  readonly id: number
  readonly name: string
  readonly team: { readonly id: number; readonly name: string }
  readonly division: { readonly id: number; readonly name: string }
  readonly cloudServices: readonly string[]
  readonly problem: string
  readonly solution: string
  readonly units: number
  /** Ratings of feedback up to the day shown. */
  readonly ratings: { readonly count: number; readonly sum: number }
  /** Where in cloud its workload runs. */
  readonly places: readonly string[]
}

export interface CloudServiceUse {
  readonly name: string
  readonly services: number
  /** Workload in cloud of the services that use it; a service that uses several counts in each. */
  readonly units: number
  readonly ratings: number
  /** null where fewer answered than an average may be told of. */
  readonly average: number | null
  readonly problems: readonly {
    readonly service: { readonly id: number; readonly name: string }
    readonly problem: string
    readonly solution: string
  }[]
  readonly teams: readonly string[]
  readonly divisions: readonly string[]
  readonly places: readonly string[]
}

const distinct = (names: readonly string[]): string[] => [...new Set(names)].sort()

/** Which cloud service is used by whom and to what effect, the most used first. Capitals tell none apart: S3 is s3. */
export function cloudServiceUse(services: readonly UsingService[]): CloudServiceUse[] {
  const users = new Map<string, { name: string; its: UsingService[] }>()
  for (const service of services) {
    for (const [key, name] of new Map(service.cloudServices.map((one) => [one.toLowerCase(), one]))) {
      const known = users.get(key)
      if (known) known.its.push(service)
      else users.set(key, { name, its: [service] })
    }
  }
  return [...users.values()]
    .map(({ name, its }) => {
      const ratings = its.reduce((sum, one) => sum + one.ratings.count, 0)
      return {
        name,
        services: its.length,
        units: its.reduce((sum, { units }) => sum + units, 0),
        ratings,
        average: averageRating(
          its.reduce((sum, one) => sum + one.ratings.sum, 0),
          ratings,
        ),
        problems: its
          .filter(({ problem, solution }) => problem !== '' || solution !== '')
          .map(({ id, name: service, problem, solution }) => ({ service: { id, name: service }, problem, solution })),
        teams: distinct(its.map(({ team }) => team.name)),
        divisions: distinct(its.map(({ division }) => division.name)),
        places: distinct(its.flatMap(({ places }) => places)),
      }
    })
    .sort((one, other) => other.services - one.services || other.units - one.units || (one.name < other.name ? -1 : 1))
}
