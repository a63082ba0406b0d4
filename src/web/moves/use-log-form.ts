import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { NewMove } from '../../domain/move.ts'
import { isAway } from '../shared/call.ts'
import { lastChoices, rememberChoices } from '../shared/last-choices.ts'
import { likelyPlace, type Side, sideFor } from '../shared/likely-place.ts'
import type { TypedMove } from '../shared/outbox/entry.ts'
import { endMending, useMending } from '../shared/outbox/mending.ts'
import type { Kept } from '../shared/outbox/outbox.ts'
import { outboxOf } from '../shared/outbox/own-outbox.ts'
import { useSession } from '../shared/session-query.ts'
import { useDayNow } from '../shared/use-day-now.ts'
import { useSettled } from '../shared/use-settled.ts'
import { knownServiceQuery } from './known-services.ts'
import { type LogDraft, type PlaceChoice, readDraft, readLevel } from './log-draft.ts'
import { effectQuery, type Logged, locationsQuery, serviceToLogQuery, useLogMoves, writingOf } from './moves-queries.ts'

/** As it is typed; `to` is undefined until the reader chose a place, so that the likely one may stand in. */
type Typed = Omit<LogDraft, 'to'> & { readonly to: PlaceChoice | undefined }

/**
 * Everything the form knows: what is typed, the service as the ledger has it, what logging would do, and the one write.
 * `services` are fixed when several were chosen in the table.
 */
