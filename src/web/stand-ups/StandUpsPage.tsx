import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import * as z from 'zod/mini'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { type StandUpLine, StandUpTime } from '../../domain/stand-up.ts'
import { ProblemError } from '../shared/call.ts'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { useStandUpMessages } from '../shared/messages/messages.tsx'
import { Section } from '../shared/Section.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { useSession } from '../shared/session-query.ts'
import { EmptyState, ErrorState, Reading, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import { TeamField } from '../shared/TeamField.tsx'
import { teamsFoundQuery } from '../shared/teams-found-query.ts'
import { UnusableLink } from '../shared/UnusableLink.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { usePageSearch, ViewSearch } from '../shared/view-search.ts'
import '../shared/fields.css'
import '../shared/overlays.css'
import './stand-ups.css'
import { DayStepper } from './DayStepper.tsx'
import { useLineColumns } from './digest-columns.ts'
import { digestLists } from './digest-lists.ts'
import { HandOvers } from './HandOvers.tsx'
import { KeptLines } from './KeptLines.tsx'
import { LineBox } from './LineBox.tsx'
import { lastTeam, rememberTeam } from './last-team.ts'
import { PeopleHeard } from './PeopleHeard.tsx'
import { Promises } from './Promises.tsx'
import { StandUpLines } from './StandUpLines.tsx'
import { type StandUpRead, standUpQuery } from './stand-ups-queries.ts'

const DigestPage = lazy(async () => ({ default: (await import('./DigestPage.tsx')).DigestPage }))

const StandUpsSearch = z.object({
  ...ViewSearch.shape,
  /** Whose stand-up; of its own, so that choosing one filters no other screen. */
  of: z.catch(z.optional(z.string().check(z.minLength(1), z.maxLength(200))), undefined),
  time: z.catch(z.optional(StandUpTime), undefined),
  /** The day of all teams, and what of it is told in full. */
  show: z.catch(z.optional(z.literal('digest')), undefined),
  list: z.catch(z.optional(z.enum(digestLists)), undefined),
})

const sharedKeys = Object.keys(ViewSearch.shape)

/** The morning promises, the evening proves. */
export function StandUpsPage() {
  const words = useStandUpMessages()
  const [search, change] = usePageSearch(StandUpsSearch)
  const session = useSession()
  const { data: found } = useQuery(teamsFoundQuery(''))
  const only = found?.total === 1 ? found.teams[0]?.name : undefined
  const team = search.of ?? search.team ?? lastTeam() ?? session.teams[0]?.name ?? only
  const choose = (name: string) => {
    rememberTeam(name)
    change({ of: name, time: undefined })
  }
  const isDigest = search.show === 'digest'
  return (
    <div className="stand-ups-page">
      <UnusableLink schema={StandUpsSearch} except={sharedKeys} />
      <Segmented
        label={words.whose}
        className="stand-ups-whose screen-only"
        segments={(['team', 'digest'] as const).map((value) => ({ value, label: words.whoseOf[value] }))}
        value={isDigest ? 'digest' : 'team'}
        onChange={(value) => change({ show: value === 'digest' ? value : undefined, list: undefined })}
      />
      {isDigest ? (
        <Suspense
          fallback={
            <Reading>
              <Skeleton height={240} />
            </Reading>
          }
        >
          <DigestPage
            view={search}
            list={search.list}
            onDay={(asOf) => change({ asOf })}
            onList={(list) => change({ list }, { replace: true })}
          />
        </Suspense>
      ) : team === undefined ? (
        <EmptyState heading={words.chooseTeam} actions={<TeamChooser team={undefined} onChoose={choose} />}>
          {words.chooseTeamWords}
        </EmptyState>
      ) : (
        <StandUpOf
          key={team}
          team={team}
          day={search.asOf}
          time={search.time}
          onTeam={choose}
          onDay={(asOf) => change({ asOf, time: undefined })}
          onTime={(time) => change({ time }, { replace: true })}
        />
      )}
    </div>
  )
}

function TeamChooser({ team, onChoose }: { team: StandUpRead['team'] | undefined; onChoose: (name: string) => void }) {
  const words = useStandUpMessages()
  const [chosen, setChosen] = useState(team === undefined ? null : { id: team.id, name: team.name })
  return (
    <TeamField
      label={words.team}
      value={chosen}
      onChange={(next) => {
        setChosen(next)
        if (next !== null && next.id !== team?.id) onChoose(next.name)
      }}
    />
  )
}

interface Props {
  team: string
  /** The team's today where none is said. */
  day: CalendarDay | undefined
  time: StandUpTime | undefined
  onTeam: (name: string) => void
  onDay: (day: CalendarDay | undefined) => void
  onTime: (time: StandUpTime) => void
}

function StandUpOf({ team, day, time, onTeam, onDay, onTime }: Props) {
  const words = useStandUpMessages()
  const format = useFormat()
  const query = useQuery(standUpQuery(team, day))
  const standUp = query.data
  const columns = useLineColumns()
  if (standUp === undefined) {
    if (query.error === null)
      return (
        <Reading>
          <Skeleton height={240} />
        </Reading>
      )
    // A team that was renamed, or is not seen any more: another one can be chosen at once.
    const isGone = query.error instanceof ProblemError && query.error.problem.code === 'unknown-team'
    return (
      <>
        {isGone ? <TeamChooser team={undefined} onChoose={onTeam} /> : null}
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </>
    )
  }
  const { today, cycle } = standUp
  const lines = [...standUp.open, ...standUp.lines]
  const isToday = standUp.day === today
  const shownTime = time ?? (isToday ? standUp.time : 'evening')
  return (
    <>
      <div className="stand-up-choice screen-only">
        <TeamChooser key={standUp.team.id} team={standUp.team} onChoose={onTeam} />
        <DayStepper day={standUp.day} today={today} onDay={onDay} />
      </div>
      <Section
        line={words.line(standUp.team.name, cycle, standUp.team.zone)}
        heading={words.heading(format.weekday(standUp.day), shownTime)}
        controls={
          <>
            <Segmented
              label={words.which}
              segments={(['morning', 'evening'] as const).map((value) => ({ value, label: words.times[value] }))}
              value={shownTime}
              onChange={onTime}
            />
            {lines.length === 0 ? null : (
              <SaveList
                name={words.line(standUp.team.name, cycle, standUp.team.zone)}
                file={`stand-up-${standUp.team.id}`}
                day={standUp.day}
                columns={columns}
                rows={async () => lines}
              />
            )}
          </>
        }
        foot={cycle === null ? undefined : words.cycleKept(cycle.number, cycle.promises)}
      >
        <ReadingBar reading={query.isFetching && query.isPlaceholderData} />
        <StaleNotice query={query} />
        {shownTime === 'morning' ? <Morning standUp={standUp} /> : <Evening standUp={standUp} />}
      </Section>
      <HandOvers standUp={standUp} />
      <PeopleHeard standUp={standUp} time={shownTime} />
    </>
  )
}

const said = (standUp: StandUpRead, time: StandUpTime): StandUpLine[] =>
  standUp.lines.filter((line) => line.time === time)

function Morning({ standUp }: { standUp: StandUpRead }) {
  const words = useStandUpMessages()
  const maySay = useMay()('stand-up', standUp.team.id)
  const { sample } = useSession()
  const lines = said(standUp, 'morning')
  return (
    <>
      {maySay ? <LineBox standUp={standUp} time="morning" /> : null}
      <KeptLines standUp={standUp} time="morning" />
      {lines.length === 0 ? (
        <EmptyState heading={words.noMorning}>{sample ? words.noneInSample : words.noMorningWords}</EmptyState>
      ) : (
        <StandUpLines lines={lines} label={words.times.morning} />
      )}
    </>
  )
}

function Evening({ standUp }: { standUp: StandUpRead }) {
  const words = useStandUpMessages()
  const maySay = useMay()('stand-up', standUp.team.id)
  const { sample } = useSession()
  const received = standUp.handOvers.received.flatMap((one) => one.lines)
  const ours = [...standUp.open, ...standUp.lines.filter(({ kind }) => kind === 'promise')]
  const isOursEmpty = ours.length === 0
  const promises = [
    ...ours,
    // Theirs stays theirs, and whoever has it answers it as their own.
    ...received.filter(({ kind }) => kind === 'promise'),
  ]
  const lines = said(standUp, 'evening').filter(({ kind }) => kind !== 'promise')
  return (
    <>
      {promises.length === 0 ? (
        <EmptyState heading={words.noPromise}>{sample ? words.noneInSample : words.noPromiseWords}</EmptyState>
      ) : (
        <>
          {isOursEmpty ? null : <p className="promises-kept">{words.dayKept(standUp.promises, standUp.open.length)}</p>}
          <Promises standUp={standUp} promises={promises} />
        </>
      )}
      {maySay ? <LineBox standUp={standUp} time="evening" /> : null}
      <KeptLines standUp={standUp} time="evening" />
      {lines.length === 0 ? null : <StandUpLines lines={lines} label={words.times.evening} />}
    </>
  )
}
