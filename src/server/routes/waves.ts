import type { Hono } from 'hono'
import { changeWave, changeWaveServices, createWave, listWaves, readWave, removeWave } from '../../contract/waves.ts'
import type { TeamsConcerned } from '../../domain/audit-actions.ts'
import type { NameOrId } from '../../domain/names.ts'
import type { Wave } from '../../domain/wave.ts'
import type { Queries } from '../database/tables.ts'
import { NotFound, Stale } from '../problems.ts'
import { type Surroundings, serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { type GraphDependency, inOrderOfNames, tiedServices } from '../storage/dependencies.ts'
import { findNamed, refuseTakenName } from '../storage/places.ts'
import { type StandingView, withStandings } from '../storage/service-filters.ts'
import { countServices, pageOfServices } from '../storage/services.ts'
import { servicesNamed } from '../storage/services-named.ts'
import {
  countWaves,
  deleteWave,
  insertWave,
  pageOfWaves,
  putIntoWave,
  servicesOfWave,
  takeOutOfWaves,
  updateWave,
  waveInView,
  waveRow,
  wavesOfServices,
  wouldStraddleAfter,
} from '../storage/waves.ts'
import { viewOf } from '../view.ts'

const mostStraddlingShown = 200
/** Names of an entry of the audit. */
const mostNamed = 500

const plan = { action: 'plan', perTeam: true } as const

/** Named groups of services that are planned to move together. */
export function waveRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listWaves, { action: 'read' }, async ({ query, queries, now }) => {
    const { q, limit, offset } = query
    const service = query.service === undefined ? undefined : (await findNamed(queries, 'service', query.service)).id
    return {
      waves: await pageOfWaves(queries, await standing(queries, query, now), { q, service, limit, offset }),
      total: await countWaves(queries, { q, service }),
      all: await countWaves(queries),
    }
  })

  serve(api, surroundings, readWave, { action: 'read' }, async ({ params, query, queries, now }) => {
    const view = await standing(queries, query, now)
    const wave = await existing(queries, view, params.id)
    const filters = { q: query.q, wave: wave.id }
    const { graph, left } = await wouldStraddleAfter(queries, view, wave.id)
    const nowOf = new Map(left.map(({ dependency, straddlesNow }) => [dependency, straddlesNow]))
    const shown = inOrderOfNames(
      graph,
      left.map(({ dependency }) => dependency),
    ).slice(0, mostStraddlingShown)
    return {
      wave,
      services: await pageOfServices(queries, view, filters, { sort: 'name', ...query }),
      total: (await countServices(queries, view, filters)).total,
      straddling: (await tiedServices(queries, graph, shown)).map((one, at) => ({
        ...one,
        straddlesNow: nowOf.get(shown[at] as GraphDependency) === true,
      })),
    }
  })

  serve(api, surroundings, createWave, plan, async ({ body, queries, seen, now, by, permit, permitNone }) => {
    await refuseTakenName(queries, 'wave', body.name)
    const services = await distinct(seen, body.services)
    for (const team of teamsOf(services)) permit(team)
    // A wave without services is a name, which whoever plans for any team may give.
    if (services.length === 0) permitNone()
    const { id, name } = await insertWave(queries, { name: body.name, description: body.description })
    const takenFrom = await takenFromOthers(seen, id, services)
    await putIntoWave(
      queries,
      id,
      services.map((service) => service.id),
    )
    const wave = await existing(seen, await standing(queries, {}, now), id)
    await audit(queries, by, {
      recordedAt: now,
      action: 'create-wave',
      subject: name,
      teams: whoseWave(services),
      after: { ...wave, services: namesOf(services), takenFrom },
    })
    return { wave, added: services.length, takenFrom, removed: 0, same: 0 }
  })

  serve(api, surroundings, changeWave, plan, async ({ params, body, queries, seen, now, ifMatch, by, ...asked }) => {
    const before = await waveRow(seen, params.id)
    if (!before) throw new NotFound(`Wave ${params.id}`)
    const services = await permitWave(queries, before.id, asked)
    const view = await standing(queries, {}, now)
    if (before.version !== ifMatch) throw new Stale(await existing(seen, view, before.id))
    if (body.name !== undefined) await refuseTakenName(queries, 'wave', body.name, before.id)
    const after = {
      ...before,
      name: body.name ?? before.name,
      description: body.description ?? before.description,
      version: before.version + 1,
    }
    await updateWave(queries, after)
    const said = ({ name, description }: typeof before) => ({ name, description })
    await audit(queries, by, {
      recordedAt: now,
      action: 'change-wave',
      subject: after.name,
      teams: whoseWave(services),
      before: said(before),
      after: said(after),
    })
    return existing(seen, view, before.id)
  })

  serve(api, surroundings, changeWaveServices, plan, async ({ params, body, queries, seen, now, by, permit }) => {
    const row = await waveRow(seen, params.id)
    if (!row) throw new NotFound(`Wave ${params.id}`)
    const [add, remove] = [await distinct(seen, body.add), await distinct(seen, body.remove)]
    for (const team of teamsOf([...add, ...remove])) permit(team)
    const waveOf = await wavesOfServices(
      seen,
      [...add, ...remove].map(({ id }) => id),
    )
    const staying = new Set(add.map(({ id }) => id))
    const isHere = ({ id }: NamedService): boolean => waveOf.get(id)?.id === row.id
    const added = add.filter((service) => !isHere(service))
    const removed = remove.filter((service) => isHere(service) && !staying.has(service.id))
    const takenFrom = await takenFromOthers(seen, row.id, added)
    const before = await servicesOfWave(queries, row.id)
    await takeOutOfWaves(
      queries,
      removed.map(({ id }) => id),
    )
    await putIntoWave(
      queries,
      row.id,
      added.map(({ id }) => id),
    )
    const after = await servicesOfWave(queries, row.id)
    if (added.length + removed.length > 0) {
      await audit(queries, by, {
        recordedAt: now,
        action: 'change-wave-services',
        subject: row.name,
        teams: before.length === 0 || after.length === 0 ? 'all' : [...teamsOf([...before, ...after])],
        before: { removed: namesOf(removed), takenFrom },
        after: { added: namesOf(added) },
      })
    }
    return {
      // Whoever took the last service of theirs out no longer sees it: it is answered as it stands for everybody's name.
      wave: await existing(seen, await standing(queries, {}, now), row.id, row),
      added: added.length,
      takenFrom,
      removed: removed.length,
      same: add.length + remove.length - added.length - removed.length,
    }
  })

  serve(api, surroundings, removeWave, plan, async ({ params, queries, seen, now, by, ...asked }) => {
    const row = await waveRow(seen, params.id)
    if (!row) throw new NotFound(`Wave ${params.id}`)
    const services = await permitWave(queries, row.id, asked)
    await deleteWave(queries, row.id)
    await audit(queries, by, {
      recordedAt: now,
      action: 'remove-wave',
      subject: row.name,
      teams: whoseWave(services),
      before: { name: row.name, description: row.description, services: namesOf(services) },
    })
    return { removed: { id: row.id, name: row.name, services: services.length } }
  })
}

