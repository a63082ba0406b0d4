import { addDays, type CalendarDay } from '../../domain/calendar-day.ts'
import { Button } from '../shared/Button.tsx'
import { Icon } from '../shared/icons.tsx'
import { useStandUpMessages } from '../shared/messages/messages.tsx'

/** A day back, a day on, and today, which is said by naming no day. */
export function DayStepper(props: {
  day: CalendarDay
  today: CalendarDay
  onDay: (day: CalendarDay | undefined) => void
}) {
  const words = useStandUpMessages()
  const { day, today, onDay } = props
  const isToday = day >= today
  return (
    <div className="button-row">
      <Button aria-label={words.dayBack} onClick={() => onDay(addDays(day, -1))}>
        <Icon name="chevronLeft" />
      </Button>
      <Button
        aria-label={words.dayOn}
        disabled={isToday}
        onClick={() => {
          const next = addDays(day, 1)
          onDay(next >= today ? undefined : next)
        }}
      >
        <Icon name="chevronRight" />
      </Button>
      {isToday ? null : <Button onClick={() => onDay(undefined)}>{words.today}</Button>}
    </div>
  )
}
