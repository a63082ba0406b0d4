import type { ReactNode } from 'react'
import type { Forecast as Answer } from '../../contract/forecast.ts'
import type { Arrival } from '../../domain/forecast.ts'
import { Figure } from '../shared/Figure.tsx'
import { useForecastMessages, useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useRangeWords } from './range-words.ts'
import type { ShownForecast } from './shown-forecast.ts'

/** Every milestone, the end of on-premises and this cycle, each as a range, with how sure it is. */
export function ForecastArrivals({ answer, shown }: { answer: Answer; shown: ShownForecast }) {
  const { growth } = useMessages()
  const words = useForecastMessages()
  const format = useFormat()
  const rangeOf = useRangeWords()
  const { measure, cycle, runs } = answer
  const sure = (arrival: Arrival) =>
    [
      arrival.p50 === null ? words.neither : arrival.p85 === null ? words.onlyHalf : words.halfAndMost,
      ...(arrival.never > 0 ? [words.never(format.share(arrival.never / runs))] : []),
    ].join(' ')
  // What is still ahead comes first; what holds already is told after it.
  const ahead = shown.milestones.filter(({ holds }) => !holds)
  const done = shown.milestones.filter(({ holds }) => holds)
  return (
    <dl className="arrivals" aria-label={words.arrivals}>
      {answer.baseline > 0 ? null : (
        <Item name={growth.milestone.none}>
          <span className="second">{words.noBaseline}</span>
        </Item>
      )}
      {ahead.map(({ multiple, growthPercent, arrival }) =>
        arrival === null ? null : (
          <Item key={multiple} name={words.to(format.rung(multiple), format.growth(growthPercent))}>
            <Figure of="milestone-forecast" milestone={multiple} label={format.rung(multiple)}>
              {rangeOf(arrival)}
            </Figure>
            <small>{sure(arrival)}</small>
          </Item>
        ),
      )}
      <Item name={words.zero}>
        {shown.onPremisesZero === null ? (
          <span className="second">{words.isZero}</span>
        ) : (
          <>
            <Figure of="on-premises-forecast" label={words.zero}>
              {rangeOf(shown.onPremisesZero)}
            </Figure>
            <small>{sure(shown.onPremisesZero)}</small>
          </>
        )}
      </Item>
      {cycle === null || shown.cycle === null ? null : (
        <Item name={words.cycle(format.count(cycle.number), format.shortDay(cycle.lastDay))}>
          <Figure of="cycle-forecast" label={words.cycle(format.count(cycle.number), format.day(cycle.lastDay))}>
            {words.amounts(
              format.measuredNumber(measure, shown.cycle.p85),
              format.measured(measure, shown.cycle.p50),
              format.measuredInWords(measure, shown.cycle.p50),
            )}
          </Figure>
          <small>{words.cycleWords(format.measuredNumber(measure, cycle.delivered))}</small>
        </Item>
      )}
      <Pace answer={answer} />
      {done.map(({ multiple, growthPercent, reachedOn }) => (
        <Item key={multiple} name={words.to(format.rung(multiple), format.growth(growthPercent))}>
          <span className="second">{reachedOn === null ? words.holds : words.reached(format.day(reachedOn))}</span>
        </Item>
      ))}
    </dl>
  )
}

function Item({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="arrival">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Pace({ answer: { pace } }: { answer: Answer }) {
  const words = useForecastMessages()
  const format = useFormat()
  const { targetMultiple, targetDay, requiredPerCycle, runningAtPerCycle, reason } = pace
  const running =
    runningAtPerCycle === null ? null : (
      <Figure of="running-pace">{words.running(format.pace(runningAtPerCycle))}</Figure>
    )
  return (
    <Item name={words.pace}>
      {requiredPerCycle !== null && targetMultiple !== null && targetDay !== null ? (
        <>
          <span className="pace-line">
            <Figure of="pace">
              {words.required(format.rung(targetMultiple), format.day(targetDay), format.pace(requiredPerCycle))}
            </Figure>
          </span>
          {running === null ? null : <small>{running}</small>}
        </>
      ) : (
        <>
          <span className="second">
            {reason === 'target-met' && targetMultiple !== null
              ? words.targetMet(format.rung(targetMultiple))
              : words.noPace}
          </span>
          {running === null ? null : <small>{running}</small>}
        </>
      )}
    </Item>
  )
}
