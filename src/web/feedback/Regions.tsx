import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Region } from '../../domain/feedback.ts'
import { Button } from '../shared/Button.tsx'
import { useFeedbackMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useToast } from '../shared/toast.tsx'
import { useMay } from '../shared/use-may.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import './feedback.css'
import { regionsQuery } from './feedback-queries.ts'
import { RegionDialog } from './RegionDialog.tsx'
import { useRemoveRegion } from './regions-queries.ts'

/** For the settings: parts of the world, each with its clock, from which people give feedback. */
export function Regions() {
  const words = useFeedbackMessages()
  const query = useQuery(regionsQuery)
  const mayEdit = useMay()('edit-organisation')
  const [editing, setEditing] = useState<Region | 'new' | undefined>(undefined)
  const regions = query.data?.regions
  return (
    <Section
      line={words.regionsLine}
      heading={regions === undefined ? <Skeleton width={120} /> : words.regions(regions.length)}
      controls={mayEdit ? <Button onClick={() => setEditing('new')}>{words.addRegion}</Button> : undefined}
    >
      <StaleNotice query={query} />
      {regions === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={96} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : (
        <>
          <p className="second">{words.regionsWords}</p>
          {regions.length === 0 ? null : <RegionTable regions={regions} onEdit={mayEdit ? setEditing : undefined} />}
        </>
      )}
      {editing === undefined ? null : (
        <RegionDialog region={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </Section>
  )
}

function RegionTable(props: { regions: readonly Region[]; onEdit: ((region: Region) => void) | undefined }) {
  const words = useFeedbackMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const remove = useRemoveRegion()
  const writeKey = useWriteKey()
  const { regions, onEdit } = props
  const removed = (region: Region) =>
    remove.mutate(
      { id: region.id, key: writeKey.keyFor(region.id) },
      { onSuccess: () => say(words.regionRemoved(region.name)) },
    )
  return (
    <>
      <ScrollSideways label={words.regions(regions.length)}>
        <table className="rating-groups">
          <thead>
            <tr>
              <th scope="col">{words.regionName}</th>
              <th scope="col">{words.zone}</th>
              {onEdit === undefined ? null : (
                <th>
                  <span className="unseen">{words.change}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {regions.map((region) => (
              <tr key={region.id}>
                <th scope="row">{region.name}</th>
                <td>{region.zone}</td>
                {onEdit === undefined ? null : (
                  <td>
                    <div className="button-row">
                      <Button aria-label={words.editRegion(region.name)} onClick={() => onEdit(region)}>
                        {words.change}
                      </Button>
                      <Button
                        aria-label={words.removeRegion(region.name)}
                        busy={remove.isPending}
                        onClick={() => removed(region)}
                      >
                        {words.remove}
                      </Button>
                    </div>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollSideways>
      {remove.error === null ? null : (
        <p className="field-error" role="alert">
          {problemWords(remove.error)}
        </p>
      )}
    </>
  )
}
