import type { Session } from '../../contract/sessions.ts'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { useSession } from '../shared/session-query.ts'
import { Tag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useNameOfBrowser } from './use-name-of-browser.ts'

/** Each place where somebody is signed in, the one that asks marked, each other with the way to end it. */
export function SessionsTable(props: {
  sessions: readonly Session[]
  onEnd: (session: Session) => void
  /** The one that is being ended. */
  ending: number | undefined
}) {
  const { account } = useAccessMessages()
  const format = useFormat()
  const { programme } = useSession()
  const at = (instant: string) => format.instant(instant, programme.zone)
  const nameOf = useNameOfBrowser()
  return (
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
          {props.sessions.map((session) => (
            <tr key={session.id}>
              <th scope="row">
                {nameOf(session.agent)}{' '}
                {session.means === 'passkey' ? <span className="quiet">{account.byPasskey}</span> : null}
              </th>
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
                    busy={props.ending === session.id}
                    aria-label={account.endNamed(nameOf(session.agent), at(session.createdAt))}
                    onClick={() => props.onEnd(session)}
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
  )
}