export function useLogForm(services: readonly number[], asOf: CalendarDay | undefined) {
  const session = useSession()
  const dayNow = useDayNow()
  const [today] = useState(() => dayNow())
  const [remembered, setRemembered] = useState(lastChoices)
  const [chosen, setChosen] = useState<number | undefined>(services.length === 1 ? services[0] : undefined)
  const mending = useMending('move')
  const [typed, setTyped] = useState<Typed>(() => {
    if (mending !== undefined) return typedAnew(mending.what.draft)
    const first = firstDraft(remembered, today, asOf)
    // One amount for several services would be a guess about each of them.
    return services.length > 1 && first.kind === 'units' ? { ...first, kind: 'level' } : first
  })
  const [attempts, setAttempts] = useState(0)
  const entry = useRef<{ key: string; sent: string | undefined }>({ key: crypto.randomUUID(), sent: undefined })
  const sending = useRef(false)

  const several = services.length > 1
  const ids = several ? services : chosen === undefined ? [] : [chosen]
  const asked = useQuery({ ...serviceToLogQuery(chosen ?? 0), enabled: !several && chosen !== undefined })
  const isUnread = asked.data === undefined && isAway(asked.error)
  const onDevice = useQuery({ ...knownServiceQuery(chosen ?? 0), enabled: isUnread && chosen !== undefined })
  const service = isUnread && onDevice.data ? { data: onDevice.data, error: null } : asked
  const locations = useQuery(locationsQuery).data?.locations ?? []
  const day = typed.day

  const levelThen = service.data === undefined || day === null ? undefined : levelOn(service.data, day, today)
  const wanted = wantedSide(typed, levelThen)
  // A place is filled in only once the service is read, as its own places go before anybody's choice.
  const known = several || chosen === undefined || service.data !== undefined
  const likely =
    wanted === undefined || !known
      ? undefined
      : likelyPlace({ side: wanted, locations, likely: service.data?.likely, last: remembered.to })
  const draft: LogDraft = { ...typed, to: typed.to ?? (likely === undefined ? '' : `${likely}`) }

  const read = readDraft(draft, ids, session.programme.partsPerShownUnit)
  const settled = useSettled(JSON.stringify('moves' in read && (known || service.error !== null) ? read.moves : null))
  const settledMoves = JSON.parse(settled) as readonly NewMove[] | null
  const effect = useQuery({ ...effectQuery(settledMoves ?? []), enabled: settledMoves !== null })
  const current = 'moves' in read && settled === JSON.stringify(read.moves) && !effect.isPlaceholderData
  const nothing = current && effect.data?.moves.length === 0
  const log = useLogMoves()

  /** Sends what stands in the form, once. The key stays while the same is sent again, so that a lost answer costs nothing. */
  async function send(): Promise<Logged | Kept | undefined> {
    setAttempts((before) => before + 1)
    if (!('moves' in read) || sending.current) return undefined
    if (nothing) return undefined
    const body = JSON.stringify(read.moves)
    if (entry.current.sent !== undefined && entry.current.sent !== body) entry.current.key = crypto.randomUUID()
    entry.current.sent = body
    sending.current = true
    try {
      const what = { kind: 'move' as const, service: service.data?.name ?? '', services: ids, draft }
      const logged = await log.mutateAsync(writingOf(read.moves, entry.current.key, what))
      if (mending !== undefined) await outboxOf(mending.owner).discard(mending.id)
      endMending()
      entry.current = { key: crypto.randomUUID(), sent: undefined }
      const to = typed.to === undefined || typed.to === '' || typed.to === 'outside' ? remembered.to : Number(typed.to)
      const choices = { kind: typed.kind, to, day: typed.day, today }
      rememberChoices(choices)
      setRemembered(choices)
      return logged
    } catch {
      // The mutation holds the error, and the form shows it beside its field.
      return undefined
    } finally {
      sending.current = false
    }
  }

  return {
    session,
    today,
    several,
    chosen,
    ids,
    service,
    locations,
    draft,
    levelThen,
    wanted,
    faults: 'faults' in read ? read.faults : {},
    /** How often somebody tried to log this entry: what is missing is said from then on. */
    attempts,
    effect,
    /** The effect belongs to exactly what stands in the form. */
    current,
    /** It is already so: there is nothing to write. */
    nothing,
    sending: log.isPending,
    /** The server's no to what was sent; gone once something is changed. */
    denied: log.error,
    /** The server's no: to what was sent, else to what was tried. */
    refusal: log.error ?? ('moves' in read ? effect.error : null),
    choose: (id: number | undefined) => {
      setChosen(id)
      setAttempts(0)
      log.reset()
    },
    change: (change: Partial<Typed>) => {
      setTyped((before) => ({ ...before, ...change }))
      log.reset()
    },
    send,
    /** Another entry of the same kind, on the same day, to the same place. */
    next: () => {
      setChosen(undefined)
      setAttempts(0)
      setTyped((before) => ({ ...before, level: '100', amount: '', from: '', note: '' }))
    },
  }
}
export type LogForm = ReturnType<typeof useLogForm>

function firstDraft(
  remembered: ReturnType<typeof lastChoices>,
  today: CalendarDay,
  asOf: CalendarDay | undefined,
): Typed {
  const sameDay = remembered.today === today ? remembered.day : null
  return {
    kind: remembered.kind,
    level: '100',
    amount: '',
    from: '',
    to: undefined,
    day: asOf ?? sameDay ?? today,
    note: '',
  }
}

/** A place that was left to the form stays the form's to find. */
const typedAnew = (draft: TypedMove): Typed => ({ ...draft, to: draft.to === '' ? undefined : draft.to })

type History = readonly { readonly day: CalendarDay; readonly cloudLevel: number | null }[]

/** The level at the end of a day, from the points at which it changed. */
function levelOn(
  service: { history: History; cloudLevel: number | null },
  day: CalendarDay,
  today: CalendarDay,
): number | null {
  if (day >= today) return service.cloudLevel
  return service.history.findLast((point) => point.day <= day)?.cloudLevel ?? null
}

/** On which side the workload will run; undefined where any place will do. */
function wantedSide(typed: Typed, levelThen: number | null | undefined): Side | undefined {
  if (typed.kind === 'cutover') return 'cloud'
  if (typed.kind === 'units') return undefined
  const level = readLevel(typed.level)
  return 'fault' in level ? undefined : sideFor(level.value, levelThen ?? null)
}
