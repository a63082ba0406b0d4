import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import type { Entry } from '../shared/outbox/entry.ts'
import { ownEntries } from '../shared/outbox/own-outbox.ts'
import { PageLink } from '../shared/PageLink.tsx'
import './access.css'
import { useSignOut } from './entrance-queries.ts'

const SignOutQuestion = lazy(async () => ({ default: (await import('./SignOutQuestion.tsx')).SignOutQuestion }))

/** Who uses this page, the way to their account, and the way out. */
export function SignedInAs({ name, close }: { name: string; close: () => void }) {
  const { account } = useAccessMessages()
  const say = useProblemWords()
  const leave = useSignOut()
  const queries = useQueryClient()
  const [left, setLeft] = useState<readonly Entry[]>([])
  const ask = async () => {
    const entries = await ownEntries(queries)
    if (entries.length === 0) leave.mutate()
    else setLeft(entries)
  }
  if (left.length > 0)
    return (
      <Suspense>
        <SignOutQuestion
          entries={left}
          onStay={() => setLeft([])}
          onLeave={() => {
            setLeft([])
            leave.mutate()
          }}
        />
      </Suspense>
    )
  return (
    <div>
      <h2>{account.signedInAs}</h2>
      <p className="signed-in-name">{name}</p>
      <div className="button-row">
        <PageLink className="button" to="/account" onClick={close}>
          {account.title}
        </PageLink>
        <Button busy={leave.isPending} onClick={() => void ask()}>
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
