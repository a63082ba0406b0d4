import { useQuery } from '@tanstack/react-query'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import { useMessages } from '../shared/messages/messages.tsx'
import { ReaderLocale } from '../shared/ReaderLocale.tsx'
import { progressQuery } from './imports-queries.ts'

/** How far it has come, as the server itself counts. */
export function ImportProgress({ progressKey, running }: { progressKey: string; running: boolean }) {
  const { imports } = useMessages()
  const { data } = useQuery(progressQuery(progressKey))
  const of = data?.of ?? null
  const words = data === undefined ? (running ? imports.running : imports.checking) : imports.phases[data.phase]
  const count =
    data === undefined || data.done === 0
      ? ''
      : of === null
        ? imports.progress(data.done)
        : imports.progressOf(data.done, of)
  return (
    <div className="import-progress">
      <ReaderLocale>
        <ProgressBar
          aria-label={running ? imports.running : imports.checking}
          isIndeterminate={of === null || of === 0}
          value={of === null || of === 0 ? 0 : (100 * (data?.done ?? 0)) / of}
        >
          {({ percentage }) => (
            <div className="progress-track">
              <div
                className={percentage === undefined ? 'progress-fill unknown' : 'progress-fill'}
                style={{ inlineSize: `${percentage ?? 40}%` }}
              />
            </div>
          )}
        </ProgressBar>
      </ReaderLocale>
      <p role="status">
        {words} <span className="quiet">{count}</span>
      </p>
      {running ? <p className="quiet">{imports.stayHere}</p> : null}
    </div>
  )
}
