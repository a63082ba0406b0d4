import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useEffectEvent, useState } from 'react'
import { addDays, type CalendarDay, daysBetween, earlier, later } from '../../domain/calendar-day.ts'
import { cyclesQuery } from '../release-cycles/cycles-queries.ts'
import { Button, classes } from '../shared/Button.tsx'
import { useLookingBackMessages } from '../shared/messages/messages.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { useSession } from '../shared/session-query.ts'
import { useFormat } from '../shared/use-format.ts'
import { useAsOf } from './as-of.ts'
import './time-slider.css'

/** How often a page under a moving slider is asked for another day, in milliseconds. */
const pause = 120
/** A band as wide as this share of the whole has room for its number. */
const roomForNumber = 0.024

/** The programme's life from its first move to today, cycle by cycle: every page shows the day that is chosen on it. */
export function TimeSlider({ close }: { close?: () => void }) {
  const words = useLookingBackMessages().slider
  const format = useFormat()
  const { programme, firstMoveOn, today } = useSession()
  const { shown = today, past, known, asReported, show, report, backToNow } = useAsOf()
  const first = earlier(firstMoveOn ?? programme.baselineDay, today)
  const length = Math.max(1, daysBetween(first, today))
  const [moving, setMoving] = useMoving(shown, show)
  const day = moving ?? later(first, earlier(shown, today))
  const cycles = useQuery(cyclesQuery).data?.cycles ?? []
  const bands = cycles.filter((cycle) => cycle.lastDay >= first && cycle.firstDay <= today)
  const under = bands.find((cycle) => cycle.firstDay <= day && day <= cycle.lastDay)
  const shareOf = (on: CalendarDay) => daysBetween(first, on) / length
  const percent = (share: number) => `${100 * share}%`
  const move = (to: CalendarDay) => setMoving(later(first, earlier(to, today)))
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key]
    const page = { PageDown: -1, PageUp: 1 }[event.key]
    const days = page !== undefined ? page * programme.cycleDays : way !== undefined && event.shiftKey ? way * 7 : 0
    if (days === 0) return
    event.preventDefault()
    move(addDays(day, days))
  }

  return (
    <section className={classes('time-slider screen-only', close === undefined && 'in-panel')} aria-label={words.name}>
      <div className="time-slider-track">
        <div className="time-slider-bands" aria-hidden="true">
          {bands.map((cycle) => {
            const from = shareOf(later(cycle.firstDay, first))
            const width = shareOf(addDays(earlier(cycle.lastDay, today), 1)) - from
            return (
              <span
                key={cycle.number}
                className={cycle === under ? 'here' : cycle.number % 2 === 0 ? 'even' : undefined}
                style={{ insetInlineStart: percent(from), inlineSize: percent(Math.min(width, 1 - from)) }}
              >
                {width >= roomForNumber ? cycle.number : null}
              </span>
            )
          })}
        </div>
        <input
          type="range"
          min={0}
          max={length}
          step={1}
          value={daysBetween(first, day)}
          aria-label={words.day}
          aria-valuetext={
            under === undefined ? format.weekday(day) : words.dayOfCycle(format.weekday(day), String(under.number))
          }
          onKeyDown={onKeyDown}
          onChange={(event) => move(addDays(first, event.currentTarget.valueAsNumber))}
        />
        <div className="time-slider-ends" aria-hidden="true">
          <span>{format.day(first)}</span>
          <b className={past ? 'past' : undefined}>{format.weekday(day)}</b>
          <span>{words.today(format.day(today))}</span>
        </div>
      </div>
      <div className="time-slider-choice">
        <Segmented<'now' | 'then'>
          label={words.known}
          value={known === null ? 'now' : asReported ? 'then' : undefined}
          onChange={(choice) => report(choice === 'then')}
          segments={[
            { value: 'now', label: words.knownNow },
            { value: 'then', label: words.knownThen, disabled: !past },
          ]}
        />
        {/* Beside the top bar, which has it, there is no need for another. */}
        {close === undefined && (past || known !== null) ? (
          <Button onClick={backToNow}>{words.backToNow}</Button>
        ) : null}
        {close === undefined ? null : (
          <Button look="plain" onClick={close}>
            {words.close}
          </Button>
        )}
      </div>
    </section>
  )
}

/**
 * The day under a moving thumb is drawn at once, and asked for at most every moment: while the page is read the marks of the
 * day before stay.
 */
function useMoving(shown: CalendarDay, show: (day: CalendarDay) => void) {
  const [moving, setMoving] = useState<CalendarDay | undefined>(undefined)
  const ask = useEffectEvent(show)
  useEffect(() => {
    if (moving === undefined) return
    const timer = setTimeout(() => ask(moving), pause)
    return () => clearTimeout(timer)
  }, [moving])
  // The page has got there: from here on it says where the thumb is.
  if (moving === shown) setMoving(undefined)
  return [moving, setMoving] as const
}
