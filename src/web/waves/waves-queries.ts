import { queryOptions, useMutation } from '@tanstack/react-query'
import {
  importDependencies,
  listDependencies,
  readOrderOfMoves,
  readStraddleDebt,
  readStraddleSeries,
  removeDependencies,
  setDependencies,
} from '../../contract/dependencies.ts'
import type { AnswerOf } from '../../contract/endpoint.ts'
import { changeWave, changeWaveServices, createWave, listWaves, readWave, removeWave } from '../../contract/waves.ts'
import type { Service } from '../../domain/service.ts'
import type { Wave } from '../../domain/wave.ts'
import { call } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'
import { readAllRows } from '../shared/read-to-end.ts'
import { timesOf, type View } from '../shared/view-search.ts'

export type WaveRead = AnswerOf<typeof readWave>
export type DependenciesRead = AnswerOf<typeof listDependencies>
export type Order = AnswerOf<typeof readOrderOfMoves>
/** One move of it, and which of them it is: the first is 1. */
export type StepOfOrder = Order['moves'][number] & { readonly place: number }
export type Tied = DependenciesRead['dependencies'][number]

const nothing = (): undefined => undefined

/** Most waves one reading lists. */
const mostWaves = 500

export const wavesQuery = (view: Pick<View, 'asOf' | 'knownAt'>, q: string, limit = mostWaves) => {
  const query = { ...timesOf(view), limit, ...(q === '' ? {} : { q }) }
  return queryOptions({
    queryKey: ['waves', 'list', query],
    queryFn: ({ signal }) => call(listWaves, { query, signal }),
  })
}

/** All of them, for a file. */
export const everyWave = (view: Pick<View, 'asOf' | 'knownAt'>, q: string): Promise<Wave[]> =>
  readAllRows(async (part) => {
    const { waves, total } = await call(listWaves, {
      query: { ...timesOf(view), ...(q === '' ? {} : { q }), ...part },
    })
    return { rows: waves, total }
  })

/** The services of one, for a file. */
export const everyServiceOf = (id: number, view: Pick<View, 'asOf' | 'knownAt'>, q: string): Promise<Service[]> =>
  readAllRows(async (part) => {
    const query = { ...timesOf(view), ...(q === '' ? {} : { q }), ...part }
    const { services, total } = await call(readWave, { params: { id }, query })
    return { rows: services, total }
  })

const servicesAtOnce = 100

/** One wave; `pages` grows as the reader asks for more of its services. */
export const waveQuery = (id: number, view: Pick<View, 'asOf' | 'knownAt'>, q: string, pages: number) => {
  const query = { ...timesOf(view), limit: Math.min(500, servicesAtOnce * pages), ...(q === '' ? {} : { q }) }
  return queryOptions({
    queryKey: ['waves', 'one', id, query],
    queryFn: ({ signal }) => call(readWave, { params: { id }, query, signal }),
    // Another wave is no stand-in for this one.
    placeholderData: (before) => (before?.wave.id === id ? before : undefined),
  })
}

/** The wave a service is in, if any. */
export const waveOfQuery = (service: number) =>
  queryOptions({
    queryKey: ['waves', 'of', service],
    queryFn: ({ signal }) => call(listWaves, { query: { service: String(service), limit: 1 }, signal }),
    placeholderData: nothing,
  })

export const dependenciesOfQuery = (service: number, view: Pick<View, 'asOf' | 'knownAt'>) => {
  const query = { service: String(service), limit: 200, ...timesOf(view) }
  return queryOptions({
    queryKey: ['dependencies', 'of', query],
    queryFn: ({ signal }) => call(listDependencies, { query, signal }),
    placeholderData: nothing,
  })
}

/** Whose dependencies, as of when. */
const scopeOf = (view: View) => ({
  ...timesOf(view),
  ...(view.division === undefined ? {} : { division: view.division }),
  ...(view.team === undefined ? {} : { team: view.team }),
})

/** As many as can be read in a drawing. */
export const mostDrawn = 300

export interface DependenciesWanted {
  readonly q: string
  readonly straddling: boolean
}

