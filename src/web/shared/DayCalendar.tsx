import { parseDate } from '@internationalized/date'
import { Button } from 'react-aria-components/Button'
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from 'react-aria-components/Calendar'
import { Heading } from 'react-aria-components/Heading'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import './fields.css'
import { Icon } from './icons.tsx'
import { useMessages } from './messages/messages.tsx'

/** A month at a time; weeks start on Monday, as the programme's weeks do. */
export function DayCalendar(props: {
  value: CalendarDay | null
  today: CalendarDay
  minimum?: CalendarDay | undefined
  maximum?: CalendarDay | undefined
  autoFocus?: boolean
  onChange: (day: CalendarDay) => void
}) {
  const { common } = useMessages()
  return (
    <Calendar
      className="calendar"
      firstDayOfWeek="mon"
      autoFocus={props.autoFocus ?? true}
      value={props.value === null ? null : parseDate(props.value)}
      defaultFocusedValue={parseDate(props.value ?? props.today)}
      minValue={props.minimum === undefined ? null : parseDate(props.minimum)}
      maxValue={props.maximum === undefined ? null : parseDate(props.maximum)}
      onChange={(date) => props.onChange(date.toString() as CalendarDay)}
    >
      <header>
        <Button slot="previous" className="calendar-step" aria-label={common.previousMonth}>
          <Icon name="chevronLeft" />
        </Button>
        <Heading />
        <Button slot="next" className="calendar-step" aria-label={common.nextMonth}>
          <Icon name="chevronRight" />
        </Button>
      </header>
      <CalendarGrid weekdayStyle="short">
        <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
        <CalendarGridBody>{(date) => <CalendarCell date={date} className="calendar-day" />}</CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  )
}
