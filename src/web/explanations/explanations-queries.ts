import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { AnswerOf } from '../../contract/endpoint.ts'
import { explain, explainEntries, FigureName } from '../../contract/explanations.ts'
import { exportMoves } from '../../contract/exports.ts'
import type { feedbackGroupings } from '../../contract/feedback.ts'
import { listMoves } from '../../contract/moves.ts'
import type { Quantity } from '../../domain/forecast-backtest.ts'
import type { TableFormat } from '../../domain/table-format.ts'
import { call, fileOf } from '../shared/call.ts'
import type { Explained } from '../shared/explained.ts'
import { readToEnd, rowsAtOnce } from '../shared/read-to-end.ts'
import { queryOf, type View } from '../shared/view-search.ts'

type FeedbackGrouping = (typeof feedbackGroupings)[number]

export const isFigure = (figure: string): figure is FigureName => FigureName.safeParse(figure).success

/** The view of the page, narrowed to the row that was opened. */
function queryFor(of: Explained, view: View) {
  const { division, team, ...rest } = queryOf(view)
  const measure = of.measure ?? rest.measure
  // A team belongs to one division, so the narrower of the two is enough.
  const scope =
    of.team !== undefined
      ? { team: of.team }
      : of.division !== undefined
        ? { division: of.division, ...(team === undefined ? {} : { team }) }
        : { ...(division === undefined ? {} : { division }), ...(team === undefined ? {} : { team }) }
  return {
    ...rest,
    measure,
    ...scope,
    // The day of moves is none of the view's: it is which moves they are.
    ...(of.day === undefined || of.figure === 'moves' ? {} : { asOf: of.day }),
    ...(of.knownAt === undefined ? {} : { knownAt: of.knownAt }),
    ...(of.milestone === undefined ? {} : { milestone: of.milestone }),
    ...(of.since === undefined ? {} : { since: of.since }),
    ...(of.location === undefined ? {} : { location: of.location }),
    ...(of.quantity === undefined ? {} : { quantity: of.quantity as Quantity }),
    ...(of.horizon === undefined ? {} : { horizon: of.horizon }),
    ...(of.by === undefined ? {} : { by: of.by as FeedbackGrouping }),
    ...(of.group === undefined ? {} : { group: of.group }),
    ...(of.wave === undefined ? {} : { wave: of.wave }),
    ...(of.service === undefined ? {} : { service: of.service }),
    ...(of.cycle === undefined ? {} : { cycle: of.cycle }),
    ...(of.cloudService === undefined ? {} : { cloudService: of.cloudService }),
  }
}

export const explanationQuery = (figure: FigureName, of: Explained, view: View) => {
  const query = queryFor(of, view)
  return queryOptions({
    queryKey: ['explanation', figure, query],
    queryFn: ({ signal }) => call(explain, { params: { figure }, query, signal }),
    // Another figure must not show the words of the one before it.
    placeholderData: () => undefined,
  })
}

export type Entry = AnswerOf<typeof explainEntries>['entries'][number]

/** A handful to begin with; whole pages once somebody asks for all of them. */
export const firstEntries = 6
const entriesAPage = 200

export const entriesQuery = (figure: FigureName, of: Explained, view: View) => {
  const query = queryFor(of, view)
  return infiniteQueryOptions({
    queryKey: ['explanation', 'entries', figure, query],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call(explainEntries, {
        params: { figure },
        query: {
          ...query,
          limit: pageParam === '' ? firstEntries : entriesAPage,
          ...(pageParam === '' ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: () => undefined,
  })
}

/** All of them, for a file: as many requests as there are full pages. */
export const everyEntry = (figure: FigureName, of: Explained, view: View): Promise<Entry[]> =>
  readToEnd<Entry, string>('', async (cursor) => {
    const query = { ...queryFor(of, view), limit: rowsAtOnce, ...(cursor === '' ? {} : { cursor }) }
    const { entries, next } = await call(explainEntries, { params: { figure }, query })
    return { rows: entries, next }
  })

const askedBehind = (of: Explained, view: View) => {
  const { from = of.day, to = of.day } = of
  // Of one day and team it is that team's; within days it is whose figures the page shows.
  const { division, team } = of.day === undefined ? queryFor(of, view) : of
  return {
    ...(division === undefined ? {} : { division }),
    ...(team === undefined ? {} : { team }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(of.class === undefined ? {} : { class: of.class }),
    ...(view.knownAt === undefined ? {} : { knownAt: view.knownAt }),
  }
}

/** All of them, as the server writes them while it reads. */
export const movesBehindFile = (of: Explained, view: View, format: TableFormat): Promise<Blob> =>
  fileOf(exportMoves, { ...askedBehind(of, view), format })

export const movesBehindQuery = (of: Explained, view: View) => {
  const query = { ...askedBehind(of, view), limit: entriesAPage }
  return infiniteQueryOptions({
    queryKey: ['moves', 'behind', query],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call(listMoves, { query: pageParam === '' ? query : { ...query, cursor: pageParam }, signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: () => undefined,
  })
}

const askedSince = ({ knownAt, asOf, division, team }: View) => ({
  ...(knownAt === undefined ? {} : { recordedAfter: knownAt }),
  ...(asOf === undefined ? {} : { to: asOf }),
  ...(division === undefined ? {} : { division }),
  ...(team === undefined ? {} : { team }),
})

export const recordedSinceFile = (view: View, format: TableFormat): Promise<Blob> =>
  fileOf(exportMoves, { ...askedSince(view), format })

export const recordedSinceQuery = (view: View) => {
  const query = { ...askedSince(view), limit: entriesAPage }
  return infiniteQueryOptions({
    queryKey: ['moves', 'recorded-since', query],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call(listMoves, { query: pageParam === '' ? query : { ...query, cursor: pageParam }, signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: () => undefined,
  })
}
