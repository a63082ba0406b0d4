import type { ReactNode } from 'react'
import type { Growth } from '../../contract/growth.ts'
import { addDays, daysBetween } from '../../domain/calendar-day.ts'
import type { Programme } from '../../domain/programme.ts'
import { missing } from '../../drawing/format.ts'
import { Figure } from '../shared/Figure.tsx'
import { LevelBar } from '../shared/LevelBar.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useFormat } from '../shared/use-format.ts'
import { milestoneInView } from './growth-words.ts'
import { Sentence } from './Sentence.tsx'

/** Beside the headline: how far, how much is left, how much to the next rung, how long. */
export function HeadlineFigures({ growth, programme }: { growth: Growth; programme: Programme }) {
  const { growth: words } = useMessages()
  return (
    <section className="headline-figures" aria-label={words.headline.figures}>
      <ShareItem growth={growth} />
      <LeftItem growth={growth} />
      <MilestoneItem growth={growth} />
      <DeadlineItem growth={growth} programme={programme} />
    </section>
  )
}

function Item({
  label,
  figure,
  bar,
  children,
}: {
  label: ReactNode
  figure: ReactNode
  bar?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="headline-item">
      <p className="caption">{label}</p>
      <p className="figure-text">{figure}</p>
      {bar}
      <p className="headline-detail">{children}</p>
    </div>
  )
}

function ShareItem({ growth }: { growth: Growth }) {
  const { growth: words } = useMessages()
  const format = useFormat()
  const { share, weekAgo, split } = growth
  const change = share === null || weekAgo.share === null ? null : share - weekAgo.share
  const since = weekAgo.day
  return (
    <Item
      label={words.share.label}
      figure={<Figure of="share">{format.share(share)}</Figure>}
      bar={<LevelBar share={share} whole />}
    >
      {change === null ? null : (
        <Sentence
          of={words.share.inAWeek}
          places={{
            change: (
              <Figure of="share-change" since={since}>
                {Math.abs(change) < 0.0005 ? words.share.noChange : format.points(change)}
              </Figure>
            ),
          }}
        />
      )}
      {split > 0 ? (
        <>
          {change === null ? '' : ' · '}
          <Sentence of={words.share.split} places={{ count: <Figure of="split">{format.services(split)}</Figure> }} />
        </>
      ) : null}
    </Item>
  )
}

function LeftItem({ growth }: { growth: Growth }) {
  const { growth: words } = useMessages()
  const format = useFormat()
  const { cycle, now, weekAgo, measure } = growth
  const since = cycle === null ? weekAgo.day : addDays(cycle.firstDay, -1)
  const change = now.onPrem - (cycle === null ? weekAgo.now.onPrem : cycle.onPremAtStart)
  return (
    <Item
      label={words.left.label}
      figure={
        <>
          <Figure of="on-premises">{format.measuredNumber(measure, now.onPrem)}</Figure>
          <UnitOf measure={measure} />
        </>
      }
    >
      <Sentence
        of={cycle === null ? words.left.inAWeek : words.left.sinceCycle(String(cycle.number))}
        places={{
          change: (
            <Figure of="on-premises-change" since={since}>
              {change === 0 ? words.left.unchanged : format.signedInWords(measure, change)}
            </Figure>
          ),
        }}
      />
    </Item>
  )
}

/** An amount says its unit beside it; that services are counted the page says already. */
function UnitOf({ measure }: { measure: Growth['measure'] }) {
  const format = useFormat()
  return measure === 'services' ? null : <span className="quiet figure-unit"> {format.unitName}</span>
}

function MilestoneItem({ growth }: { growth: Growth }) {
  const { growth: words } = useMessages()
  const format = useFormat()
  const milestone = milestoneInView(growth)
  if (milestone === undefined) return null
  const rung = format.rung(milestone.multiple)
  const percent = format.growth(milestone.growthPercent)
  const { away, reachedOn, lostOn, amount } = milestone
  const holds = away === 0
  const detail =
    lostOn !== null && reachedOn !== null ? (
      <span className="bad-text">{words.milestone.reachedAndLost(format.day(reachedOn), format.day(lostOn))}</span>
    ) : holds && reachedOn !== null ? (
      words.milestone.reachedOn(format.day(reachedOn))
    ) : amount === null ? null : (
      <Sentence
        of={words.milestone.heldAt(rung)}
        places={{
          amount: (
            <Figure of="milestone-amount" milestone={milestone.multiple}>
              {format.measured(growth.measure, amount)}
            </Figure>
          ),
        }}
      />
    )
  return (
    <Item
      label={holds ? words.milestone.reached(rung, percent) : words.milestone.to(rung, percent)}
      figure={
        <>
          <Figure of="to-milestone" milestone={milestone.multiple}>
            {away === null
              ? missing
              : holds
                ? words.milestone.reachedValue
                : format.measuredNumber(growth.measure, away)}
          </Figure>
          {away === null || holds ? null : <UnitOf measure={growth.measure} />}
        </>
      }
    >
      {detail}
    </Item>
  )
}

function DeadlineItem({ growth, programme }: { growth: Growth; programme: Programme }) {
  const { growth: words } = useMessages()
  const format = useFormat()
  const { pace } = growth
  const day = programme.targetDay
  if (day === null) {
    return (
      <Item label={words.deadline.none} figure={<span className="quiet">{words.deadline.notSet}</span>}>
        <PageLink to="/settings">{words.deadline.set}</PageLink>
      </Item>
    )
  }
  const left = pace.daysLeft ?? daysBetween(growth.asOf, day)
  const value =
    left > 0 ? format.days(left) : left === 0 ? words.deadline.today : words.deadline.past(format.days(-left))
  return (
    <Item label={words.deadline.label(format.day(day))} figure={<Figure of="deadline">{value}</Figure>}>
      <Pace growth={growth} />
    </Item>
  )
}

function Pace({ growth }: { growth: Growth }) {
  const { growth: words } = useMessages()
  const format = useFormat()
  const { pace } = growth
  const target = pace.targetMultiple === null ? '' : format.rung(pace.targetMultiple)
  if (pace.requiredPerCycle !== null) {
    const running = pace.runningAtPerCycle
    return (
      <Sentence
        of={running === null ? words.deadline.paceAlone : words.deadline.pace}
        places={{
          required: <Figure of="pace">{format.pace(pace.requiredPerCycle)}</Figure>,
          running: <Figure of="running-pace">{format.pace(running)}</Figure>,
        }}
      />
    )
  }
  if (pace.reason === 'target-met') return words.deadline.targetMet(target)
  if (pace.reason === 'day-past') return target === '' ? null : words.deadline.dayPast(target)
  if (pace.reason === 'nothing-in-cloud') {
    return growth.multiple === null ? words.deadline.noMultiple : words.deadline.nothingInCloud
  }
  return null
}
