import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Section } from '../shared/Section.tsx'
import { EmptyState, ErrorState, Reading, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { usePageSearch } from '../shared/view-search.ts'
import './access.css'
import { OpenSessionsTable } from './OpenSessionsTable.tsx'
import { OpenSessionsSearch, openSessionsQuery, pageOfSessions } from './open-sessions-queries.ts'
import { useEndSessionsOf } from './people-queries.ts'
import { useTypedSearch } from './use-typed-search.ts'

/** Everybody who is signed in, and where, for administrators: searched, and ended one by one or all of a person. */
export function OpenSessionsPage() {
  const { openSessions: words, people } = useAccessMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const [search, change] = usePageSearch(OpenSessionsSearch)
  const [typed, setTyped] = useTypedSearch(search.q ?? '', (q) => change({ q }, { replace: true }))
  const query = useInfiniteQuery(openSessionsQuery(search.q))
  const end = useEndSessionsOf()
  const found = query.data?.pages.flatMap(({ sessions }) => sessions)
  // The latest page knows best how many there are now.
  const { total = 0, all = 0 } = query.data?.pages.at(-1) ?? {}
  const isSearched = search.q !== undefined
  return (
    <div className="audit-page">
      <p className="second audit-words">{words.words}</p>
      <Section
        line={words.line}
        heading={
          found === undefined ? (
            <Skeleton width={160} height={20} />
          ) : isSearched ? (
            words.countOf(total, all)
          ) : (
            words.count(all)
          )
        }
      >
        {/* biome-ignore lint/a11y/useSemanticElements: the tests' browser has no <search>, and the role says the same. */}
        <div className="audit-filters one-filter" role="search" aria-label={words.line}>
          <TextField label={words.find} type="search" maxLength={200} value={typed} onChange={setTyped} />
        </div>
        <ReadingBar reading={query.isFetching && found !== undefined} />
        <StaleNotice query={query} />
        {end.error === null ? null : (
          <p className="field-error" role="alert">
            {problemWords(end.error)}
          </p>
        )}
        {found === undefined ? (
          query.error === null ? (
            <Reading>
              <Skeleton height={320} />
            </Reading>
          ) : (
            <ErrorState error={query.error} onRetry={() => void query.refetch()} />
          )
        ) : found.length > 0 ? (
          <OpenSessionsTable
            sessions={found}
            ending={end.isPending ? end.variables : undefined}
            onEnd={(person, session) =>
              end.mutate(
                { person: person.id, session },
                { onSuccess: ({ ended }) => say(people.sessionsEnded(person.name, ended)) },
              )
            }
          />
        ) : isSearched ? (
          <EmptyState
            heading={words.noneFound}
            actions={<Button onClick={() => change({ q: undefined })}>{words.clear}</Button>}
          >
            {words.noneFoundWords}
          </EmptyState>
        ) : (
          <EmptyState heading={words.none}>{words.noneWords}</EmptyState>
        )}
        {found !== undefined && query.hasNextPage ? (
          <p className="button-row">
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {words.more(Math.min(pageOfSessions, Math.max(1, total - found.length)))}
            </Button>
          </p>
        ) : null}
      </Section>
    </div>
  )
}
