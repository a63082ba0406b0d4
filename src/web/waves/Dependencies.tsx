import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { useChartKeys } from '../shared/charts/use-chart-keys.ts'
import { useWavesMessages } from '../shared/messages/messages.tsx'
import { EmptyState, ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { useMay } from '../shared/use-may.ts'
import type { View } from '../shared/view-search.ts'
import { DebtTrend } from './DebtTrend.tsx'
import { DependencyMap } from './DependencyMap.tsx'
import { OrderOfMoves } from './OrderOfMoves.tsx'
import { straddleDebtQuery } from './waves-queries.ts'

const DependencyDialog = lazy(async () => ({ default: (await import('./DependencyDialog.tsx')).DependencyDialog }))
const ImportDialog = lazy(async () => ({ default: (await import('./ImportDialog.tsx')).ImportDialog }))

interface Props {
  view: View
  q: string
  straddling: boolean
  onChange: (changes: { q?: string | undefined; straddling?: boolean }) => void
}

/** What straddles cloud and on-premises, how that went, which moves end it, and what depends on what. */
export function Dependencies({ view, q, straddling, onChange }: Props) {
  const words = useWavesMessages()
  const mayPlan = useMay()('plan')
  const [importing, setImporting] = useState(false)
  const [adding, setAdding] = useState(false)
  const debt = useQuery(straddleDebtQuery(view))
  useChartKeys()
  const importButton = mayPlan ? (
    <>
      <Button onClick={() => setAdding(true)}>{words.addDependency}</Button>
      <Button onClick={() => setImporting(true)}>{words.importDo}</Button>
    </>
  ) : null
  return (
    <div className="dependencies">
      {debt.data === undefined ? (
        debt.error === null ? (
          <Reading>
            <Skeleton height={320} />
          </Reading>
        ) : (
          <ErrorState error={debt.error} onRetry={() => void debt.refetch()} />
        )
      ) : debt.data.dependencies === 0 ? (
        <EmptyState heading={words.noDependencies} actions={importButton}>
          {words.noDependenciesWords}
        </EmptyState>
      ) : (
        <>
          <DebtTrend view={view} debt={debt.data} />
          <DependencyMap
            view={view}
            q={q}
            straddling={straddling}
            all={debt.data.dependencies}
            onChange={onChange}
            actions={importButton}
          />
          <OrderOfMoves view={view} />
        </>
      )}
      {adding ? (
        <Suspense>
          <DependencyDialog onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
      {importing ? (
        <Suspense>
          <ImportDialog onClose={() => setImporting(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}
