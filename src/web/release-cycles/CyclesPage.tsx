import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { CycleReport, ReleaseCycle } from '../../contract/release-cycles.ts'
import { carriesInto } from '../../domain/release-cycles.ts'
import { Button } from '../shared/Button.tsx'
import { useChartKeys } from '../shared/charts/use-chart-keys.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'
import { EmptyState, ErrorBoundary, ErrorState, Reading, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { usePageSearch } from '../shared/view-search.ts'
import { NothingToSee } from '../shared/WhatYouSee.tsx'
import { CycleFigures } from './CycleFigures.tsx'
import { CycleHead } from './CycleHead.tsx'
import { cycleQuery, cyclesQuery } from './cycles-queries.ts'
import { CyclesSearch, hasBegun, isOver } from './cycles-search.ts'
import { OnlyPromised } from './MovesBack.tsx'
import '../shared/charts/charts.css'
import './cycles.css'

const BurnUp = lazy(async () => ({ default: (await import('./BurnUp.tsx')).BurnUp }))
const TeamsSayDo = lazy(async () => ({ default: (await import('./TeamsSayDo.tsx')).TeamsSayDo }))
const Stuck = lazy(async () => ({ default: (await import('./Stuck.tsx')).Stuck }))
const LongestBlockers = lazy(async () => ({
  default: (await import('../blockers/LongestBlockers.tsx')).LongestBlockers,
}))
const Straddle = lazy(async () => ({ default: (await import('./Straddle.tsx')).Straddle }))
const CycleRecord = lazy(async () => ({ default: (await import('./CycleRecord.tsx')).CycleRecord }))
const SignOffs = lazy(async () => ({ default: (await import('./SignOffs.tsx')).SignOffs }))
const CycleServices = lazy(async () => ({ default: (await import('./CycleServices.tsx')).CycleServices }))
const CycleChanges = lazy(async () => ({ default: (await import('./CycleChanges.tsx')).CycleChanges }))
const PlanBoard = lazy(async () => ({ default: (await import('./PlanBoard.tsx')).PlanBoard }))
const CycleHistory = lazy(async () => ({ default: (await import('./CycleHistory.tsx')).CycleHistory }))
const EditCycleDialog = lazy(async () => ({ default: (await import('./EditCycleDialog.tsx')).EditCycleDialog }))
const PlanDialog = lazy(async () => ({ default: (await import('./PlanDialog.tsx')).PlanDialog }))
const SubscribeDialog = lazy(async () => ({ default: (await import('../access/SubscribeDialog.tsx')).SubscribeDialog }))
const CloseCycleDialog = lazy(async () => ({ default: (await import('./CloseCycleDialog.tsx')).CloseCycleDialog }))

/** The eight weeks that the whole organisation shares: what was promised, what moved, who is stuck. */
export function CyclesPage() {
  const [search] = usePageSearch(CyclesSearch)
  const cycles = useQuery(cyclesQuery)
  const { reads } = useSession()
  if (reads?.length === 0) return <NothingToSee />
  if (cycles.data === undefined)
    return cycles.isError ? <ErrorState error={cycles.error} onRetry={() => void cycles.refetch()} /> : <CyclesShape />
  const number = search.cycle ?? shownFirst(cycles.data.cycles, cycles.data.current, search.asOf)
  return <OneCycle number={number} cycles={cycles.data.cycles} />
}

/** The cycle of the day on screen, else the first: before it there is only a plan to make. */
function shownFirst(cycles: readonly ReleaseCycle[], current: number | null, asOf: string | undefined): number {
  const then =
    asOf === undefined ? undefined : cycles.find(({ firstDay, lastDay }) => firstDay <= asOf && asOf <= lastDay)
  return then?.number ?? current ?? 1
}

function OneCycle({ number, cycles }: { number: number; cycles: readonly ReleaseCycle[] }) {
  const [search, change] = usePageSearch(CyclesSearch)
  const query = useQuery(cycleQuery(search, number))
  const may = useMay()
  const { today } = useSession()
  const { cycles: words } = useMessages()
  useChartKeys()
  // Closing replaces the address that opening has pushed, so that Back never opens again what was closed.
  const done = () => change({ act: undefined }, { replace: true })

  if (query.data === undefined)
    return query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <CyclesShape />
  const report = query.data
  const tab = search.show ?? 'run'
  // While another cycle is read the one before is on screen, and a form would be about that.
  const mayAct =
    report.number === number && report.state !== 'closed' && may(search.act === 'plan' ? 'plan' : 'run-train')
  const isSubscribing = search.act === 'subscribe'
  const action =
    isSubscribing || (mayAct && (search.act !== 'close' || report.state === 'late')) ? search.act : undefined
  const isEmpty = !hasBegun(report) && report.scope.now === 0
  return (
    <div className="cycles-page">
      <ReadingBar reading={query.isFetching && query.isPlaceholderData} />
      <StaleNotice query={query} />
      <CycleHead
        report={report}
        cycles={cycles}
        tab={tab}
        onTab={(show) => change({ show: show === 'run' ? undefined : show, outcome: undefined, q: undefined })}
        onCycle={(cycle) => change({ cycle, outcome: undefined, q: undefined, reason: undefined })}
        onAction={(act) => change({ act })}
      />
      {tab === 'history' || tab === 'board' ? null : <CycleFigures report={report} />}
      {report.source === 'plan' || tab === 'history' || tab === 'board' || !report.isCommitted ? null : (
        <p className="second cycle-source">{words.source[report.source]}</p>
      )}
      <ErrorBoundary instead={(error, again) => <ErrorState error={error} onRetry={again} />} resetBy={tab}>
        <Suspense fallback={<Skeleton height={360} />}>
          {tab === 'run' && isEmpty ? (
            <NothingPlanned report={report} onPlan={() => change({ act: 'plan' })} />
          ) : tab === 'run' ? (
            <>
              <CycleChanges report={report} />
              {report.closed === null ? null : <CycleRecord report={report} closed={report.closed} />}
              <BurnUp view={search} report={report} />
              <div className="cycles-row of-tables">
                <TeamsSayDo view={search} report={report} />
                {hasBegun(report) ? <Stuck report={report} /> : null}
              </div>
              {report.state === 'closed' ? null : <LongestBlockers view={search} cycle={report.number} />}
              {isOver(report) ? <SignOffs view={search} report={report} /> : null}
              {report.state === 'closed' ? null : <Straddle view={search} report={report} />}
            </>
          ) : tab === 'board' ? (
            <PlanBoard report={report} cycles={cycles} />
          ) : tab === 'services' ? (
            <>
              {search.outcome === 'rolled-back' ? <OnlyPromised report={report} /> : null}
              <CycleServices report={report} onPlan={() => change({ act: 'plan' })} />
            </>
          ) : (
            <CycleHistory view={search} />
          )}
        </Suspense>
      </ErrorBoundary>
      <Suspense>
        {action === 'edit' ? (
          <EditCycleDialog cycle={report} onClose={done} />
        ) : action === 'plan' ? (
          <PlanDialog cycle={report} cycles={cycles} onClose={done} />
        ) : action === 'subscribe' ? (
          <SubscribeDialog onClose={done} />
        ) : action === 'close' ? (
          <CloseCycleDialog cycle={report} into={carriesInto(cycles, report.number, today)} onClose={done} />
        ) : null}
      </Suspense>
    </div>
  )
}

/** A cycle ahead has nothing to draw until something stands in its plan. */
function NothingPlanned({ report, onPlan }: { report: CycleReport; onPlan: () => void }) {
  const { cycles: words } = useMessages()
  const format = useFormat()
  const may = useMay()
  const isFirst = report.number === 1
  return (
    <EmptyState
      heading={isFirst ? words.noCycleYet : words.items.none}
      actions={
        may('plan') ? (
          <Button look="filled" onClick={onPlan}>
            {words.plan}
          </Button>
        ) : undefined
      }
    >
      {isFirst
        ? words.noCycleYetWords(format.day(report.firstDay))
        : may('plan')
          ? words.items.noneWords
          : words.items.noneYet}
    </EmptyState>
  )
}

function CyclesShape() {
  return (
    <Reading>
      <div className="cycles-page">
        <Skeleton width={320} height={32} />
        <Skeleton height={96} />
        <Skeleton height={340} />
      </div>
    </Reading>
  )
}
