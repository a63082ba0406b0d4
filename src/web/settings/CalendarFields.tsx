import { useId } from 'react'
import { dayIn } from '../../domain/calendar-day.ts'
import { Zone } from '../../domain/programme.ts'
import { cycleOn } from '../../domain/release-cycles.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { NumberField } from '../shared/NumberField.tsx'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { TextField } from '../shared/TextField.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { ProgrammeFieldsProps } from './ProgrammeForm.tsx'
import type { ProgrammeDraft } from './programme-draft.ts'
import { SettingDay } from './SettingDay.tsx'

/** The eight weeks that all teams share, and the zone that says when a day ends. */
export function CalendarFields({ draft, change, errorOf }: ProgrammeFieldsProps) {
  const { settings } = useMessages()
  const format = useFormat()
  const { today, now } = useSession()
  const zones = useId()
  const zone = draft.zone.trim()
  return (
    <Section line={settings.calendarLine} heading={settings.calendar}>
      <div className="setting-fields">
        <SettingDay
          label={settings.cycleAnchor}
          description={<CycleWords draft={draft} />}
          name="cycleAnchor"
          today={today}
          value={draft.cycleAnchor}
          onChange={(cycleAnchor) => change({ cycleAnchor })}
          error={errorOf('cycleAnchor')}
        />
        <NumberField
          label={settings.cycleDays}
          suffix={settings.cycleDaysSuffix(draft.cycleDays ?? 0)}
          name="cycleDays"
          minimum={1}
          maximum={366}
          step={7}
          value={draft.cycleDays}
          onChange={(cycleDays) => change({ cycleDays })}
          error={errorOf('cycleDays')}
        />
        <TextField
          label={settings.zone}
          description={
            Zone.safeParse(zone).success
              ? settings.zoneWords(format.weekday(dayIn(zone, Temporal.Instant.from(now).epochMilliseconds)))
              : undefined
          }
          name="zone"
          list={zones}
          value={draft.zone}
          onChange={(said) => change({ zone: said })}
          error={errorOf('zone')}
        />
        <datalist id={zones}>
          {['UTC', ...Intl.supportedValuesOf('timeZone')].map((known) => (
            <option key={known} value={known} />
          ))}
        </datalist>
        <SettingDay
          optional
          label={settings.firstDay}
          description={settings.firstDayWords}
          name="firstDay"
          today={today}
          value={draft.firstDay}
          onChange={(firstDay) => change({ firstDay })}
          error={errorOf('firstDay')}
        />
        <NumberField
          label={settings.escalationDays}
          description={settings.escalationDaysWords}
          suffix={settings.cycleDaysSuffix(draft.escalationDays ?? 0)}
          name="escalationDays"
          minimum={1}
          maximum={365}
          value={draft.escalationDays}
          onChange={(escalationDays) => change({ escalationDays })}
          error={errorOf('escalationDays')}
        />
      </div>
    </Section>
  )
}

/** Which cycle today would lie in, as the fields stand. */
function CycleWords({ draft }: { draft: ProgrammeDraft }) {
  const { settings } = useMessages()
  const format = useFormat()
  const { today } = useSession()
  const { cycleAnchor, cycleDays } = draft
  if (cycleAnchor === null || cycleAnchor === 'unreadable' || cycleDays === null || cycleDays < 1) return null
  const cycle = cycleOn({ cycleAnchor, cycleDays }, today)
  return cycle === null
    ? settings.cycleBefore
    : settings.cycleNow(cycle.number, format.dayRange(cycle.firstDay, cycle.lastDay))
}
