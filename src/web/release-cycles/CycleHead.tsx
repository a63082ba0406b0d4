import type { CycleReport, ReleaseCycle } from '../../contract/release-cycles.ts'
import { daysBetween } from '../../domain/calendar-day.ts'
import { Button } from '../shared/Button.tsx'
import { Icon } from '../shared/icons.tsx'
import { useShortcut } from '../shared/keys.tsx'
import { type Messages, useMessages } from '../shared/messages/messages.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { useSession } from '../shared/session-query.ts'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { CyclePicker } from './CyclePicker.tsx'
import type { CycleAction, CycleTab } from './cycles-search.ts'
import { KeptBrief } from './KeptBrief.tsx'

/** Which cycle, where it stands, and what can be done with it. */
export function CycleHead(props: {
  report: CycleReport
  cycles: readonly ReleaseCycle[]
  tab: CycleTab
  onTab: (tab: CycleTab) => void
  onCycle: (number: number) => void
  onAction: (action: CycleAction) => void
}) {
  const { report, cycles, onCycle } = props
  const { cycles: words } = useMessages()
  const format = useFormat()
  const may = useMay()
  const { today, programme } = useSession()
  const before = cycles.find(({ number }) => number === report.number - 1)
  const after = cycles.find(({ number }) => number === report.number + 1)
  const isOpen = report.state !== 'closed'
  useShortcut('J', () => after && onCycle(after.number), words.next)
  useShortcut('K', () => before && onCycle(before.number), words.previous)
  return (
    <div className="cycle-head">
      <div className="cycle-title">
        <p className="caption">
          {format.dayRange(report.firstDay, report.lastDay)}, {words.weeks(report.days)}{' '}
          <span className="cycle-asides screen-only">
            <Button look="plain" onClick={() => props.onAction('subscribe')}>
              {words.subscribe}
            </Button>
            {isOpen && may('run-train') ? (
              <Button
                look="plain"
                aria-label={words.editOf(words.short(report.number))}
                onClick={() => props.onAction('edit')}
              >
                {words.edit}
              </Button>
            ) : null}
          </span>
        </p>
        <h2 className="cycle-heading">{headingOf(report, today, words, format, programme.zone)}</h2>
        {report.closedBy === null ? null : (
          <p className="second">
            {words.closedBy(report.closedBy)} <KeptBrief of={report} />
          </p>
        )}
      </div>
      <div className="button-row cycle-steps screen-only">
        <Button
          aria-label={words.previous}
          aria-keyshortcuts="K"
          resting={before === undefined}
          onClick={() => before && onCycle(before.number)}
        >
          <Icon name="chevronLeft" />
        </Button>
        <CyclePicker cycles={cycles} number={report.number} onCycle={onCycle} />
        <Button
          aria-label={words.next}
          aria-keyshortcuts="J"
          resting={after === undefined}
          onClick={() => after && onCycle(after.number)}
        >
          <Icon name="chevronRight" />
        </Button>
      </div>
      <div className="cycle-tabs screen-only">
        <Segmented
          label={words.show}
          value={props.tab}
          onChange={props.onTab}
          segments={(['run', 'board', 'services', 'history'] as const).map((value) => ({
            value,
            label: words.tabs[value],
          }))}
        />
      </div>
      <div className="button-row cycle-acts screen-only">
        {isOpen && may('plan') ? <Button onClick={() => props.onAction('plan')}>{words.plan}</Button> : null}
        {report.state === 'late' && may('run-train') ? (
          <Button look="filled" onClick={() => props.onAction('close')}>
            {words.close}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function headingOf(
  report: CycleReport,
  today: CycleReport['asOf'],
  { heading, cycle }: Messages['cycles'],
  format: ReturnType<typeof useFormat>,
  zone: string,
): string {
  const name = cycle(report.number, report.name)
  if (report.closedAt !== null)
    return heading.closed(
      name,
      format.day(
        Temporal.Instant.from(report.closedAt).toZonedDateTimeISO(zone).toPlainDate().toString() as CycleReport['asOf'],
      ),
    )
  if (report.asOf < report.firstDay) return heading.planned(name, format.days(daysBetween(today, report.firstDay)))
  // As of a day within it, it ran: what has become of it since is another question.
  if (report.state === 'late' && report.asOf === report.lastDay)
    return heading.late(name, format.days(daysBetween(report.lastDay, today)))
  return heading.running(name, daysBetween(report.firstDay, report.asOf) + 1, report.days)
}
