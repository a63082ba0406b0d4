import { Fragment, type KeyboardEvent, type MouseEvent, type Ref, useImperativeHandle, useMemo } from 'react'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Division, Team } from '../../domain/team.ts'
import type { Measure } from '../../domain/units.ts'
import { useWidth } from '../shared/charts/use-width.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { preferences } from '../shared/preferences.ts'
import { layOut } from '../shared/table/table-layout.ts'
import { headHeight, lineWithFocus, useTableRows } from '../shared/table/use-table-rows.ts'
import { useFormat } from '../shared/use-format.ts'
import { columnWidths, DivisionLine, FoldLine, TeamLine, type TeamsFit } from './TeamLine.tsx'
import type { DivisionRows, TeamRow } from './team-rows.ts'

/** What the page's own keys do in the table. */
export interface TeamKeys {
  step: (by: 1 | -1) => void
  confirmFocused: () => void
  focus: () => void
}

export interface TeamFold {
  readonly key: 'idle' | 'dissolved'
  readonly label: string
  readonly rows: readonly TeamRow[]
  readonly open: boolean
}

interface Props {
  divisions: readonly DivisionRows[]
  /** Teams that nobody has to hear from, folded at the end. */
  folds: readonly TeamFold[]
  onToggle: (fold: TeamFold) => void
  measure: Measure
  day: CalendarDay
  /** Why the last confirmation was refused, shown on its line. */
  refused: { team: number; words: string } | undefined
  busy: number | undefined
  onConfirm: (team: Team) => void
  onOpen: (team: Team) => void
  onEditTeam: (team: Team) => void
  onEditDivision: (division: Pick<Division, 'id' | 'name' | 'version'>) => void
  onAddTo: (division: Pick<Division, 'id'>) => void
  keys: Ref<TeamKeys>
}

const fitOf = (width: number): TeamsFit => (width === 0 || width >= 1100 ? 'wide' : width >= 560 ? 'middle' : 'narrow')

export function TeamsTable({ divisions, folds, measure, keys, ...props }: Props) {
  const { teams: words } = useMessages()
  const format = useFormat()
  const [region, width] = useWidth()
  const layout = useMemo(
    () =>
      layOut([
        ...divisions.map(({ division, rows }) => ({
          group: String(division.id),
          rows: rows.length,
          shown: rows.length,
        })),
        ...folds.map(({ key, rows, open }) => ({ group: key, rows: rows.length, shown: open ? rows.length : 0 })),
      ]),
    [divisions, folds],
  )
  const { virtualizer, items, active, standing, setActive, goTo } = useTableRows(region, layout)
  const fit = fitOf(width)
  const columns = columnWidths[fit].length + 1

  const foldAt = (section: number | undefined): TeamFold | undefined =>
    section === undefined ? undefined : folds[section - divisions.length]
  const rowAt = (index: number): TeamRow | undefined => {
    const line = layout.lineAt(index)
    return line?.kind === 'row' ? (divisions[line.section] ?? foldAt(line.section))?.rows[line.row] : undefined
  }
  const teamAt = (index: number): Team | undefined => rowAt(index)?.team
  // From nowhere J reaches the first team: the line before it is its division.
  const step = (by: 1 | -1) => goTo(active + by)
  const confirmFocused = () => {
    const row = rowAt(lineWithFocus(region) ?? -1)
    // A team without services has nothing that could be confirmed.
    if (row !== undefined && row.running > 0) props.onConfirm(row.team)
  }
  useImperativeHandle(keys, () => ({ step, confirmFocused, focus: () => goTo(active) }))

  const act = (index: number | undefined) => {
    if (index === undefined) return
    const team = teamAt(index)
    if (team !== undefined) return props.onOpen(team)
    const fold = foldAt(layout.lineAt(index)?.section)
    if (fold !== undefined) props.onToggle(fold)
  }

  const press = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    const letter = preferences().singleKeys ? event.key.toLowerCase() : ''
    if (event.key === 'ArrowDown' || letter === 'j') step(1)
    else if (event.key === 'ArrowUp' || letter === 'k') step(-1)
    else if (event.key === 'Home') goTo(0)
    else if (event.key === 'End') goTo(layout.lines - 1)
    else if (letter === 'n') confirmFocused()
    else if (event.key === 'Enter' && !(event.target as HTMLElement).matches('a, button')) act(lineWithFocus(region))
    else return
    event.preventDefault()
  }
  const click = (event: MouseEvent) => {
    const target = event.target as HTMLElement
    const row = target.closest<HTMLElement>('tr[data-line]')
    if (row === null) return
    const index = Number(row.dataset['line'])
    setActive(index)
    if (target.closest('a, button') === null) act(index)
  }

  const arrive = () => {
    if (!standing && lineWithFocus(region) === active) setActive(active)
  }

  let drawnTo = headHeight
  const spacer = (start: number) =>
    start > drawnTo ? (
      <tr className="spacer">
        <td aria-hidden="true" colSpan={columns} style={{ blockSize: start - drawnTo }} />
      </tr>
    ) : null
  const leftLabel = measure === 'services' ? words.column.left : words.leftIn(format.unitName)
  return (
    <section
      ref={region}
      className="table-region"
      aria-label={words.table}
      aria-description={words.tableWords}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      data-scroll-restoration-id="teams-table"
      onKeyDown={press}
      onFocus={arrive}
      onClick={click}
    >
      <table className="lines teams-table" aria-rowcount={layout.lines + 1}>
        <caption className="unseen">{words.table}</caption>
        <colgroup>
          <col />
          {columnWidths[fit].map((inlineSize) => (
            <col key={inlineSize} style={{ inlineSize }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="lead">
              {words.column.name}
            </th>
            {fit === 'wide' ? (
              <th scope="col" className="figures">
                {words.column.services}
              </th>
            ) : null}
            <th scope="col" className="figures">
              {leftLabel}
            </th>
            {fit === 'narrow' ? null : <th scope="col">{words.column.share}</th>}
            <th scope="col">{words.column.confirmed}</th>
            <th scope="col">
              <span className="unseen">{words.column.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const before = spacer(item.start)
            drawnTo = item.end
            const line = layout.lineAt(item.index)
            const section = line === undefined ? undefined : divisions[line.section]
            const fold = foldAt(line?.section)
            const row = rowAt(item.index)
            const place = { index: item.index, active: item.index === active, fit, measure }
            return (
              <Fragment key={item.key}>
                {before}
                {line === undefined ? null : row === undefined && fold !== undefined ? (
                  <FoldLine {...place} label={fold.label} open={fold.open} onToggle={() => props.onToggle(fold)} />
                ) : row === undefined ? (
                  section && (
                    <DivisionLine {...place} of={section} onEdit={props.onEditDivision} onAdd={props.onAddTo} />
                  )
                ) : (
                  <TeamLine
                    {...place}
                    of={row}
                    day={props.day}
                    busy={props.busy === row.team.id}
                    refused={props.refused?.team === row.team.id ? props.refused.words : undefined}
                    onConfirm={props.onConfirm}
                    onEdit={props.onEditTeam}
                  />
                )}
              </Fragment>
            )
          })}
          {spacer(virtualizer.getTotalSize() + headHeight)}
        </tbody>
      </table>
    </section>
  )
}
