import type { SignInSettings } from '../../contract/sign-in-settings.ts'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'
import { Tag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'

type State = NonNullable<SignInSettings['provider']>['state']

/** Whether the provider answers, and since when or when last that is so. */
export function ProviderState({ state: { answeredAt, awaySince } }: { state: State }) {
  const { signInSettings: words } = useAccessMessages()
  const format = useFormat()
  const { programme } = useSession()
  const at = (instant: string) => format.instant(instant, programme.zone)
  return (
    <span role="status">
      {awaySince !== null ? (
        <>
          <Tag tone="bad">{words.away}</Tag> <span className="quiet">{words.awaySince(at(awaySince))}</span>
        </>
      ) : answeredAt !== null ? (
        <>
          <Tag tone="good">{words.answers}</Tag> <span className="quiet">{words.answeredAt(at(answeredAt))}</span>
        </>
      ) : (
        <Tag>{words.asking}</Tag>
      )}
    </span>
  )
}
