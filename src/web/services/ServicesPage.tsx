import { lazy, Suspense, useCallback, useRef, useState } from 'react'
import type { Service } from '../../domain/service.ts'
import { useShortcut } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { ErrorState, Reading, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useToast } from '../shared/toast.tsx'
import { UnusableLink } from '../shared/UnusableLink.tsx'
import { usePageSearch, ViewSearch } from '../shared/view-search.ts'
import { WhatYouSee } from '../shared/WhatYouSee.tsx'
import { ChosenBar } from './ChosenBar.tsx'
import { EmptyServices } from './EmptyServices.tsx'
import { FilterBar } from './FilterBar.tsx'
import { ServicesTable, type TableKeys } from './ServicesTable.tsx'
import { SummaryLine } from './SummaryLine.tsx'
import '../shared/table/table.css'
import './services.css'
import { readAllShown } from './services-queries.ts'
import { ServicesSearch, usualColumns, withGroupToggled, withGroupWhole } from './services-search.ts'
import { useChosen } from './use-chosen.ts'
import { useShownServices } from './use-shown-services.ts'
import { useTableExport } from './use-table-export.ts'
import { ViewTabs } from './ViewTabs.tsx'

const ServiceDrawer = lazy(async () => ({ default: (await import('./ServiceDrawer.tsx')).ServiceDrawer }))
const BulkChangeDialog = lazy(async () => ({ default: (await import('./BulkChangeDialog.tsx')).BulkChangeDialog }))
const AddToWaveDialog = lazy(async () => ({ default: (await import('../waves/AddToWaveDialog.tsx')).AddToWaveDialog }))
const PlanChosenDialog = lazy(async () => ({
  default: (await import('../release-cycles/PlanChosenDialog.tsx')).PlanChosenDialog,
}))
const ServiceBlockers = lazy(async () => ({
  default: (await import('../blockers/ServiceBlockers.tsx')).ServiceBlockers,
}))
const ServiceFeedback = lazy(async () => ({
  default: (await import('../feedback/ServiceFeedback.tsx')).ServiceFeedback,
}))
const ServiceTies = lazy(async () => ({ default: (await import('../waves/ServiceTies.tsx')).ServiceTies }))
const AddServiceDialog = lazy(async () => ({ default: (await import('./AddServiceDialog.tsx')).AddServiceDialog }))

/** The frame speaks for what every screen shares. */
const sharedKeys = Object.keys(ViewSearch.shape)

/** Most moves one log takes; the contract says the same. */
const mostLogged = 500

