import type { CycleChangesAnswer } from '../../contract/cycle-changes.ts'
import { Button } from '../shared/Button.tsx'
import { useBoardMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { useSession } from '../shared/session-query.ts'
import { Tag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'

/** The figures then and now, and every change with its service, the latest first. */
export function ChangesList(props: {
  changes: CycleChangesAnswer
  /** Left out while these are still the ones of a shorter list. */
  onMore: (() => void) | undefined
}) {
  const { changes: said } = props
  const words = useBoardMessages().changes
  const format = useFormat()
  const { zone } = useSession().programme
  const amount = (value: number) => format.measuredNumber(said.measure, value)
  const share = (value: number | null) => format.share(value)
  const figures = [
    { label: words.committed, before: amount(said.before.committed), now: amount(said.now.committed) },
    { label: words.scope, before: amount(said.before.scope), now: amount(said.now.scope) },
    { label: words.delivered, before: amount(said.before.delivered), now: amount(said.now.delivered) },
    { label: words.sayDo, before: share(said.before.sayDo), now: share(said.now.sayDo) },
  ]
  return (
    <div className="changes-list">
      <table className="plain-table changes-figures">
        <caption className="unseen">{words.figures}</caption>
        <thead>
          <tr>
            <td />
            {figures.map(({ label }) => (
              <th key={label} scope="col" className="figures">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(['before', 'now'] as const).map((when) => (
            <tr key={when}>
              <th scope="row">{words[when]}</th>
              {figures.map((figure) => (
                <td key={figure.label} className="figures">
                  {figure[when]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {said.changes.length === 0 ? null : (
        <ScrollSideways label={words.name}>
          <table className="plain-table changes-table">
            <thead>
              <tr>
                <th scope="col">{words.service}</th>
                <th scope="col">{words.what}</th>
                <th scope="col" className="figures">
                  {words.amount}
                </th>
                <th scope="col" className="beside">
                  {words.team}
                </th>
                <th scope="col" className="beside">
                  {words.recorded}
                </th>
              </tr>
            </thead>
            <tbody>
              {said.changes.map(({ kind, service, team, units, isLate, at }) => (
                <tr key={`${service.id} ${kind}`}>
                  <th scope="row">
                    <PageLink to="/services" search={{ service: String(service.id) }}>
                      {service.name}
                    </PageLink>
                  </th>
                  <td>
                    {words.kinds[kind]} {isLate ? <Tag tone="warning">{words.late}</Tag> : null}
                  </td>
                  <td className="figures">
                    {kind === 'corrected' || kind === 'changed'
                      ? format.signedInWords('units', units)
                      : format.amount(units)}
                  </td>
                  <td className="beside">{team.name}</td>
                  <td className="beside">{at === null ? '–' : format.instant(at, zone)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollSideways>
      )}
      {said.total > said.changes.length && props.onMore !== undefined ? (
        <Button look="plain" onClick={props.onMore}>
          {words.more}
        </Button>
      ) : null}
    </div>
  )
}