interface NamedService {
  readonly id: number
  readonly name: string
  readonly team: number
}

/** Services of a request, each once. */
const distinct = async (queries: Queries, said: readonly NameOrId[]): Promise<NamedService[]> => [
  ...new Map((await servicesNamed(queries, said)).map((service) => [service.id, service])).values(),
]

const standing = async (queries: Queries, query: Parameters<typeof viewOf>[1], now: number): Promise<StandingView> =>
  withStandings(queries, await viewOf(queries, query, now))

/** The wave as it stands; `empty` is what is left to say of it for somebody who sees none of its services any more. */
async function existing(
  queries: Queries,
  view: StandingView,
  id: number,
  empty?: Pick<Wave, 'name' | 'description' | 'version'>,
): Promise<Wave> {
  const wave = await waveInView(queries, view, id)
  if (wave) return wave
  if (!empty) throw new NotFound(`Wave ${id}`)
  const { name, description, version } = empty
  const nothing = { services: 0, remaining: 0, units: { onPrem: 0, cloud: 0, total: 0 }, cloudLevel: null }
  return { id, name, description, version, ...nothing, wouldStraddle: 0 }
}

/** What concerns a wave as a whole concerns every team in it; one without services belongs to nobody. */
async function permitWave(
  queries: Queries,
  wave: number,
  { permit, permitNone }: { readonly permit: (team: number) => void; readonly permitNone: () => void },
) {
  const services = await servicesOfWave(queries, wave)
  for (const team of teamsOf(services)) permit(team)
  if (services.length === 0) permitNone()
  return services
}

/** Other waves that services are taken from, with how many. */
async function takenFromOthers(queries: Queries, wave: number, services: readonly NamedService[]) {
  const waves = await wavesOfServices(
    queries,
    services.map(({ id }) => id),
  )
  const counts = new Map<number, { wave: { id: number; name: string }; services: number }>()
  for (const from of waves.values()) {
    if (from.id === wave) continue
    counts.set(from.id, { wave: from, services: (counts.get(from.id)?.services ?? 0) + 1 })
  }
  return [...counts.values()]
}

/** A wave without services is seen by everybody. */
const whoseWave = (services: readonly { readonly team: number }[]): TeamsConcerned =>
  services.length === 0 ? 'all' : [...teamsOf(services)]

const teamsOf = (services: readonly { readonly team: number }[]): Set<number> =>
  new Set(services.map(({ team }) => team))

const namesOf = (services: readonly { readonly name: NameOrId }[]) =>
  services.slice(0, mostNamed).map(({ name }) => name)
