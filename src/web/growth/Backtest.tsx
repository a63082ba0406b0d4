import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Backtest as Answer, Forecast } from '../../contract/forecast.ts'
import { heldIn } from '../../domain/forecast-score.ts'
import { type ColumnsOf, SaveList } from '../shared/charts/SaveList.tsx'
import { Figure } from '../shared/Figure.tsx'
import { meanText } from '../shared/mean-text.ts'
import { useForecastMessages, Words } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { backtestQuery } from './forecast-queries.ts'

type Quantity = Answer['scores'][number]['quantity']
type Score = Answer['scores'][number]
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
  const columns: ColumnsOf<Score> = (say) => [
    { name: 'horizon', label: words.ahead, kind: 'amount', of: ({ horizon }) => horizon },
    { name: 'within', label: words.held, kind: 'amount', of: ({ within }) => within },
    { name: 'n', label: say.forecasts, kind: 'amount', of: ({ n }) => n },
    { name: 'coverage.share', label: say.share, kind: 'share', of: ({ coverage }) => coverage?.share },
    { name: 'coverage.low', label: say.from(words.chance), kind: 'share', of: ({ coverage }) => coverage?.low },
    { name: 'coverage.high', label: say.to(words.chance), kind: 'share', of: ({ coverage }) => coverage?.high },
    ...(['forecast', 'lastCycle', 'straightLine'] as const).map((rule) => ({
      name: `loss.${rule}`,
      label: say.amount(
        { forecast: words.off, lastCycle: words.lastCycle, straightLine: words.straightLine }[rule],
        data.measure,
      ),
      kind: 'number' as const,
      of: ({ loss }: Score) => loss?.[rule],
    })),
  ]
  const heading = words.backtestHeading
  const { n, within } = heldIn(data.scores, quantity)
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
        data.forecasts.length === 0 ? undefined : (
          <>
            <Segmented
              label={words.quantity}
              value={quantity}
              onChange={setQuantity}
              segments={quantities.map((one) => ({ value: one, label: words.quantities[one] }))}
            />
            <SaveList
              name={words.backtest}
              file={`backtest-${quantity}`}
              day={view.asOf}
              columns={columns}
              rows={async () => scores}
            />
          </>
        )
      }
      foot={n === 0 ? undefined : words.lossWords}
    >
      <p>{words.backtestWords}</p>
      <p>{words.chosenAnew}</p>
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
      {n === 0 ? null : <p>{words.knowsNot}</p>}
      <Misses forecasts={data.forecasts.filter((one) => one.quantity === quantity)} measure={data.measure} />
    </Section>
  )
}

function BacktestTable({ scores, data }: { scores: Answer['scores']; data: Answer }) {
  const words = useForecastMessages()
  const format = useFormat()
  const lossOf = (loss: number | undefined) => (loss === undefined ? '–' : meanText(format, data.measure, loss))
  return (
    <ScrollSideways label={words.backtest}>
      <table className="plain-table backtest-table">
        <caption className="unseen">{words.backtest}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {words.ahead}
            </th>
            <th scope="col" rowSpan={2}>
              {words.held}
            </th>
            <th scope="col" rowSpan={2}>
              {words.chance}
            </th>
            <th scope="colgroup" colSpan={3} className="off-by">
              {words.offUnder(data.measure === 'units' ? format.unitName : words.services)}
            </th>
          </tr>
          <tr>
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
          {scores.map(({ quantity, horizon, n, within, coverage, loss }) => (
            <tr key={horizon}>
              <th scope="row">{format.count(horizon)}</th>
              <td>
                {coverage === null ? (
                  '–'
                ) : (
                  <Figure of="backtest-coverage" within={{ quantity, horizon }}>
                    {words.heldOf(format.count(within), format.count(n), format.share(coverage.share))}
                  </Figure>
                )}
              </td>
              <td>
                {coverage === null ? (
                  '–'
                ) : (
                  <Figure of="backtest-coverage" within={{ quantity, horizon }}>
                    {words.between(format.share(coverage.low), format.share(coverage.high))}
                  </Figure>
                )}
              </td>
              <td className="figures strong">
                <Figure of="backtest-loss" within={{ quantity, horizon }}>
                  {lossOf(loss?.forecast)}
                </Figure>
              </td>
              <td className="figures">
                <Figure of="backtest-loss-last-cycle" within={{ quantity, horizon }}>
                  {lossOf(loss?.lastCycle)}
                </Figure>
              </td>
              <td className="figures">
                <Figure of="backtest-loss-straight-line" within={{ quantity, horizon }}>
                  {lossOf(loss?.straightLine)}
                </Figure>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollSideways>
  )
}

/** The outcomes that lay furthest above and below their band. */
function Misses({ forecasts, measure }: { forecasts: readonly Past[]; measure: Answer['measure'] }) {
  const words = useForecastMessages()
  const format = useFormat()
  // One of each direction at least: a rush is as telling as a stall.
  const more = worstOf(forecasts, ({ p90, outcome }) => outcome - p90)
  const less = worstOf(forecasts, ({ p10, outcome }) => p10 - outcome)
  const worst = [
    ...more.slice(0, less.length === 0 ? missesShown : 2),
    ...less.slice(0, more.length === 0 ? missesShown : 2),
  ]
  if (worst.length === 0) return null
  return (
    <>
      <h3>{words.misses}</h3>
      <ul className="misses">
        {worst.map((one) => (
          <li key={`${one.madeOn} ${one.horizon}`}>
            {words.miss(
              format.day(one.madeOn),
              words.amounts(
                format.measuredNumber(measure, one.p10),
                format.measured(measure, one.p90),
                format.measuredInWords(measure, one.p90),
              ),
              format.day(one.until),
              format.measured(measure, one.outcome),
              format.measuredInWords(measure, one.outcome),
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Furthest first, one for each day that a forecast was made on. */
const worstOf = (forecasts: readonly Past[], off: (one: Past) => number): Past[] =>
  forecasts
    .filter((one) => off(one) > 0)
    .toSorted((one, other) => off(other) - off(one))
    .filter((one, at, all) => all.findIndex(({ madeOn }) => madeOn === one.madeOn) === at)
