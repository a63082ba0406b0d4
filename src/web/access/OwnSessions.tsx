import { useQuery } from '@tanstack/react-query'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Section } from '../shared/Section.tsx'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useToast } from '../shared/toast.tsx'
import { sessionsQuery, useEndOtherSessions, useEndSession } from './account-queries.ts'
import { SessionsTable } from './SessionsTable.tsx'

/** Every place where one is signed in, this one marked, each with the way to end it. */
export function OwnSessions() {
  const { account } = useAccessMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const query = useQuery(sessionsQuery)
  const end = useEndSession()
  const endOthers = useEndOtherSessions()
  const sessions = query.data?.sessions
  const problem = end.error ?? endOthers.error
  return (
    <Section
      line={account.sessionsLine}
      heading={account.sessions(sessions?.length ?? 0)}
      controls={
        (sessions?.length ?? 0) > 2 ? (
          <Button
            busy={endOthers.isPending}
            onClick={() => endOthers.mutate(undefined, { onSuccess: ({ ended }) => say(account.endedOthers(ended)) })}
          >
            {account.endOthers}
          </Button>
        ) : undefined
      }
    >
      <StaleNotice query={query} />
      {sessions === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={96} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : (
        <SessionsTable
          sessions={sessions}
          onEnd={({ id }) => end.mutate(id, { onSuccess: () => say(account.ended) })}
          ending={end.isPending ? end.variables : undefined}
        />
      )}
      {problem === null ? null : (
        <p className="field-error" role="alert">
          {problemWords(problem)}
        </p>
      )}
    </Section>
  )
}
