import type { ImportReport } from '../../contract/imports.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { Tag, type Tone } from '../shared/Tag.tsx'

const tones: Record<ImportReport['sample'][number]['verdict'], Tone> = { create: 'good', same: 'plain', refused: 'bad' }

/** The first rows as the server read them, so that a wrong column is seen before anything is written. */
export function FirstRows({ report }: { report: ImportReport }) {
  const { imports, words } = useMessages()
  return (
    <Section line={imports.firstRowsLine} heading={imports.firstRows}>
      <ScrollSideways label={imports.firstRows}>
        <table className="import-table">
          <thead>
            <tr>
              <th scope="col" className="figures">
                {imports.line}
              </th>
              <th scope="col">{imports.day}</th>
              <th scope="col">{imports.service}</th>
              <th scope="col">{imports.team}</th>
              <th scope="col" className="figures">
                {imports.units}
              </th>
              <th scope="col">{imports.from}</th>
              <th scope="col">{imports.to}</th>
              <th scope="col">{imports.verdict}</th>
            </tr>
          </thead>
          <tbody>
            {report.sample.map((row) => (
              <tr key={row.line}>
                <td className="figures quiet">{row.line}</td>
                <td className="whole">{row.occurredOn}</td>
                <th scope="row">{row.service}</th>
                <td>{row.team}</td>
                <td className="figures">{row.units}</td>
                <td>{row.from === '' ? <span className="quiet">{words.outside}</span> : row.from}</td>
                <td>{row.to === '' ? <span className="quiet">{words.outside}</span> : row.to}</td>
                <td>
                  <Tag tone={tones[row.verdict]}>{imports.verdicts[row.verdict]}</Tag>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollSideways>
    </Section>
  )
}
