import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { isCloud } from '../../domain/location.ts'
import type { NewMove } from '../../domain/move.ts'
import { Button } from '../shared/Button.tsx'
import { DayField } from '../shared/DayField.tsx'
import { KeyHint } from '../shared/KeyHint.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Segmented } from '../shared/Segmented.tsx'
import { SmallSelect } from '../shared/Select.tsx'
import { useSession } from '../shared/session-query.ts'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { useView, type View } from '../shared/view-search.ts'
import { useEffectWords } from './effect-words.ts'
import {
  locationsQuery,
  logPreviewQuery,
  type ServiceRead,
  serviceMovesQuery,
  useLogMove,
  useReverseMove,
} from './services-queries.ts'

const levels = ['0', '250', '500', '750', '1000'] as const
type LevelChoice = (typeof levels)[number]

/** The next move of the open service in one line: its level now, where to, since when. What it does is said before. */
export function QuickLog({ service, view }: { service: ServiceRead; view: View }) {
  const { services } = useMessages()
  const format = useFormat()
  const say = useToast()
  const problemWords = useProblemWords()
  const effectWords = useEffectWords()
  const { today } = useSession()
  const [, change] = useView()
  const [level, setLevel] = useState<LevelChoice | undefined>(undefined)
  const [chosenPlace, setChosenPlace] = useState<string | undefined>(undefined)
  const [day, setDay] = useState<CalendarDay | null>(view.asOf ?? today)
  const log = useLogMove()
  const reverse = useReverseMove()
  const writeKey = useWriteKey()

  const raising = level === undefined || Number(level) > (service.cloudLevel ?? 0)
  const places = usePlaces(service, view, raising)
  const place = places.find(({ id }) => String(id) === chosenPlace) ?? places[0]
  const body: NewMove | undefined =
    level === undefined || day === null
      ? undefined
      : { service: service.id, occurredOn: day, level: Number(level), ...(place === undefined ? {} : { to: place.id }) }
  const preview = useQuery(logPreviewQuery(body))
  const nothing = preview.data?.moves.length === 0

  const submit = () => {
    if (body === undefined || log.isPending || nothing) return
    log.mutate(
      { body, key: writeKey.keyFor(body) },
      {
        onSuccess: ({ moves, keptLevels }) => {
          writeKey.done()
          setLevel(undefined)
          const [move] = moves
          if (move === undefined || moves.length > 1 || keptLevels > 0) return say(services.logged)
          const undoKey = crypto.randomUUID()
          say(services.logged, () => {
            reverse
              .mutateAsync({ id: move.id, note: '', key: undoKey })
              .catch((error: unknown) => say(problemWords(error)))
          })
        },
      },
    )
  }
  const pressDigit = (event: KeyboardEvent) => {
    const chosen = levels[Number(event.key) - 1]
    if (chosen === undefined || event.metaKey || event.ctrlKey || event.altKey) return
    if ((event.target as HTMLElement).matches('input:not([type="radio"]), select')) return
    event.preventDefault()
    setLevel(chosen)
  }
  const refused = log.error ?? preview.error
  return (
    <form
      className="quick-log"
      aria-label={services.quickLog}
      onKeyDown={pressDigit}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="part-head">
        <h3>{services.quickLog}</h3>
        <button
          type="button"
          className="bare"
          aria-label={services.logMove}
          onClick={() => change({ log: String(service.id) })}
        >
          <KeyHint of="M" />
        </button>
      </div>
      <div className="quick-fields">
        <Segmented
          label={services.quickLevel}
          value={level}
          onChange={setLevel}
          segments={levels.map((value) => ({ value, label: format.level(Number(value)) }))}
        />
        <SmallSelect
          label={services.quickWhere}
          value={place === undefined ? undefined : String(place.id)}
          onChange={setChosenPlace}
          choices={places.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
        <div className="quick-day">
          <DayField
            label={services.quickDay}
            value={day}
            onChange={setDay}
            today={today}
            maximum={today}
            withCalendar={false}
          />
        </div>
        <Button
          type="submit"
          look="filled"
          busy={log.isPending}
          disabled={body === undefined || nothing || preview.error !== null}
        >
          {services.quickDo}
          <KeyHint of="Enter" />
        </Button>
      </div>
      {refused !== null && body !== undefined ? (
        <p className="field-error" role="alert">
          {problemWords(refused)}
        </p>
      ) : (
        <p className="caption" role="status">
          {body === undefined
            ? services.quickChoose
            : preview.data === undefined
              ? services.effectReading
              : effectWords(preview.data)}
        </p>
      )}
    </form>
  )
}

/** Where a level can lead: cloud when it rises, on-premises when it falls; first where this service was last. */
function usePlaces(service: ServiceRead, view: View, raising: boolean) {
  const locations = useQuery(locationsQuery).data?.locations ?? []
  const moves = useQuery(serviceMovesQuery(service.id, view, 1)).data?.moves ?? []
  const wanted = locations.filter(({ kind }) => isCloud(kind) === raising)
  const known = [
    ...service.balances.filter(({ units }) => units > 0).map(({ location }) => location.id),
    ...moves.flatMap(({ from, to }) => [to?.id, from?.id]),
  ]
  const rank = (id: number): number => {
    const at = known.indexOf(id)
    return at < 0 ? Number.MAX_SAFE_INTEGER : at
  }
  return wanted.toSorted((one, other) => rank(one.id) - rank(other.id))
}
