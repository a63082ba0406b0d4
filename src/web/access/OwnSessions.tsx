import { useQuery } from '@tanstack/react-query'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { Tag } from '../shared/Tag.tsx'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { sessionsQuery, useEndSession } from './account-queries.ts'
import { browserOf } from './browser-of.ts'

/** Every place where one is signed in, this one marked, each with the way to end it. */
export function OwnSessions() {
  const { account } = useAccessMessages()
  const format = useFormat()
  const say = useToast()
  const problemWords = useProblemWords()
  const { programme } = useSession()
  const query = useQuery(sessionsQuery)
  const end = useEndSession()
  const sessions = query.data?.sessions
  const at = (instant: string) => format.instant(instant, programme.zone)
  const nameOf = (agent: string) => {
    const { browser, system } = browserOf(agent)
    if (browser === undefined) return account.unknownBrowser
    return system === undefined ? browser : account.on(browser, system)
  }
  return (
    <Section line={account.sessionsLine} heading={account.sessions(sessions?.length ?? 0)}>
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
        <ScrollSideways label={account.sessionsLine}>
          <table className="access-table token-table">
            <thead>
              <tr>
                <th scope="col">{account.browser}</th>
                <th scope="col">{account.address}</th>
                <th scope="col">{account.since}</th>
                <th scope="col">{account.seen}</th>
                <th>
                  <span className="unseen">{account.end}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {sessions.map((session) => (
                <tr key={session.id}>
                  <th scope="row">{nameOf(session.agent)}</th>
                  <td data-label={account.address}>{session.address}</td>
                  <td className="whole" data-label={account.since}>
                    {at(session.createdAt)}
                  </td>
                  <td className="whole" data-label={account.seen}>
                    {at(session.seenAt)}
                  </td>
                  <td className="revoke">
                    {session.current ? (
                      <Tag tone="good">{account.thisOne}</Tag>
                    ) : (
                      <Button
                        busy={end.isPending && end.variables === session.id}
                        aria-label={account.endNamed(nameOf(session.agent), at(session.createdAt))}
                        onClick={() => end.mutate(session.id, { onSuccess: () => say(account.ended) })}
                      >
                        {account.end}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollSideways>
      )}
      {end.error === null ? null : (
        <p className="field-error" role="alert">
          {problemWords(end.error)}
        </p>
      )}
    </Section>
  )
}
