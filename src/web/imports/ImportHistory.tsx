import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportRun } from '../../contract/imports.ts'
import { Button } from '../shared/Button.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { EmptyState, ErrorState, Reading, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import { Tag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useImportColumns } from './import-columns.ts'
import { importsQuery } from './imports-queries.ts'
import { UndoImportDialog } from './UndoImportDialog.tsx'

/** Every import with what it wrote; each can be undone as a whole, once. */
export function ImportHistory({ onUndone }: { onUndone: (id: number) => void }) {
  const { imports } = useMessages()
  const query = useQuery(importsQuery)
  const runs = query.data?.imports ?? []
  const columns = useImportColumns()
  const [undoing, setUndoing] = useState<ImportRun | undefined>(undefined)
  return (
    <Section
      line={imports.historyLine}
      heading={imports.history}
      className="import-history"
      controls={
        runs.length === 0 ? undefined : (
          <SaveList name={imports.history} file="imports" columns={columns} rows={async () => runs} />
        )
      }
    >
      <ReadingBar reading={query.isFetching && query.data !== undefined} />
      <StaleNotice query={query} />
      {query.data !== undefined ? (
        query.data.imports.length === 0 ? (
          <EmptyState heading={imports.noHistory}>{imports.noHistoryWords}</EmptyState>
        ) : (
          <HistoryTable runs={query.data.imports} onUndo={setUndoing} />
        )
      ) : query.error === null ? (
        <Reading>
          <Skeleton height={96} />
        </Reading>
      ) : (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {undoing === undefined ? null : (
        <UndoImportDialog run={undoing} onUndone={() => onUndone(undoing.id)} onClose={() => setUndoing(undefined)} />
      )}
    </Section>
  )
}

function HistoryTable({ runs, onUndo }: { runs: readonly ImportRun[]; onUndo: (run: ImportRun) => void }) {
  const { imports } = useMessages()
  const format = useFormat()
  return (
    <ScrollSideways label={imports.history}>
      <table className="import-table">
        <thead>
          <tr>
            <th scope="col">{imports.file}</th>
            <th scope="col">{imports.when}</th>
            <th scope="col" className="roomy">
              {imports.by}
            </th>
            <th scope="col" className="figures">
              {imports.logged}
            </th>
            <th scope="col" className="figures roomy">
              {imports.same}
            </th>
            <th scope="col" className="figures">
              {imports.left}
            </th>
            <th scope="col">{imports.state}</th>
            <th>
              <span className="unseen">{imports.undo}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <th scope="row">{run.fileName}</th>
              <td className="whole" data-label={imports.when}>
                {format.instant(run.recordedAt)}
              </td>
              <td className="roomy" data-label={imports.by}>
                {run.actor}
              </td>
              <td className="figures" data-label={imports.logged}>
                {format.count(run.created)}
              </td>
              <td className="figures roomy" data-label={imports.same}>
                {format.count(run.same)}
              </td>
              <td className="figures" data-label={imports.left}>
                {format.count(run.refused)}
              </td>
              <td className="whole verdict">
                {run.undoneAt === null ? (
                  <Tag tone="good">{imports.stands}</Tag>
                ) : (
                  <Tag>{imports.undone(format.instant(run.undoneAt))}</Tag>
                )}
              </td>
              <td className="wide">
                {run.undoneAt === null && run.created > 0 ? (
                  <Button aria-label={imports.undoNamed(run.fileName)} onClick={() => onUndo(run)}>
                    {imports.undo}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollSideways>
  )
}
