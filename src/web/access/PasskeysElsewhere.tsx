import { useAccessMessages } from '../shared/messages/messages.tsx'

/** The page was opened by a number, to which no passkey can be bound: where to open it instead. */
export function PasskeysElsewhere({ at }: { at: string | undefined }) {
  const { passkeys } = useAccessMessages()
  if (at === undefined) return <p className="field-description">{passkeys.needsName}</p>
  return (
    <p className="field-description">
      {passkeys.openAs} <a href={at}>{new URL(at).origin}</a>
    </p>
  )
}
