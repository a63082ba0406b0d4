import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { StuckItem } from './every-row.ts'

/** One that does not get on: since when it stands still, and each of the reasons. */
export function StuckRow({ item, number, days }: { item: StuckItem; number: number; days: number }) {
  const { cycles } = useMessages()
  const words = cycles.stuck
  const format = useFormat()
  const { service, team, lastMoveOn, daysWithout, reasons, waitsFor } = item
  const ofTeam = (
    <PageLink to="/cycles" search={{ cycle: number, team: team.name, division: undefined }}>
      {team.name}
    </PageLink>
  )
  return (
    <tr>
      <th scope="row">
        <PageLink to="/services" search={{ service: service.id }}>
          {service.name}
        </PageLink>
        <span className="second in-brief">{ofTeam}</span>
      </th>
      <td className="less-needed">{ofTeam}</td>
      <td>
        {lastMoveOn === null || daysWithout === null
          ? words.never
          : words.movedLast(format.day(lastMoveOn), format.days(daysWithout))}
      </td>
      <td>
        <ul className="stuck-reasons">
          {reasons.map((reason) => (
            <li key={reason}>
              {reason === 'dependency' ? (
                words.waitsFor(waitsFor.map(({ name }) => name).join(', '))
              ) : reason === 'blocker' ? (
                <PageLink to="/blockers" search={{ q: service.name }}>
                  {words.reasons.blocker(days)}
                </PageLink>
              ) : (
                words.reasons[reason](days)
              )}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  )
}
