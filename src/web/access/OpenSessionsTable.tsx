import type { OpenSession } from '../../contract/sessions.ts'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { useSession } from '../shared/session-query.ts'
import { Tag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useNameOfBrowser } from './use-name-of-browser.ts'

interface Ending {
  /** A session, or where it is left out all of the person. */
  onEnd: (person: OpenSession['person'], session?: number) => void
  ending: { readonly person: number; readonly session?: number | undefined } | undefined
}

/** One row a session: who, by which way, with what and from where, and the way to end it, or all of the person's. */
export function OpenSessionsTable({ sessions, ...ending }: Ending & { sessions: readonly OpenSession[] }) {
  const { account, openSessions: words } = useAccessMessages()
  return (
    <ScrollSideways label={words.line}>
      <table className="access-table token-table open-sessions">
        <thead>
          <tr>
            <th scope="col">{words.person}</th>
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
            <SessionRow key={session.id} session={session} {...ending} />
          ))}
        </tbody>
      </table>
    </ScrollSideways>
  )
}

function SessionRow({ session, onEnd, ending }: Ending & { session: OpenSession }) {
  const { account, openSessions: words } = useAccessMessages()
  const format = useFormat()
  const nameOf = useNameOfBrowser()
  const { programme, actor } = useSession()
  const { person, ofPerson } = session
  const at = (instant: string) => format.instant(instant, programme.zone)
  // One's own others are ended on the account page, which keeps the one that asks.
  const isOwn = actor.id === `person:${person.id}`
  return (
    <tr>
      <th scope="row">{person.name}</th>
      <td>
        {nameOf(session.agent)} <span className="quiet">{words.ways[session.means] ?? session.means}</span>
      </td>
      <td>{session.address}</td>
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
          <div className="button-row">
            <Button
              busy={ending?.session === session.id}
              aria-label={words.endNamed(person.name, nameOf(session.agent), at(session.createdAt))}
              onClick={() => onEnd(person, session.id)}
            >
              {account.end}
            </Button>
            {ofPerson > 1 && !isOwn ? (
              <Button
                busy={ending?.person === person.id && ending.session === undefined}
                aria-label={words.endAllNamed(person.name, ofPerson)}
                onClick={() => onEnd(person)}
              >
                {words.endAll(ofPerson)}
              </Button>
            ) : null}
          </div>
        )}
      </td>
    </tr>
  )
}
