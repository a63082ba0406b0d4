import { useId, useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { useOutboxMessages } from '../shared/messages/messages.tsx'
import type { Entry } from '../shared/outbox/entry.ts'
import { outboxOf } from '../shared/outbox/own-outbox.ts'

/** Before a sign-out that leaves something behind: it stays for the same person, or goes for good. */
export function SignOutQuestion(props: { entries: readonly Entry[]; onStay: () => void; onLeave: () => void }) {
  const words = useOutboxMessages()
  const heading = useId()
  const { entries, onStay, onLeave } = props
  const [busy, setBusy] = useState(false)
  const discard = async () => {
    setBusy(true)
    // What cannot be thrown away stays with whose it is, and is told again at the next sign-out.
    for (const { id, owner } of entries)
      await outboxOf(owner)
        .discard(id)
        .catch(() => false)
    onLeave()
  }
  return (
    <section className="sign-out-question" role="alert" aria-labelledby={heading}>
      <h2 id={heading}>{words.leaveTitle(entries.length)}</h2>
      <p>{words.leaveWords}</p>
      <Button autoFocus onClick={onStay}>
        {words.stay}
      </Button>
      <Button look="filled" busy={busy} onClick={onLeave}>
        {words.leaveAndKeep}
      </Button>
      <Button danger busy={busy} onClick={() => void discard()}>
        {words.leaveAndDiscard}
      </Button>
    </section>
  )
}
