import { useMessages } from '../shared/messages/messages.tsx'

/** What the record says, and below it what the ledger says now where that is something else. */
export function Recorded({ said, now }: { said: string; now: string | null }) {
  const { cycles } = useMessages()
  if (now === null || now === said) return said
  return (
    <>
      {said} <span className="second since-record">{cycles.record.nowIs(now)}</span>
    </>
  )
}
