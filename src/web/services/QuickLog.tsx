import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { NewMove } from '../../domain/move.ts'
import { Button } from '../shared/Button.tsx'
import { DayField } from '../shared/DayField.tsx'
import { KeyHint } from '../shared/KeyHint.tsx'
import { useShortcut } from '../shared/keys.tsx'
import { lastChoices, rememberChoices } from '../shared/last-choices.ts'
import { likelyPlace, sideFor, sideOf } from '../shared/likely-place.ts'
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
import { locationsQuery, logPreviewQuery, type ServiceRead, useLogMove, useReverseMove } from './services-queries.ts'

const levels = ['0', '250', '500', '750', '1000'] as const
type LevelChoice = (typeof levels)[number]

/** The next move of the open service in one line: its level now, where to, since when. What it does is said before. */
export function QuickLog({ service, view, byKey }: { service: ServiceRead; view: View; byKey: boolean }) {
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

  const [asking, setAsking] = useState(false)
  const wherePlace = useRef<HTMLSelectElement>(null)
  const words = useId()
  const form = useRef<HTMLFormElement>(null)

  const side = level === undefined ? 'cloud' : sideFor(Number(level), service.cloudLevel)
  const locations = useQuery(locationsQuery).data?.locations ?? []
  const places = locations.filter(({ kind }) => sideOf(kind) === side)
  const likely = likelyPlace({ side, locations, likely: service.likely, last: lastChoices().to })
  const place = places.find(({ id }) => String(id) === chosenPlace) ?? places.find(({ id }) => id === likely)
  const body: NewMove | undefined =
    level === undefined || day === null
      ? undefined
      : { service: service.id, occurredOn: day, level: Number(level), ...(place === undefined ? {} : { to: place.id }) }
  const preview = useQuery(logPreviewQuery(body))
  const nothing = preview.data?.moves.length === 0

  // Nothing tells where it goes: a question, which turns red only when somebody logs without an answer.
  const missingPlace = level !== undefined && place === undefined && places.length > 1
  const resting = body === undefined || nothing || (preview.error !== null && !missingPlace)

  const submit = () => {
    if (body === undefined || log.isPending || resting) return
    if (missingPlace) {
      setAsking(true)
      wherePlace.current?.focus()
      return
    }
    if (chosenPlace !== undefined) rememberChoices({ ...lastChoices(), to: Number(chosenPlace) })
    log.mutate(
      { body, key: writeKey.keyFor(body) },
      {
        onSuccess: ({ moves, keptLevels }) => {
          writeKey.done()
          setLevel(undefined)
          setAsking(false)
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
  // The form that stands there is the one that M is about.
  useShortcut(
    'M',
    () => form.current?.querySelector<HTMLElement>('input[type="radio"]:checked, input[type="radio"]')?.focus(),
    services.quickLog,
    { enabled: byKey },
  )
  const pressDigit = (event: KeyboardEvent) => {
    const chosen = levels[Number(event.key) - 1]
    if (chosen === undefined || event.metaKey || event.ctrlKey || event.altKey) return
    if ((event.target as HTMLElement).matches('input:not([type="radio"]), select')) return
    event.preventDefault()
    setLevel(chosen)
    // The ring goes where the key led, so that the arrows go on from there.
    form.current?.querySelector<HTMLElement>(`input[value="${chosen}"]`)?.focus()
  }
  const refused = log.error ?? preview.error
  return (
    <form
      ref={form}
      className="quick-log"
      aria-label={services.quickLog}
      onKeyDown={pressDigit}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="part-head">
        <h3>
          {services.quickLog} {byKey ? <KeyHint of="M" /> : null}
        </h3>
        <Button look="plain" onClick={() => change({ log: String(service.id) })}>
          {services.allFields}
        </Button>
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
          ref={wherePlace}
          invalid={asking && missingPlace}
          placeholder={services.quickWhere}
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
        <Button type="submit" look="filled" busy={log.isPending} resting={resting} aria-describedby={words}>
          {services.quickDo}
          <KeyHint of="Enter" />
        </Button>
      </div>
      {missingPlace ? (
        <p id={words} className={asking ? 'field-error' : 'caption'} role={asking ? 'alert' : 'status'}>
          {services.quickPlace}
        </p>
      ) : refused !== null && body !== undefined ? (
        <p id={words} className="field-error" role="alert">
          {problemWords(refused)}
        </p>
      ) : (
        <p id={words} className="caption" role="status">
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
