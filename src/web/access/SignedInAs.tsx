import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { PageLink } from '../shared/PageLink.tsx'
import './access.css'
import { useSignOut } from './entrance-queries.ts'

/** Who uses this page, the way to their account, and the way out. */
export function SignedInAs({ name, close }: { name: string; close: () => void }) {
  const { account } = useAccessMessages()
  const say = useProblemWords()
  const leave = useSignOut()
  return (
    <div>
      <h2>{account.signedInAs}</h2>
      <p className="signed-in-name">{name}</p>
      <div className="button-row">
        <PageLink className="button" to="/account" onClick={close}>
          {account.title}
        </PageLink>
        <Button busy={leave.isPending} onClick={() => leave.mutate()}>
          {account.signOut}
        </Button>
      </div>
      {leave.data?.signedOut === false ? <p role="status">{account.signedInByProxy}</p> : null}
      {leave.error === null ? null : (
        <p className="field-error" role="alert">
          {say(leave.error)}
        </p>
      )}
    </div>
  )
}
