import { useTable } from '@tanstack/react-table'
import {
  Fragment,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
} from 'react'
import type { Service } from '../../domain/service.ts'
import { useWidth } from '../shared/charts/use-width.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { ErrorState } from '../shared/states.tsx'
import { headHeight, lineWithFocus, useTableRows } from '../shared/table/use-table-rows.ts'
import { GroupRow, LoadingRow, MoreRow } from './GroupRow.tsx'
import { ServiceRow } from './ServiceRow.tsx'
import { ServicesHead } from './ServicesHead.tsx'
import { columnLooks, columnsThatFit, features, serviceColumns } from './service-columns.tsx'
import { type ColumnName, columnNames, usualColumns } from './services-search.ts'
import { pressed } from './table-keys.ts'
import type { Choosing } from './use-chosen.ts'
import { type ShownServices, useRowsInSight } from './use-shown-services.ts'

/** What the page's own keys do in the table. */
export interface TableKeys {
  step: (by: 1 | -1, how?: { rowsOnly?: boolean }) => void
  toggleFocused: () => void
  focused: () => Service | undefined
  /** Puts the keyboard back on the line it was on, or on that of the open service. */
  focus: () => void
}

interface Props {
  shown: ShownServices
  search: {
    sort: ShownServices['asked']['sort']
    columns?: readonly ColumnName[] | undefined
    service?: string | undefined
  }
  choosing: Choosing
  onOpen: (service: Service, how?: { replace?: boolean }) => void
  onSort: (sort: ShownServices['asked']['sort']) => void
  onToggleGroup: (key: string) => void
  onShowWhole: (key: string) => void
  onChooseAll: () => void
  onEscape: () => boolean
  keys: Ref<TableKeys>
}

const noSorting: [] = []

