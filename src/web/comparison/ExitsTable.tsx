import type { Measure } from '../../domain/units.ts'
import { missing } from '../../drawing/format.ts'
import { Figure } from '../shared/Figure.tsx'
import { useCompareMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { ExitRow } from './Exits.tsx'

export function ExitsTable({ rows, measure }: { rows: readonly ExitRow[]; measure: Measure }) {
  const words = useCompareMessages()
  const format = useFormat()
  const number = (value: number) => format.measuredNumber(measure, value)
  return (
    <ScrollSideways label={words.exitsName}>
      <table className="plain-table exits-table">
        <caption className="unseen">{words.exitsName}</caption>
        <thead>
          <tr>
            <th scope="col">{words.location}</th>
            <th scope="col">{words.emptyBy}</th>
            <th scope="col" className="figures">
              {words.leftThere}
            </th>
            <th scope="col" className="figures">
              {words.hasToLeave}
            </th>
            <th scope="col" className="figures">
              {words.leaves}
            </th>
            <th scope="col">{words.course}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ location, exit }) => {
            const within = { location: String(location.id) }
            const isLate = exit.state !== 'empty' && exit.state !== 'on-course'
            return (
              <tr key={location.id}>
                <th scope="row" className="cut">
                  {location.name}
                </th>
                <td>
                  {format.day(location.exitDay)}
                  <span className="quiet">
                    {` · ${exit.daysLeft >= 0 ? words.daysLeft(format.days(exit.daysLeft)) : words.daysPast(format.days(-exit.daysLeft))}`}
                  </span>
                </td>
                <td className="figures">
                  <Figure of="exit-left" within={within}>
                    {number(exit.remaining)}
                  </Figure>
                </td>
                <td className="figures">
                  {exit.required === null ? (
                    missing
                  ) : (
                    <Figure of="exit-required" within={within}>
                      {number(exit.required)}
                    </Figure>
                  )}
                </td>
                <td className="figures">
                  <Figure of="exit-pace" within={within}>
                    {number(exit.present)}
                  </Figure>
                </td>
                <td className={isLate ? 'bad-text' : undefined}>{words.states[exit.state]}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollSideways>
  )
}