const askedFor = (view: View, { q, straddling }: DependenciesWanted) => ({
  ...scopeOf(view),
  straddling,
  ...(q === '' ? {} : { q }),
})

export const dependenciesQuery = (view: View, wanted: DependenciesWanted) => {
  const query = { ...askedFor(view, wanted), limit: mostDrawn }
  return queryOptions({
    queryKey: ['dependencies', 'list', query],
    queryFn: ({ signal }) => call(listDependencies, { query, signal }),
  })
}

/** All of them, also those that are too many to draw, for a file. */
export const everyDependency = (view: View, wanted: DependenciesWanted): Promise<Tied[]> =>
  readAllRows(async (part) => {
    const { dependencies, total } = await call(listDependencies, { query: { ...askedFor(view, wanted), ...part } })
    return { rows: dependencies, total }
  })

export const straddleDebtQuery = (view: View) => {
  const query = scopeOf(view)
  return queryOptions({
    queryKey: ['dependencies', 'debt', query],
    queryFn: ({ signal }) => call(readStraddleDebt, { query, signal }),
  })
}

export const straddleSeriesQuery = (view: View, interval: 'week' | 'cycle') => {
  const query = { ...scopeOf(view), interval }
  return queryOptions({
    queryKey: ['dependencies', 'series', query],
    queryFn: ({ signal }) => call(readStraddleSeries, { query, signal }),
  })
}

export const orderOfMovesQuery = (view: View, limit: number) => {
  const query = { ...scopeOf(view), limit }
  return queryOptions({
    queryKey: ['dependencies', 'order', query],
    queryFn: ({ signal }) => call(readOrderOfMoves, { query, signal }),
  })
}

/** All of it, for a file. */
export async function everyStep(view: View): Promise<StepOfOrder[]> {
  const moves = await readAllRows(async (part) => {
    const { moves, total } = await call(readOrderOfMoves, { query: { ...scopeOf(view), ...part } })
    return { rows: moves, total }
  })
  return moves.map((move, at) => ({ ...move, place: at + 1 }))
}

export function useCreateWave() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ body, key }: { body: { name: string; description: string; services?: number[] }; key: string }) =>
      call(createWave, { body, idempotencyKey: key }),
    onSuccess,
  })
}

export function useChangeWave(id: number) {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ body, version }: { body: { name: string; description: string }; version: number }) =>
      call(changeWave, { params: { id }, body, ifMatch: version }),
    onSuccess,
  })
}

export function useChangeWaveServices() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({
      id,
      body,
      key,
    }: {
      id: number
      body: { add?: (string | number)[]; remove?: number[] }
      key: string
    }) => call(changeWaveServices, { params: { id }, body, idempotencyKey: key }),
    onSuccess,
  })
}

export function useRemoveWave() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ id, key }: { id: number; key: string }) =>
      call(removeWave, { params: { id }, body: {}, idempotencyKey: key }),
    onSuccess,
  })
}

interface TiedPair {
  readonly service: number
  readonly dependsOn: number
}

export function useSetDependencies() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ dependencies, key }: { dependencies: readonly (TiedPair & { kind?: string })[]; key: string }) =>
      call(setDependencies, { body: { dependencies: [...dependencies] }, idempotencyKey: key }),
    onSuccess,
  })
}

export function useRemoveDependencies() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ dependencies, key }: { dependencies: readonly TiedPair[]; key: string }) =>
      call(removeDependencies, { body: { dependencies: [...dependencies] }, idempotencyKey: key }),
    onSuccess,
  })
}

interface ImportRequest {
  readonly file: File
  readonly skipRefused: boolean
  readonly key: string
}

const send = ({ file, skipRefused, key }: ImportRequest, dryRun: boolean) =>
  call(importDependencies, { body: { dependencies: file }, query: { dryRun, skipRefused }, idempotencyKey: key })

/** Judges every row and writes nothing. */
export const usePreviewDependencies = () => useMutation({ mutationFn: (request: ImportRequest) => send(request, true) })

export function useImportDependencies() {
  const onSuccess = useReadAgain()
  return useMutation({ mutationFn: (request: ImportRequest) => send(request, false), onSuccess })
}
