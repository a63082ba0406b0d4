import type { Hono } from 'hono'
import { readCloudServices } from '../../contract/cloud-services.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { cloudServiceUse } from '../../domain/cloud-service-use.ts'
import { leastForAverage } from '../../domain/feedback.ts'
import type { Queries } from '../database/tables.ts'
import { BadInput } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import type { ServiceAt } from '../storage/services-at.ts'
import { usingServices } from '../storage/using-services.ts'
import type { View } from '../view.ts'
import { viewOf } from '../view.ts'

const mostRows = 200
const mostProblems = 20

export function cloudServiceRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readCloudServices, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const { inCloud, services } = await usingServices(queries, view)
    const uses = cloudServiceUse(services)
    return {
      measure: view.measure,
      unit: view.unit,
      asOf: view.asOf,
      inCloud,
      naming: services.length,
      leastForAverage,
      total: uses.length,
      rows: uses.slice(0, mostRows).map(({ problems, teams, divisions, places, ...use }) => ({
        ...use,
        problems: problems.slice(0, mostProblems),
        problemsMet: problems.filter(({ problem }) => problem !== '').length,
        problemsSolved: problems.filter(({ problem, solution }) => problem !== '' && solution !== '').length,
        teams: [...teams],
        divisions: [...divisions],
        places: [...places],
      })),
    }
  })
}

/** Services in cloud that name a cloud service, the latest first. */
export async function servicesUsing(queries: Queries, view: View, named: string | undefined): Promise<ServiceAt[]> {
  if (named === undefined) throw new BadInput({ cloudService: 'Say the use of what: name a cloud service.' })
  const wanted = named.toLowerCase()
  return (await usingServices(queries, view)).services
    .filter(({ cloudServices }) => cloudServices.some((one) => one.toLowerCase() === wanted))
    .map(({ id, name, team, units, since }) => ({
      day: since as CalendarDay,
      service: { id, name },
      team,
      amount: view.measure === 'services' ? 1 : units,
    }))
    .sort((one, other) => (one.day === other.day ? other.service.id - one.service.id : one.day < other.day ? 1 : -1))
}
