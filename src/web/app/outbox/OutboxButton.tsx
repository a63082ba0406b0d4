import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { classes } from '../../shared/Button.tsx'
import { Icon } from '../../shared/icons.tsx'
import { useOutboxMessages } from '../../shared/messages/messages.tsx'
import { keepSending } from '../../shared/outbox/keep-sending.ts'
import type { Told } from '../../shared/outbox/outbox.ts'
import { ownerOf } from '../../shared/outbox/own-outbox.ts'
import { useOwnEntries } from '../../shared/outbox/use-entries.ts'
import { useReadAgain } from '../../shared/read-again.ts'
import { sessionQuery, useSessionIfRead } from '../../shared/session-query.ts'
import { isSignedOut, showSignedOut } from '../../shared/signed-out.ts'
import { useToast } from '../../shared/toast.tsx'
import { OutboxPanel } from './OutboxPanel.tsx'

/** Sends what waits on this device, and while anything does, says how much. */
export function OutboxButton() {
  const words = useOutboxMessages()
  const queries = useQueryClient()
  const readAgain = useReadAgain()
  const say = useToast()
  const session = useSessionIfRead()
  const owner = session === undefined ? undefined : ownerOf(session)
  const entries = useOwnEntries()
  const [isOpen, setOpen] = useState(false)

  const hear = useEffectEvent((told: Told) => {
    if (told.what === 'not-theirs') {
      if (isSignedOut(told.error)) showSignedOut(queries, told.error)
      else void queries.invalidateQueries(sessionQuery)
    }
    if (told.what !== 'late') return
    if (told.sent.length > 0) {
      void readAgain()
      say(words.sent(told.sent.length))
    }
    if (told.refused.length > 0) say(words.refused(told.refused.length))
  })
  useEffect(() => (owner === undefined ? undefined : keepSending(owner, (told) => hear(told))), [owner])

  const refused = entries.filter(({ state }) => state === 'refused').length
  return (
    <>
      {entries.length === 0 && !isOpen ? null : (
        <button
          type="button"
          className={classes('button outbox-button', refused > 0 && 'has-refused')}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          <span className="outbox-words">
            {words.waiting(entries.length)}
            {refused === 0 ? null : <span>, {words.refusedOf(refused)}</span>}
          </span>
          <span className="outbox-count" aria-hidden="true">
            <Icon name="waiting" /> {entries.length}
          </span>
        </button>
      )}
      {isOpen ? <OutboxPanel entries={entries} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