export function ServicesPage() {
  const { services } = useMessages()
  const say = useToast()
  const [search, change] = usePageSearch(ServicesSearch)
  const shown = useShownServices(search)
  const choosing = useChosen()
  const { chosen, add, clear } = choosing
  const table = useRef<TableKeys>(null)
  const [changing, setChanging] = useState(false)
  const [waving, setWaving] = useState(false)
  const [planning, setPlanning] = useState(false)
  const [choosingAll, setChoosingAll] = useState(false)
  const [refused, setRefused] = useState<unknown>(undefined)
  const taken = useTableExport(search.columns ?? usualColumns)

  const open = useCallback(
    (service: Service, how: { replace?: boolean } = {}) => change({ service: String(service.id) }, how),
    [change],
  )
  const close = useCallback(() => {
    change({ service: undefined })
    table.current?.focus()
  }, [change])

  /** The chosen rows, else the row that has the keyboard. */
  const log = () => {
    const focused = table.current?.focused()
    const ids = chosen.size > 0 ? [...chosen.keys()] : focused === undefined ? [] : [focused.id]
    if (ids.length > mostLogged) return say(services.tooManyToLog)
    change({ log: ids.length === 0 ? 'new' : ids.join(',') })
  }
  const chooseAll = async () => {
    setChoosingAll(true)
    setRefused(undefined)
    try {
      add(await readAllShown(shown.asked.filters, shown.asked.sort))
    } catch (error) {
      setRefused(error)
    } finally {
      setChoosingAll(false)
    }
  }
  /** What Esc means on the page: first the open service closes, then the choice is dropped. */
  const leave = () => {
    if (search.service !== undefined) close()
    else if (chosen.size > 0) clear()
    else return false
    return true
  }

  const drawerOpen = search.service !== undefined
  useShortcut('J', () => table.current?.step(1, { rowsOnly: drawerOpen }), services.next)
  useShortcut('K', () => table.current?.step(-1, { rowsOnly: drawerOpen }), services.previous)
  useShortcut('X', () => table.current?.toggleFocused(), services.chooseFocused)
  // With a service open, M is its form's own.
  useShortcut('M', log, services.logMove, { enabled: !drawerOpen || chosen.size > 0 })
  useShortcut('Escape', leave, services.clear, { enabled: !drawerOpen && chosen.size > 0 })

  const empty = shown.counts !== undefined && shown.counts.total === 0
  return (
    <div className="services-page table-page beside">
      <div className="services-main">
        <UnusableLink schema={ServicesSearch} except={sharedKeys} />
        <div className="services-bar screen-only">
          <ViewTabs search={search} />
          <FilterBar search={search} change={change} />
        </div>
        <WhatYouSee className="second what-you-see" />
        <SummaryLine
          search={search}
          change={change}
          counts={shown.counts}
          fileOf={(format) => taken.fileOfShown(shown.asked, format)}
        />
        {taken.failed === undefined ? null : (
          <p className="field-error bar-error" role="alert">
            {taken.failed}
          </p>
        )}
        {refused === undefined ? null : <ErrorState error={refused} onRetry={() => void chooseAll()} />}
        <div className="table-place">
          <h2 className="unseen">{services.table}</h2>
          <ReadingBar reading={shown.reading || choosingAll} />
          <StaleNotice query={shown.query} />
          {shown.failed ? (
            <ErrorState error={shown.query.error} onRetry={() => void shown.query.refetch()} />
          ) : shown.counts === undefined ? (
            <TableShape />
          ) : empty ? (
            <EmptyServices search={search} change={change} counts={shown.counts} />
          ) : (
            <ServicesTable
              keys={table}
              shown={shown}
              search={search}
              choosing={choosing}
              onOpen={open}
              onSort={(sort) => change({ sort })}
              onToggleGroup={(key) => change({ open: withGroupToggled(shown.open, key) }, { replace: true })}
              onShowWhole={(key) => change({ open: withGroupWhole(shown.open, key) }, { replace: true })}
              onChooseAll={() => void chooseAll()}
              onEscape={leave}
            />
          )}
        </div>
        {chosen.size > 0 ? (
          <ChosenBar
            chosen={chosen}
            onLog={log}
            onWave={() => setWaving(true)}
            onPlan={() => setPlanning(true)}
            onChange={() => setChanging(true)}
            onCopy={() => void taken.copyRows([...chosen.values()])}
            copyText={() => taken.copyText([...chosen.values()])}
            onClear={clear}
          />
        ) : null}
      </div>
      <Suspense>
        {search.service === undefined ? null : (
          <ServiceDrawer
            id={Number(search.service)}
            view={search}
            onClose={close}
            onStep={(by) => table.current?.step(by, { rowsOnly: true })}
            logByKey={chosen.size === 0}
            ties={({ id, name, team }) => (
              <Suspense>
                <ServiceBlockers service={{ id, name, team: team.id }} view={search} />
                <ServiceFeedback service={{ id, name, team: team.id }} view={search} />
                <ServiceTies service={id} name={name} view={search} />
              </Suspense>
            )}
          />
        )}
        {changing ? <BulkChangeDialog chosen={chosen} onClose={() => setChanging(false)} /> : null}
        {waving ? <AddToWaveDialog services={[...chosen.keys()]} onClose={() => setWaving(false)} /> : null}
        {planning ? <PlanChosenDialog chosen={[...chosen.keys()]} onClose={() => setPlanning(false)} /> : null}
        {search.add === undefined ? null : (
          <AddServiceDialog
            onClose={() => change({ add: undefined })}
            onAdded={(service) => change({ add: undefined, service: String(service.id) })}
          />
        )}
      </Suspense>
    </div>
  )
}

/** The shape of the table while its first rows are read. */
function TableShape() {
  return (
    <Reading>
      <div className="table-shape">
        {[220, 260, 190, 300, 240, 210, 280, 200].map((width) => (
          <Skeleton key={width} width={width} height={12} />
        ))}
      </div>
    </Reading>
  )
}
