import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Passkey } from '../../contract/passkeys.ts'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { Section } from '../shared/Section.tsx'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { AddPasskey } from './AddPasskey.tsx'
import { PasskeysElsewhere } from './PasskeysElsewhere.tsx'
import { PasskeysTable } from './PasskeysTable.tsx'
import { passkeysQuery } from './passkey-queries.ts'
import { passkeySupport } from './passkey-support.ts'
import { RemovePasskeyDialog } from './RemovePasskeyDialog.tsx'
import { RenamePasskeyDialog } from './RenamePasskeyDialog.tsx'

/** The passkeys of an account: each with its name, and the way to add another one. */
export function Passkeys() {
  const { passkeys: words } = useAccessMessages()
  const query = useQuery(passkeysQuery)
  const [renaming, setRenaming] = useState<Passkey | undefined>(undefined)
  const [removing, setRemoving] = useState<Passkey | undefined>(undefined)
  const passkeys = query.data?.passkeys
  const support = passkeySupport()
  if (query.data?.possible === false && passkeys?.length === 0) return null
  return (
    <Section
      line={words.line}
      heading={passkeys === undefined ? <Skeleton width={120} height={20} /> : words.count(passkeys.length)}
    >
      <StaleNotice query={query} />
      {passkeys === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={96} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : (
        <div className="passkeys">
          {passkeys.length === 0 ? (
            <p className="second">{words.noneWords}</p>
          ) : (
            <PasskeysTable passkeys={passkeys} onRename={setRenaming} onRemove={setRemoving} />
          )}
          {query.data?.possible === false ? null : support.is === 'here' ? (
            <AddPasskey names={passkeys.map(({ name }) => name)} />
          ) : support.is === 'elsewhere' ? (
            <PasskeysElsewhere at={support.at} />
          ) : (
            <p className="field-description">{words.nowhere}</p>
          )}
        </div>
      )}
      {renaming === undefined ? null : (
        <RenamePasskeyDialog passkey={renaming} onClose={() => setRenaming(undefined)} />
      )}
      {removing === undefined ? null : (
        <RemovePasskeyDialog passkey={removing} onClose={() => setRemoving(undefined)} />
      )}
    </Section>
  )
}
