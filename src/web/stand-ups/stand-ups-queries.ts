import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
import type { AnswerOf, BodyOf } from '../../contract/endpoint.ts'
import { listLocations } from '../../contract/locations.ts'
import { listServices, readService } from '../../contract/services.ts'
import {
  type addAbsence,
  type addStandUpLine,
  type answerPromise,
  changeStandUpLine,
  readStandUp,
  readStandUpDigest,
  type removeAbsence,
  restoreLine,
  takeBackLine,
  undoAnswer,
} from '../../contract/stand-ups.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { ServiceState } from '../../domain/service.ts'
import { call } from '../shared/call.ts'
import { lastChoices } from '../shared/last-choices.ts'
import { likelyPlace, sideOf } from '../shared/likely-place.ts'
import { Kept } from '../shared/outbox/outbox.ts'
import { useSayKept, useWrite } from '../shared/outbox/use-write.ts'
import { useReadAgain } from '../shared/read-again.ts'
import { readToEnd, rowsAtOnce } from '../shared/read-to-end.ts'
import type { View } from '../shared/view-search.ts'
import { type DigestList, digestLists } from './digest-lists.ts'

export type StandUpRead = AnswerOf<typeof readStandUp>

export const standUpQuery = (team: string, day: CalendarDay | undefined) => {
  const query = { team, ...(day === undefined ? {} : { day }) }
  return queryOptions({
    queryKey: ['stand-ups', 'of', query],
    queryFn: ({ signal }) => call(readStandUp, { query, signal }),
  })
}

export type DigestRead = AnswerOf<typeof readStandUpDigest>

const digestOf = ({ asOf, division, team }: View) => ({
  ...(asOf === undefined ? {} : { day: asOf }),
  ...(division === undefined ? {} : { division }),
  ...(team === undefined ? {} : { team }),
})

/** The figures of a day, for a place that lists nothing. */
export const digestQuery = (view: View) => {
  const query = { limit: 1, ...digestOf(view) }
  return queryOptions({
    queryKey: ['stand-ups', 'digest', query],
    queryFn: ({ signal }) => call(readStandUpDigest, { query, signal }),
    placeholderData: keepPreviousData,
  })
}

const digestRows = 100

/** A day with its lists, which are read on together: the figures are those of the last page read, as the newest. */
export const digestListsQuery = (view: View) => {
  const query = { limit: digestRows, ...digestOf(view) }
  return infiniteQueryOptions({
    queryKey: ['stand-ups', 'digest', 'lists', query],
    queryFn: ({ signal, pageParam: offset }) => call(readStandUpDigest, { query: { ...query, offset }, signal }),
    initialPageParam: 0,
    getNextPageParam: (last, _, offset) =>
      digestLists.some((list) => last[list].length === digestRows) ? offset + digestRows : undefined,
    select: ({ pages }): DigestRead | undefined => {
      const newest = pages.at(-1)
      return newest && { ...newest, ...listsOf(pages) }
    },
    placeholderData: keepPreviousData,
  })
}

/** One list of a day, for a file. */
export const everyRowOf = <List extends DigestList>(view: View, list: List): Promise<DigestRead[List][number][]> =>
  readToEnd<DigestRead[List][number], number>(0, async (offset) => {
    const rows = (await call(readStandUpDigest, { query: { ...digestOf(view), limit: rowsAtOnce, offset } }))[list]
    return { rows, next: rows.length < rowsAtOnce ? null : offset + rowsAtOnce }
  })

const listsOf = (pages: readonly DigestRead[]) => ({
  promised: pages.flatMap(({ promised }) => promised),
  opened: pages.flatMap(({ opened }) => opened),
  escalated: pages.flatMap(({ escalated }) => escalated),
  silent: pages.flatMap(({ silent }) => silent),
})

/** Whoever speaks at a stand-up speaks of what still runs; what is retired is written out. */
const running = ServiceState.options.filter((state) => state !== 'retired').join(',')
const mostMeant = 8

/** Services by a part of their name, those of the team first; only those of the team while nothing is written. */
export const servicesMeantQuery = (q: string, team: string, enabled: boolean) => {
  const query = { limit: mostMeant, state: running, ...(q === '' ? {} : { q }) }
  return queryOptions({
    queryKey: ['services', 'for-stand-up', team, query],
    queryFn: async ({ signal }) => {
      const { services: own } = await call(listServices, { query: { ...query, team }, signal })
      if (q === '' || own.length >= mostMeant) return { q, services: own }
      const { services: all } = await call(listServices, { query, signal })
      const others = all.filter(({ id }) => own.every((one) => one.id !== id))
      return { q, services: [...own, ...others].slice(0, mostMeant) }
    },
    placeholderData: keepPreviousData,
    enabled,
  })
}

/**
 * Of the places among which the ledger asks to choose, the one where a service most probably went, by its name: the same that
 * any form for a move fills in. None where nothing tells.
 */
export const likelyPlaceQuery = (service: number, places: readonly string[]) =>
  queryOptions({
    queryKey: ['services', 'likely-place', service, places],
    queryFn: async ({ signal }) => {
      const [{ likely }, { locations }] = await Promise.all([
        call(readService, { params: { id: service }, signal }),
        call(listLocations, { signal }),
      ])
      const named = locations.filter(({ name }) => places.includes(name))
      const side = named[0] === undefined ? 'cloud' : sideOf(named[0].kind)
      const id = likelyPlace({ side, locations: named, likely, last: lastChoices().to })
      return { name: named.find((one) => one.id === id)?.name }
    },
  })

const aboutLine = { 'take-back': takeBackLine, restore: restoreLine, 'undo-answer': undoAnswer } as const

/** A write about one line that needs no more than its number; `text` says which line, for a list of what waits. */
function useLineWrite(kind: keyof typeof aboutLine) {
  const { mutateAsync, ...write } = useWrite<(typeof aboutLine)[typeof kind]>()
  const sayKept = useSayKept()
  return {
    ...write,
    /** Says itself where no answer came; `then` hears of the others. */
    act: ({ id, text }: { id: number; text: string }, then: () => void = () => {}) =>
      void mutateAsync({
        endpoint: aboutLine[kind],
        params: { id },
        body: {},
        key: crypto.randomUUID(),
        what: { kind, line: id, text },
      }).then(
        (answer) => (answer instanceof Kept ? sayKept(answer) : then()),
        // What was refused stands beside the line.
        () => {},
      ),
  }
}

export const useTakeBackLine = () => useLineWrite('take-back')
export const useRestoreLine = () => useLineWrite('restore')
export const useUndoAnswer = () => useLineWrite('undo-answer')

export const useAddLine = () => useWrite<typeof addStandUpLine>()

export function useChangeLine(id: number) {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ body, version }: { body: BodyOf<typeof changeStandUpLine>; version: number }) =>
      call(changeStandUpLine, { params: { id }, body, ifMatch: version }),
    onSuccess,
  })
}

export type AnswerBody = BodyOf<typeof answerPromise>

export const useAnswerPromise = () => useWrite<typeof answerPromise>()
export const useAddAbsence = () => useWrite<typeof addAbsence>()
export const useRemoveAbsence = () => useWrite<typeof removeAbsence>()
