import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Backtest as Answer, Forecast } from '../../contract/forecast.ts'
import { useForecastMessages, Words } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { backtestQuery } from './forecast-queries.ts'

type Quantity = Answer['scores'][number]['quantity']
type Past = Answer['forecasts'][number]

const quantities = ['cloud', 'onPrem', 'migrated'] as const
const missesShown = 3

/** What past forecasts said and what came, printed as it is: coverage, losses beside two simple rules, and the misses. */
export function Backtest({ view, widening }: { view: View; widening: Forecast['widening'] }) {
  const words = useForecastMessages()
  const format = useFormat()
  const query = useQuery(backtestQuery(view))
  const [quantity, setQuantity] = useState<Quantity>('cloud')
  const data = query.data
  if (data === undefined) {
    return query.isError ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton height={260} />
    )
  }
  const scores = data.scores.filter((score) => score.quantity === quantity)
  const judged = scores.flatMap(({ loss }) => loss ?? [])
  const better = judged.filter(({ forecast, lastCycle, straightLine }) => forecast < Math.min(lastCycle, straightLine))
  const heading = words.backtestHeading
  const n = scores.reduce((sum, score) => sum + score.n, 0)
  const within = scores.reduce((sum, score) => sum + score.within, 0)
  return (
    <Section
      line={words.backtest}
      heading={
        n === 0
          ? heading.none
          : better.length === judged.length
            ? heading.better
            : heading.some(better.length, judged.length)
      }
      className="backtest"
      controls={
        <Segmented
          label={words.quantity}
          value={quantity}
          onChange={setQuantity}
          segments={quantities.map((one) => ({ value: one, label: words.quantities[one] }))}
        />
      }
      foot={n === 0 ? undefined : words.lossWords}
    >
      <p>{words.backtestWords}</p>
      {n === 0 ? null : (
        <>
          <BacktestTable scores={scores} data={data} />
          <p>
            <Words of={(within / n < 0.8 ? words.tooNarrow : words.wideEnough)(format.share(within / n))} />{' '}
            {widening[quantity] === 1000
              ? words.notWidened
              : words.widening(format.multiple(widening[quantity] / 1000))}
          </p>
        </>
      )}
      <p>{words.knowsNot}</p>
      <Misses forecasts={data.forecasts.filter((one) => one.quantity === quantity)} measure={data.measure} />
    </Section>
  )
}

function BacktestTable({ scores, data }: { scores: Answer['scores']; data: Answer }) {
  const words = useForecastMessages()
  const format = useFormat()
  const unit = data.measure === 'units' ? format.unitName : ''
  // A score is no amount of the ledger: rounded to what is read, one decimal by services.
  const lossOf = (loss: number | undefined) =>
    loss === undefined
      ? '–'
      : data.measure === 'units'
        ? format.amountNumber(Math.round(loss))
        : (Math.round(loss * 10) / 10).toFixed(1)
  return (
    <ScrollSideways label={words.backtest}>
      <table className="plain-table backtest-table">
        <caption className="unseen">{words.backtest}</caption>
        <thead>
          <tr>
            <th scope="col">{words.ahead}</th>
            <th scope="col">{words.held}</th>
            <th scope="col">{words.chance}</th>
            <th scope="col" className="figures">
              {words.off}
            </th>
            <th scope="col" className="figures">
              {words.lastCycle}
            </th>
            <th scope="col" className="figures">
              {words.straightLine}
            </th>
          </tr>
        </thead>
        <tbody>
          {scores.map(({ horizon, n, within, coverage, loss }) => (
            <tr key={horizon}>
              <th scope="row">{format.count(horizon)}</th>
              <td>
                {coverage === null
                  ? '–'
                  : words.heldOf(format.count(within), format.count(n), format.share(coverage.share))}
              </td>
              <td>
                {coverage === null ? '–' : words.between(format.share(coverage.low), format.share(coverage.high))}
              </td>
              <td className="figures">
                <b>{lossOf(loss?.forecast)}</b>
              </td>
              <td className="figures">{lossOf(loss?.lastCycle)}</td>
              <td className="figures">{lossOf(loss?.straightLine)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {unit === '' ? null : <p className="second">{words.offUnder(unit)}</p>}
    </ScrollSideways>
  )
}

/** The outcomes that lay furthest outside their band, one for each day that a forecast was made on. */
function Misses({ forecasts, measure }: { forecasts: readonly Past[]; measure: Answer['measure'] }) {
  const words = useForecastMessages()
  const format = useFormat()
  const off = ({ p10, p90, outcome }: Past) => Math.max(p10 - outcome, outcome - p90)
  const worst = forecasts
    .filter(({ held }) => !held)
    .toSorted((one, other) => off(other) - off(one))
    .filter((one, at, all) => all.findIndex(({ madeOn }) => madeOn === one.madeOn) === at)
    .slice(0, missesShown)
  if (worst.length === 0) return null
  return (
    <>
      <h3>{words.misses}</h3>
      <ul className="misses">
        {worst.map((one) => (
          <li key={`${one.madeOn} ${one.horizon}`}>
            {words.miss(
              format.day(one.madeOn),
              format.measuredNumber(measure, one.p10),
              format.measured(measure, one.p90),
              format.day(one.until),
              format.measured(measure, one.outcome),
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
