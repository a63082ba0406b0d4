import { Button } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { Section } from '../shared/Section.tsx'
import { downloadText } from './download-text.ts'

const moves = `occurred_on,service,team,division,units,from,to,note,evidence
2026-01-05,payments-api,payments,retail,4000,,On-premises,where it always ran,
2026-03-09,payments-api,payments,retail,4000,On-premises,Cloud,whole cutover,https://example.com/pull/4711
2026-03-16,search,discovery,retail,1500,,Cloud,born in cloud,
`

/** The native format, in as few words as it takes, with an example to fill in. */
export function ImportFormat() {
  const { imports } = useMessages()
  return (
    <Section
      line={imports.columnsLine}
      heading={imports.columnsHeading}
      controls={<Button onClick={() => downloadText('moves-example.csv', moves)}>{imports.example}</Button>}
      foot={imports.limits}
    >
      <dl className="import-format">
        <dt>{imports.columnsMoves}</dt>
        <dd>
          <code>occurred_on, service, units, from, to</code>{' '}
          <code className="quiet">team, division, note, evidence</code>
        </dd>
        <dt>{imports.columnsLocations}</dt>
        <dd>
          <code>location, kind</code> <code className="quiet">provider, region, exit_day</code>
        </dd>
      </dl>
      <p className="second">{imports.columnsWords}</p>
    </Section>
  )
}
