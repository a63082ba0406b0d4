import { Button } from '../shared/Button.tsx'
import { useMessages, Words } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useSession } from '../shared/session-query.ts'
import { EmptyState } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { NothingToSee } from '../shared/WhatYouSee.tsx'
import { useFilterWords } from './filter-words.ts'
import { everyState } from './service-states.ts'
import type { FilterField } from './services-search.ts'
import { type ChangeSearch, filterFields, filtersInUse, noFilters, type ServicesSearch } from './services-search.ts'
import type { Counts } from './use-shown-services.ts'

const isField = (name: string): name is FilterField | 'q' =>
  name === 'q' || (filterFields as readonly string[]).includes(name)

/** A list without rows says why, and offers to drop the filter that would help, the most helpful first. */
export function EmptyServices({
  search,
  change,
  counts,
}: {
  search: ServicesSearch
  change: ChangeSearch
  counts: Counts
}) {
  const { services } = useMessages()
  const format = useFormat()
  const filterWords = useFilterWords()
  const { counts: stored, reads } = useSession()
  const used = filtersInUse(search)
  const may = useMay()

  const retired = search.state === undefined ? (counts.without.find(({ filter }) => filter === 'state')?.total ?? 0) : 0
  const showRetired =
    retired === 0 ? null : (
      <Button onClick={() => change({ state: [...everyState] })}>{services.showRetired(retired)}</Button>
    )

  if (used.length === 0 && retired === 0) {
    if (reads?.length === 0) return <NothingToSee />
    const entered = stored.services > 0 && search.asOf !== undefined
    return (
      <EmptyState
        heading={entered ? services.noneThen(format.day(search.asOf ?? null)) : services.noneYet}
        actions={
          entered ? undefined : (
            <>
              {may('import') ? (
                <PageLink className="button filled" to="/import">
                  {services.goToImport}
                </PageLink>
              ) : null}
              {may('edit-service') ? <Button onClick={() => change({ add: 'service' })}>{services.add}</Button> : null}
            </>
          )
        }
      >
        {entered ? services.noneThenWords : services.noneYetWords}
      </EmptyState>
    )
  }

  const helpful = counts.without
    .filter(
      (one): one is { filter: FilterField | 'q'; total: number } =>
        one.total > 0 && isField(one.filter) && search[one.filter] !== undefined,
    )
    .toSorted((one, other) => other.total - one.total)
  const onlyState = used.length === 1 && search.state !== undefined ? search.state.join(',') : undefined
  const good =
    onlyState === 'rolled_back'
      ? services.nothingRolledBack
      : onlyState === 'on_prem,split,rolled_back'
        ? services.nothingLeft
        : undefined
  return (
    <EmptyState
      heading={good ?? (used.length === 0 ? services.allRetired : services.noMatch(used.length))}
      actions={
        <>
          {showRetired}
          {helpful.map(({ filter }) => (
            <Button key={filter} onClick={() => change({ [filter]: undefined })}>
              {services.drop(services.field[filter])}
            </Button>
          ))}
          <Button shortcut="Shift+F" onClick={() => change(noFilters)}>
            {services.clearAll}
          </Button>
        </>
      }
    >
      {retired > 0 ? (
        <Words of={services.retiredMatch(retired)} />
      ) : helpful.length === 0 ? (
        services.noMatchAnyway
      ) : (
        <Words
          of={helpful
            .map(({ filter, total }) => services.noMatchWithout(total, filterWords.both(search, filter)))
            .join(' ')}
        />
      )}
    </EmptyState>
  )
}
