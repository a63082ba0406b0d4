import { useId } from 'react'
import { dayIn } from '../../domain/calendar-day.ts'
import { Zone } from '../../domain/programme.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'
import { TextField } from '../shared/TextField.tsx'
import { useFormat } from '../shared/use-format.ts'

export interface Where {
  /** '' where its days are the programme's. */
  readonly zone: string
  readonly region: string
}

/** Where a team works, which decides when its day ends. */
export function TeamWhere(props: {
  value: Where
  onChange: (where: Where) => void
  errors: Readonly<Record<string, string>>
}) {
  const { teams: words } = useMessages()
  const format = useFormat()
  const { now } = useSession()
  const zones = useId()
  const { value, onChange, errors } = props
  const zone = value.zone.trim()
  const instant = Temporal.Instant.from(now).epochMilliseconds
  return (
    <div className="team-days">
      <TextField
        optional
        label={words.zone}
        description={
          zone !== '' && Zone.safeParse(zone).success
            ? words.zoneNow(format.weekday(dayIn(zone, instant)), format.time(instant, zone))
            : words.zoneWords
        }
        list={zones}
        value={value.zone}
        onChange={(said) => onChange({ ...value, zone: said })}
        error={errors['zone']}
      />
      <datalist id={zones}>
        {['UTC', ...Intl.supportedValuesOf('timeZone')].map((known) => (
          <option key={known} value={known} />
        ))}
      </datalist>
      <TextField
        optional
        label={words.region}
        description={words.regionWords}
        value={value.region}
        onChange={(region) => onChange({ ...value, region })}
        maxLength={100}
        error={errors['region']}
      />
    </div>
  )
}
