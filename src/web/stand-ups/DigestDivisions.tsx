import { useStandUpMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { DigestRead } from './stand-ups-queries.ts'

/** The same figures by division: they add up to those above. */
export function DigestDivisions({ digest }: { digest: DigestRead }) {
  const { digest: words } = useStandUpMessages()
  const format = useFormat()
  const { divisions, day } = digest
  const amounts = format.column(
    'units',
    divisions.map(({ moves }) => moves.units),
  )
  const most = divisions.reduce((one, other) => (other.moves.toCloud > one.moves.toCloud ? other : one))
  return (
    <Section
      line={words.byDivision}
      heading={most.moves.toCloud === 0 ? words.noneMoved : words.mostMoved(most.name, most.moves.toCloud)}
    >
      <ScrollSideways label={words.byDivision}>
        <table className="plain-table digest-divisions">
          <thead>
            <tr>
              <th scope="col">{words.division}</th>
              <th scope="col" className="figures">
                {words.kept}
              </th>
              <th scope="col" className="figures">
                {words.moved}
              </th>
              <th scope="col" className="figures">
                {format.unitName}
              </th>
              <th scope="col" className="figures">
                {words.movedBack}
              </th>
              <th scope="col" className="figures">
                {words.opened}
              </th>
              <th scope="col" className="figures">
                {words.escalated}
              </th>
              <th scope="col" className="figures">
                {words.silent}
              </th>
            </tr>
          </thead>
          <tbody>
            {divisions.map(({ id, name, promises, moves, blockers, teams }) => (
              <tr key={id}>
                <th scope="row">
                  <PageLink
                    to="/stand-ups"
                    search={{ show: 'digest', division: String(id), team: undefined, asOf: day }}
                  >
                    {name}
                  </PageLink>
                </th>
                <td className="figures">{words.keptOf(promises.kept, promises.promised)}</td>
                <td className="figures">{format.count(moves.toCloud)}</td>
                <td className="figures">{amounts.number(moves.units)}</td>
                <td className="figures">{format.count(moves.back)}</td>
                <td className="figures">{format.count(blockers.opened)}</td>
                <td className="figures">{format.count(blockers.escalated)}</td>
                <td className="figures">{format.count(teams.silent)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollSideways>
    </Section>
  )
}
