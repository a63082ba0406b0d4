import { useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { useOutboxMessages } from '../shared/messages/messages.tsx'
import type { Entry } from '../shared/outbox/entry.ts'
import { outboxOf } from '../shared/outbox/own-outbox.ts'

/** Before a sign-out that leaves something behind: it stays for the same person, or goes for good. */
export function SignOutDialog(props: { entries: readonly Entry[]; onStay: () => void; onLeave: () => void }) {
  const words = useOutboxMessages()
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
    <Dialog
      heading={words.leaveTitle(entries.length)}
      onClose={onStay}
      leave={words.stay}
      foot={
        <div className="button-row sign-out-choices">
          <Button danger busy={busy} onClick={() => void discard()}>
            {words.leaveAndDiscard}
          </Button>
          <Button look="filled" busy={busy} onClick={onLeave}>
            {words.leaveAndKeep}
          </Button>
        </div>
      }
    >
      <p>{words.leaveWords}</p>
    </Dialog>
  )
}