export function ServicesTable({ shown, search, choosing, onOpen, keys, ...on }: Props) {
  const { services } = useMessages()
  const [region, width] = useWidth()
  const { virtualizer, items, active, standing, setActive, leave, goTo, lineAfter } = useTableRows(region, shown.layout)
  const sight = items.map(({ index }) => index).join(',')
  // The virtualizer gives a new list on every scroll; the pages behind it change only with the lines themselves.
  const lines = useMemo(() => (sight === '' ? [] : sight.split(',').map(Number)), [sight])
  const { rows, rowAt, error, readAgain } = useRowsInSight(shown, lines)

  // Under its own group a service need not say the group's name again.
  const wanted = search.columns ?? usualColumns.filter((name) => name !== shown.asked.group)
  // Columns a reader chose are all shown and the table scrolls sideways; beside an open service they make room.
  const fitting = search.columns !== undefined && search.service === undefined ? wanted : columnsThatFit(wanted, width)
  const fittingText = fitting.join(',')
  const columnVisibility = useMemo(() => {
    const kept = new Set(fittingText.split(','))
    return Object.fromEntries(columnNames.map((name) => [name, name === 'name' || kept.has(name)]))
  }, [fittingText])
  const table = useTable({
    features,
    columns: serviceColumns,
    data: rows,
    getRowId: (service) => String(service.id),
    manualSorting: true,
    state: { columnVisibility, sorting: noSorting },
  })
  // One list for as long as it is the same, so that a row is drawn anew only when something about it changed.
  const visible = useMemo(() => columnNames.filter((name) => columnVisibility[name]), [columnVisibility])
  const narrowTable = width > 0 && width < 480

  const serviceAt = (index: number): Service | undefined => {
    const line = shown.layout.lineAt(index)
    return line?.kind === 'row' ? rowAt(line.section, line.row) : undefined
  }

  /** The line of a service that a link opened, before anybody walked: found where its row is in sight. */
  const openLine = (): number | undefined => {
    if (search.service === undefined) return undefined
    return lines.find((index) => String(serviceAt(index)?.id) === search.service)
  }
  const here = standing ? active : openLine()
  /** The service that a key means: the one the keyboard is on, else the open one. */
  const focused = (): Service | undefined => {
    const at = lineWithFocus(region) ?? (search.service === undefined ? undefined : here)
    return at === undefined ? undefined : serviceAt(at)
  }

  const step = (by: 1 | -1, { rowsOnly = false } = {}) => {
    let next = lineAfter(by, here)
    while (rowsOnly && shown.layout.lineAt(next) !== undefined && shown.layout.lineAt(next)?.kind !== 'row') next += by
    if (shown.layout.lineAt(next) === undefined) return
    goTo(next, { focus: !rowsOnly || region.current?.contains(document.activeElement) === true })
    const service = serviceAt(next)
    if (search.service !== undefined && service !== undefined) onOpen(service, { replace: true })
  }
  const chooseOn = (by: 1 | -1) => {
    const next = lineAfter(by, here)
    const passed = here === undefined ? [next] : [here, next]
    choosing.add(passed.map(serviceAt).filter((service) => service !== undefined))
    goTo(next)
  }
  const toggleFocused = () => {
    const service = focused()
    if (service !== undefined) choosing.toggle(service)
  }
  const chooseTo = (index: number) => {
    const start = here ?? index
    const [from, to] = start < index ? [start, index] : [index, start]
    const between = Array.from({ length: to - from + 1 }, (_, at) => serviceAt(from + at))
    choosing.add(between.filter((service) => service !== undefined))
    setActive(index)
  }
  useImperativeHandle(keys, () => ({
    step,
    toggleFocused,
    focused,
    focus: () => (here === undefined ? region.current?.focus({ preventScroll: true }) : goTo(here)),
  }))

  const { asked } = shown
  const drawnFor = useRef(asked)
  useEffect(() => {
    // Another filter or order is another list: it starts at its top. The first one keeps where Back left it.
    if (drawnFor.current === asked) return
    drawnFor.current = asked
    leave()
    virtualizer.scrollToOffset(0)
  }, [asked, leave, virtualizer])

  const act = (index: number | undefined) => {
    if (index === undefined) return
    const line = shown.layout.lineAt(index)
    if (line?.kind === 'group') return on.onToggleGroup(line.group)
    if (line?.kind === 'more') return on.onShowWhole(line.group)
    const service = serviceAt(index)
    if (service !== undefined) onOpen(service)
  }

  const press = (event: KeyboardEvent) => {
    const inControl = event.target instanceof HTMLElement && event.target.matches('a, button, input')
    const done = pressed(event, inControl, {
      step,
      chooseOn,
      toggleFocused,
      goTo,
      act: () => act(lineWithFocus(region)),
      last: shown.layout.lines - 1,
      escape: on.onEscape,
      lineHere: () => shown.layout.lineAt(lineWithFocus(region) ?? -1),
      open: shown.open.keys,
      toggleGroup: on.onToggleGroup,
    })
    if (done) event.preventDefault()
  }

  const click = (event: MouseEvent) => {
    const target = event.target as HTMLElement
    const row = target.closest<HTMLElement>('tr[data-line]')
    if (row === null) return
    const index = Number(row.dataset['line'])
    if (event.shiftKey && target.closest('.choose') !== null) {
      // The range decides what is chosen, not the box that was pressed.
      event.preventDefault()
      return chooseTo(index)
    }
    if (target.closest('a, input, label') !== null) return setActive(index)
    if (event.shiftKey) return chooseTo(index)
    setActive(index)
    if (target.closest('button') === null) act(index)
  }

  /** Tab brought the keyboard to the line it reaches: from here on somebody stands there. */
  const arrive = () => {
    if (!standing && lineWithFocus(region) === active) setActive(active)
  }

  let drawnTo = headHeight
  const spacer = (start: number) => {
    const height = start - drawnTo
    return height > 0 ? (
      <tr className="spacer">
        <td aria-hidden="true" colSpan={visible.length + 1} style={{ blockSize: height }} />
      </tr>
    ) : null
  }
  return (
    <section
      ref={region}
      className="table-region"
      aria-label={services.table}
      aria-description={services.tableWords}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      data-scroll-restoration-id="services-table"
      onKeyDown={press}
      onFocus={arrive}
      onClick={click}
    >
      <table
        className="services-table lines"
        aria-rowcount={shown.layout.lines + 1}
        aria-busy={shown.reading}
        style={{
          minInlineSize:
            search.columns === undefined ? undefined : visible.reduce((sum, name) => sum + columnLooks[name].width, 56),
        }}
      >
        <caption className="unseen">{services.table}</caption>
        <ServicesHead
          columns={visible}
          sort={search.sort}
          onSort={on.onSort}
          total={shown.counts?.total ?? 0}
          chosen={choosing.chosen.size}
          onChooseAll={on.onChooseAll}
          onClear={choosing.clear}
        />
        <tbody>
          {items.map((item) => {
            const before = spacer(item.start)
            drawnTo = item.end
            const line = shown.layout.lineAt(item.index)
            const place = { index: item.index, active: item.index === active, columns: visible }
            const service = line?.kind === 'row' ? rowAt(line.section, line.row) : undefined
            return (
              <Fragment key={item.key}>
                {before}
                {line?.kind === 'group' ? (
                  <GroupRow
                    {...place}
                    group={shown.groups?.[line.section]}
                    by={shown.asked.group}
                    open={shown.open.keys.has(line.group)}
                    onToggle={on.onToggleGroup}
                  />
                ) : line?.kind === 'more' ? (
                  <MoreRow
                    {...place}
                    left={line.left}
                    group={shown.groups?.[line.section]}
                    by={shown.asked.group}
                    onShow={on.onShowWhole}
                  />
                ) : service === undefined ? (
                  <LoadingRow {...place} />
                ) : (
                  <ServiceRow
                    {...place}
                    row={table.getRow(String(service.id))}
                    twoLines={narrowTable}
                    chosen={choosing.chosen.has(service.id)}
                    open={search.service === String(service.id)}
                    onToggle={choosing.toggle}
                  />
                )}
              </Fragment>
            )
          })}
          {spacer(virtualizer.getTotalSize() + headHeight)}
        </tbody>
      </table>
      {error === null ? null : <ErrorState error={error} onRetry={readAgain} />}
    </section>
  )
}
