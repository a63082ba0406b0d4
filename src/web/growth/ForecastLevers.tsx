import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Forecast as Answer } from '../../contract/forecast.ts'
import { addDays, type CalendarDay } from '../../domain/calendar-day.ts'
import { leastWeeks } from '../../domain/forecast-weeks.ts'
import { Button } from '../shared/Button.tsx'
import { useForecastMessages } from '../shared/messages/messages.tsx'
import { Section } from '../shared/Section.tsx'
import { Select } from '../shared/Select.tsx'
import { type TeamChoice, TeamField } from '../shared/TeamField.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { wavesToDropQuery } from './forecast-queries.ts'
import { asItIs, type ChosenLevers } from './forecast-search.ts'
import { WeekBars } from './WeekBars.tsx'

interface Props {
  readonly answer: Answer
  readonly levers: ChosenLevers
  readonly isChanged: boolean
  readonly view: View
  /** Weeks that the window holds, where there are fewer than it asks for. */
  readonly weeksShown: number
  readonly onChange: (changes: Partial<ChosenLevers>) => void
}

/** What the runs are made of, to be changed: the cone moves with each. */
export function ForecastLevers({ answer, levers, isChanged, view, weeksShown, onChange }: Props) {
  const words = useForecastMessages()
  return (
    <Section
      line={words.levers}
      heading={words.leversHeading}
      className="levers"
      controls={isChanged ? <Button onClick={() => onChange(asItIs)}>{words.reset}</Button> : undefined}
      foot={isChanged ? words.changed : undefined}
    >
      <WindowLever answer={answer} weeksShown={weeksShown} onChange={onChange} />
      <WeeksLever answer={answer} levers={levers} weeksShown={weeksShown} onChange={onChange} />
      <TeamsLever answer={answer} levers={levers} onChange={onChange} />
      <WavesLever answer={answer} levers={levers} view={view} onChange={onChange} />
    </Section>
  )
}

function WindowLever({ answer, weeksShown, onChange }: Pick<Props, 'answer' | 'weeksShown' | 'onChange'>) {
  const words = useForecastMessages()
  const id = useId()
  const most = Math.max(leastWeeks, answer.weeks.length)
  return (
    <div className="lever">
      <label htmlFor={id}>
        {words.window} <output htmlFor={id}>{words.weeks(weeksShown)}</output>
      </label>
      <input
        id={id}
        type="range"
        min={leastWeeks}
        max={most}
        step={1}
        value={weeksShown}
        aria-valuetext={words.weeks(weeksShown)}
        onChange={(event) => onChange({ window: Number(event.target.value) })}
      />
    </div>
  )
}

/** The weeks that stand out most are offered first: an outlier is what somebody comes to leave out. */
const weeksOffered = 12

function WeeksLever({
  answer,
  levers,
  weeksShown,
  onChange,
}: Pick<Props, 'answer' | 'levers' | 'weeksShown' | 'onChange'>) {
  const words = useForecastMessages()
  const format = useFormat()
  const { leftOut } = levers
  const weeks = answer.weeks.slice(-weeksShown)
  const nameOf = (day: CalendarDay) => format.dayRange(addDays(day, -6), day)
  const offered = weeks
    .filter(({ lastDay }) => !leftOut.includes(lastDay))
    .toSorted((one, other) => Math.abs(other.cloud) - Math.abs(one.cloud))
    .slice(0, weeksOffered)
  return (
    <div className="lever">
      <WeekBars weeks={weeks} leftOut={leftOut} />
      <Select
        label={words.weeksLabel}
        description={words.weeksHint}
        placeholder="–"
        value={undefined}
        choices={offered.map(({ lastDay, cloud }) => ({
          value: lastDay,
          label: words.week(nameOf(lastDay), format.signedMeasured(answer.measure, cloud)),
        }))}
        onChange={(day) => onChange({ leftOut: [...leftOut, day] })}
      />
      <Chosen
        all={leftOut.map((day) => ({ key: day, text: `${nameOf(day)}, ${words.leftOut}` }))}
        onTakeBack={(key) => onChange({ leftOut: leftOut.filter((day) => day !== key) })}
      />
    </div>
  )
}

function TeamsLever({ answer, levers, onChange }: Pick<Props, 'answer' | 'levers' | 'onChange'>) {
  const words = useForecastMessages()
  const [team, setTeam] = useState<TeamChoice | null>(null)
  const nameOf = (id: string) => answer.teams.find((one) => String(one.id) === id)?.name ?? id
  const choose = (list: 'stop' | 'onceMore') => {
    if (team === null) return
    const id = String(team.id)
    const other = list === 'stop' ? 'onceMore' : 'stop'
    onChange({ [list]: [...new Set([...levers[list], id])], [other]: levers[other].filter((one) => one !== id) })
    setTeam(null)
  }
  return (
    <div className="lever">
      <TeamField key={`${levers.stop} ${levers.onceMore}`} label={words.team} value={team} onChange={setTeam} />
      <div className="button-row">
        <Button disabled={team === null} onClick={() => choose('stop')}>
          {words.stops}
        </Button>
        <Button disabled={team === null} onClick={() => choose('onceMore')}>
          {words.onceMore}
        </Button>
      </div>
      <Chosen
        all={[
          ...levers.stop.map((id) => ({ key: `stop ${id}`, text: words.stopsChosen(nameOf(id)) })),
          ...levers.onceMore.map((id) => ({ key: `onceMore ${id}`, text: words.onceMoreChosen(nameOf(id)) })),
        ]}
        onTakeBack={(key) => {
          const [list, id] = key.split(' ') as ['stop' | 'onceMore', string]
          onChange({ [list]: levers[list].filter((one) => one !== id) })
        }}
      />
    </div>
  )
}

function WavesLever({ answer, levers, view, onChange }: Pick<Props, 'answer' | 'levers' | 'view' | 'onChange'>) {
  const words = useForecastMessages()
  const format = useFormat()
  const waves = useQuery(wavesToDropQuery(view)).data?.waves ?? []
  const { dropWaves } = levers
  const offered = waves.filter(({ id, remaining }) => remaining > 0 && !dropWaves.includes(String(id)))
  const textOf = (id: string) => {
    const dropped = answer.waves.find((wave) => String(wave.id) === id)
    return dropped === undefined
      ? (waves.find((wave) => String(wave.id) === id)?.name ?? id)
      : words.waveChosen(dropped.name, format.measured(answer.measure, dropped.staying))
  }
  if (offered.length === 0 && dropWaves.length === 0) return null
  return (
    <div className="lever">
      {offered.length === 0 ? null : (
        <Select
          label={words.waves}
          placeholder={words.chooseWave}
          value={undefined}
          choices={offered.map(({ id, name }) => ({ value: String(id), label: name }))}
          onChange={(id) => onChange({ dropWaves: [...dropWaves, id] })}
        />
      )}
      <Chosen
        all={dropWaves.map((id) => ({ key: id, text: textOf(id) }))}
        onTakeBack={(key) => onChange({ dropWaves: dropWaves.filter((id) => id !== key) })}
      />
    </div>
  )
}

function Chosen(props: { all: readonly { key: string; text: string }[]; onTakeBack: (key: string) => void }) {
  const words = useForecastMessages()
  if (props.all.length === 0) return null
  return (
    <ul className="levers-chosen">
      {props.all.map(({ key, text }) => (
        <li key={key}>
          <span>{text}</span>
          <button type="button" className="button plain" onClick={() => props.onTakeBack(key)}>
            {words.takeBack}
            <span className="unseen">{` ${text}`}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
