import { useQuery } from '@tanstack/react-query'
import type { Person } from '../../domain/person.ts'
import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { useToast } from '../shared/toast.tsx'
import { sessionsOfQuery, useEndSessionsOf } from './people-queries.ts'
import { SessionsTable } from './SessionsTable.tsx'

/** Where somebody is signed in, for administrators: they end one session, or all of them. */
export function SessionsDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { people } = useAccessMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const query = useQuery(sessionsOfQuery(person.id))
  const end = useEndSessionsOf()
  const sessions = query.data?.sessions
  const endThese = (session: number | undefined) =>
    end.mutate(
      { person: person.id, session },
      { onSuccess: ({ ended }) => say(people.sessionsEnded(person.name, ended)) },
    )
  return (
    <Dialog
      line={people.sessionsLine}
      heading={people.sessionsOf(person.name)}
      onClose={onClose}
      foot={
        <>
          <p className="field-error" role="alert">
            {end.error === null ? '' : problemWords(end.error)}
          </p>
          <div className="button-row">
            {sessions === undefined || sessions.length === 0 ? null : (
              <Button
                danger
                busy={end.isPending && end.variables.session === undefined}
                onClick={() => endThese(undefined)}
              >
                {people.endAllSessions(sessions.length)}
              </Button>
            )}
          </div>
        </>
      }
    >
      {sessions === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={96} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : sessions.length === 0 ? (
        <p>{people.noSessions}</p>
      ) : (
        <SessionsTable
          sessions={sessions}
          onEnd={({ id }) => endThese(id)}
          ending={end.isPending ? end.variables.session : undefined}
        />
      )}
    </Dialog>
  )
}
