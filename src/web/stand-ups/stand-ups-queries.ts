import { keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
import type { AnswerOf, BodyOf } from '../../contract/endpoint.ts'
import { listServices } from '../../contract/services.ts'
import {
  addAbsence,
  addStandUpLine,
  answerPromise,
  changeStandUpLine,
  readStandUp,
  readStandUpDigest,
  removeAbsence,
  restoreLine,
  takeBackLine,
  undoAnswer,
} from '../../contract/stand-ups.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { call } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'
import type { View } from '../shared/view-search.ts'

export type StandUpRead = AnswerOf<typeof readStandUp>

export const standUpQuery = (team: string, day: CalendarDay | undefined) => {
  const query = { team, ...(day === undefined ? {} : { day }) }
  return queryOptions({
    queryKey: ['stand-ups', 'of', query],
    queryFn: ({ signal }) => call(readStandUp, { query, signal }),
  })
}

export type DigestRead = AnswerOf<typeof readStandUpDigest>

export const digestQuery = ({ asOf, division, team }: View, limit: number) => {
  const query = {
    limit,
    ...(asOf === undefined ? {} : { day: asOf }),
    ...(division === undefined ? {} : { division }),
    ...(team === undefined ? {} : { team }),
  }
  return queryOptions({
    queryKey: ['stand-ups', 'digest', query],
    queryFn: ({ signal }) => call(readStandUpDigest, { query, signal }),
    placeholderData: keepPreviousData,
  })
}

/** Services by a part of their name; of the team itself while nothing is written. */
export const servicesMeantQuery = (q: string, team: string, enabled: boolean) => {
  const query = { limit: 8, ...(q === '' ? { team } : { q }) }
  return queryOptions({
    queryKey: ['services', 'for-stand-up', query],
    queryFn: ({ signal }) => call(listServices, { query, signal }),
    placeholderData: keepPreviousData,
    enabled,
  })
}

/** A write about one line that needs no more than its number. */
function useLineWrite(endpoint: typeof takeBackLine | typeof restoreLine | typeof undoAnswer) {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: (id: number) => call(endpoint, { params: { id }, body: {}, idempotencyKey: crypto.randomUUID() }),
    onSuccess,
  })
}

export const useTakeBackLine = () => useLineWrite(takeBackLine)
export const useRestoreLine = () => useLineWrite(restoreLine)
export const useUndoAnswer = () => useLineWrite(undoAnswer)

export function useAddLine() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ body, key }: { body: BodyOf<typeof addStandUpLine>; key: string }) =>
      call(addStandUpLine, { body, idempotencyKey: key }),
    onSuccess,
  })
}

export function useChangeLine(id: number) {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ body, version }: { body: BodyOf<typeof changeStandUpLine>; version: number }) =>
      call(changeStandUpLine, { params: { id }, body, ifMatch: version }),
    onSuccess,
  })
}

export type AnswerBody = BodyOf<typeof answerPromise>

export function useAnswerPromise(id: number) {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ body, key }: { body: AnswerBody; key: string }) =>
      call(answerPromise, { params: { id }, body, idempotencyKey: key }),
    onSuccess,
  })
}

export function useAddAbsence() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ body, key }: { body: BodyOf<typeof addAbsence>; key: string }) =>
      call(addAbsence, { body, idempotencyKey: key }),
    onSuccess,
  })
}

export function useRemoveAbsence() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ id, key }: { id: number; key: string }) =>
      call(removeAbsence, { params: { id }, body: {}, idempotencyKey: key }),
    onSuccess,
  })
}
