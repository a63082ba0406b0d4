import type { ReactNode } from 'react'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { Figure } from '../shared/Figure.tsx'
import { useStandUpMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useDivisionColumns } from './digest-columns.ts'
import type { DigestList } from './digest-lists.ts'
import type { DigestRead } from './stand-ups-queries.ts'

/** The same figures by division: they add up to those above. */
export function DigestDivisions({ digest }: { digest: DigestRead }) {
  const { digest: words } = useStandUpMessages()
  const format = useFormat()
  const { divisions, day } = digest
  const columns = useDivisionColumns()
  const amounts = format.column(
    'units',
    divisions.map(({ moves }) => moves.units),
  )
  const most = divisions.reduce((one, other) => (other.moves.toCloud > one.moves.toCloud ? other : one))
  return (
    <Section
      line={words.byDivision}
      heading={most.moves.toCloud === 0 ? words.noneMoved : words.mostMoved(most.name, most.moves.toCloud)}
      controls={
        <SaveList
          name={words.byDivision}
          file="stand-ups-by-division"
          day={day}
          columns={columns}
          rows={async () => divisions}
        />
      }
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
                <td className="figures">
                  <OfList list="promised" division={id} day={day}>
                    {words.keptOf(promises.kept, promises.promised)}
                  </OfList>
                </td>
                <td className="figures">
                  <Figure of="migrated" moves={{ division: name, class: 'migrated', from: day, to: day }}>
                    {format.count(moves.toCloud)}
                  </Figure>
                </td>
                <td className="figures">
                  <Figure of="migrated" moves={{ division: name, class: 'migrated', from: day, to: day }}>
                    {amounts.number(moves.units)}
                  </Figure>
                </td>
                <td className="figures">
                  <Figure of="rolled-back" moves={{ division: name, class: 'rolled_back', from: day, to: day }}>
                    {format.count(moves.back)}
                  </Figure>
                </td>
                <td className="figures">
                  <OfList list="opened" division={id} day={day}>
                    {format.count(blockers.opened)}
                  </OfList>
                </td>
                <td className="figures">
                  <OfList list="escalated" division={id} day={day}>
                    {format.count(blockers.escalated)}
                  </OfList>
                </td>
                <td className="figures">
                  <OfList list="silent" division={id} day={day}>
                    {format.count(teams.silent)}
                  </OfList>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollSideways>
    </Section>
  )
}

/** A count of one division: opens to the list of what is counted, of that division alone. */
function OfList(props: { list: DigestList; division: number; day: DigestRead['day']; children: ReactNode }) {
  return (
    <PageLink
      to="/stand-ups"
      className="figure"
      search={{ show: 'digest', list: props.list, division: String(props.division), team: undefined, asOf: props.day }}
    >
      {props.children}
    </PageLink>
  )
}
