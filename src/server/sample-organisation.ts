import { day } from '../domain/calendar-day.ts'
import { localAdministrator } from '../domain/permissions.ts'
import type { ProgrammeChange } from '../domain/programme.ts'
import { type Api, createApi } from './api.ts'
import type { SampleOrganisation, Surroundings } from './serve.ts'
import { noonOf, sampleDay, setSampleDay } from './storage/sample-clock.ts'

/** The sample opens mid-flight: 25 days before the day on which the real programme had to be out of its old clusters. */
const sampleOpensOn = day('2024-07-07')

export const sampleProgramme: ProgrammeChange = {
  name: 'Kubernetes CI',
  unitName: 'milli-CPU requested',
  unitDefinition:
    'CPU that a CI job requests, summed over its containers, in thousandths of a core. A job that declares none counts as 250, the default of the old clusters.',
  shownUnit: 'cores',
  partsPerShownUnit: 1000,
  baselineDay: day('2020-07-05'),
  milestones: [5, 10, 20],
  targetMultiple: 20,
  targetDay: day('2024-08-01'),
  cycleAnchor: day('2020-04-27'),
  cycleDays: 56,
  zone: 'UTC',
}

export type SampleSurroundings = Omit<Surroundings, 'clock' | 'sample'> & { readonly sample: SampleOrganisation }

/** The sample's API, filled on its first opening. From the first advance on its clock lies in its own ledger. */
export const openSampleApi = async (around: SampleSurroundings): Promise<Api> => {
  const opened = { ...around, clock: { now: () => noonOf(sampleOpensOn) } }
  await fillSample(createApi({ ...opened, whoIsAsking: () => localAdministrator }), around.sample)
  // Said in its own ledger, so that the command line knows the sample too, and its day.
  await around.database.write(async (queries) => {
    if ((await sampleDay(queries)) === null) await setSampleDay(queries, sampleOpensOn)
  })
  return createApi(opened)
}

/** Fills an empty sample through the public API, as a person would: settings, then one import. Does nothing later on. */
const fillSample = async (api: Api, sample: SampleOrganisation): Promise<void> => {
  const { programme, counts } = (await ask(api, 'GET', 'session')) as {
    programme: { version: number }
    counts: { moves: number }
  }
  if (counts.moves > 0) return
  await ask(api, 'PATCH', 'programme', {
    body: JSON.stringify(sampleProgramme),
    headers: { 'content-type': 'application/json', 'if-match': `"${programme.version}"` },
  })
  const files = new FormData()
  files.set('moves', new File([await sample.movesBetween('', sampleOpensOn)], 'dated-moves.csv', { type: 'text/csv' }))
  files.set('locations', new File([await sample.locations()], 'locations.csv', { type: 'text/csv' }))
  await ask(api, 'POST', 'imports', { body: files, headers: { 'idempotency-key': `sample-${sampleOpensOn}` } })
  await setExitDay(api)
}

/** Nearly everything left runs in the cluster that was to be given up on the day the target is set for. */
const setExitDay = async (api: Api): Promise<void> => {
  const { locations } = (await ask(api, 'GET', 'locations')) as {
    locations: { id: number; name: string; version: number }[]
  }
  const old = locations.find(({ name }) => name === 'default')
  if (!old) return
  await ask(api, 'PATCH', `locations/${old.id}`, {
    body: JSON.stringify({ exitDay: sampleProgramme.targetDay }),
    headers: { 'content-type': 'application/json', 'if-match': `"${old.version}"` },
  })
}

const ask = async (api: Api, method: string, path: string, rest: RequestInit = {}): Promise<unknown> => {
  const answer = await api.fetch(new Request(`http://localhost/api/v1/${path}`, { method, ...rest }))
  const body: unknown = await answer.json()
  if (answer.ok) return body
  const { detail } = body as { detail?: string }
  throw new Error(`The sample organisation could not be filled (${method} ${path}: ${answer.status} ${detail ?? ''}).`)
}
