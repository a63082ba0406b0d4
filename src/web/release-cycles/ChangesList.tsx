import type { CycleChangesAnswer } from '../../contract/cycle-changes.ts'
import { earlier } from '../../domain/calendar-day.ts'
import type { ChangeKind } from '../../domain/cycle-changes.ts'
import { Button } from '../shared/Button.tsx'
import { Figure } from '../shared/Figure.tsx'
import { useBoardMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { useSession } from '../shared/session-query.ts'
import { Tag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'

type Headline = CycleChangesAnswer['now']

/** What was planned or is left of it; all others tell of moves. */
const ofPlan: ReadonlySet<ChangeKind> = new Set(['added', 'removed', 'changed', 'stuck'])

/** The figures then and now, and every change with its service, the latest first. */
export function ChangesList(props: {
  changes: CycleChangesAnswer
  /** Left out while these are still the ones of a shorter list. */
  onMore: (() => void) | undefined
}) {
  const { changes: said } = props
  const words = useBoardMessages().changes
  const format = useFormat()
  const { today, programme } = useSession()
  const { zone } = programme
  const amount = (value: number) => format.measuredNumber(said.measure, value)
  const share = (value: number | null) => format.share(value)
  const figures = [
    { label: words.committed, of: 'say-do', say: ({ committed }: Headline) => amount(committed) },
    { label: words.scope, of: 'cycle-scope', say: ({ scope }: Headline) => amount(scope) },
    { label: words.delivered, of: 'cycle-delivered', say: ({ delivered }: Headline) => amount(delivered) },
    { label: words.sayDo, of: 'say-do', say: ({ sayDo }: Headline) => share(sayDo) },
  ] as const
  const { number: cycle } = said
  /** As it was known then, each opens as it was then. */
  const within = {
    now: { cycle },
    before: { cycle, day: earlier(said.sinceDay, today), knownAt: said.since },
  }
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
                  <Figure of={figure.of} within={within[when]}>
                    {figure.say(said[when])}
                  </Figure>
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
                <th scope="col" className="whose">
                  {words.team}
                </th>
                <th scope="col" className="whose">
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
                    <Figure
                      of={ofPlan.has(kind) ? 'promise-left' : 'promise-moved'}
                      within={{ cycle, service: service.id }}
                    >
                      {kind === 'corrected' || kind === 'changed'
                        ? format.signedInWords('units', units)
                        : format.amount(units)}
                    </Figure>
                  </td>
                  <td className="whose">{team.name}</td>
                  <td className="whose">{at === null ? '–' : format.instant(at, zone)}</td>
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
