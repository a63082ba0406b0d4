import { useQuery } from '@tanstack/react-query'
import { isOwnMachine, organisationPath } from '../shared/address.ts'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { sessionQuery } from '../shared/session-query.ts'

/** Before there is an administrator: where the link is, and how to make another one. */
export function NeedsSetUp() {
  const { entrance } = useAccessMessages()
  const session = useQuery(sessionQuery)
  return (
    <>
      <p>{entrance.needsSetUpWords}</p>
      <p>{entrance.needsSetUpElse}</p>
      <code className="secret">npm run tenfold -- admin create --sign-in-name NAME</code>
      {/* On this machine the sample needs nobody to sign in. */}
      {isOwnMachine(location.hostname) ? (
        <p>
          {entrance.sampleMeanwhile} <a href={organisationPath(true)}>{entrance.openSample}</a>
        </p>
      ) : null}
      <p className="button-row">
        <Button busy={session.isFetching} onClick={() => void session.refetch()}>
          {entrance.tryAgain}
        </Button>
      </p>
    </>
  )
}
