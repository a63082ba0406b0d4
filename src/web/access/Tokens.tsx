import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MachineToken } from '../../domain/machine-token.ts'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import './access.css'
import { tokensQuery } from './access-queries.ts'
import { MakeTokenDialog } from './MakeTokenDialog.tsx'
import { RevokeTokenDialog } from './RevokeTokenDialog.tsx'

/** Tokens for pipelines: what each may do, until when, and when it was last used. Ended ones fold away. */
export function Tokens() {
  const access = useAccessMessages()
  const { now } = useSession()
  const query = useQuery(tokensQuery)
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<MachineToken | undefined>(undefined)
  const tokens = query.data?.tokens
  const hasEnded = (token: MachineToken) =>
    token.revokedAt !== null || (token.expiresAt !== null && token.expiresAt <= now)
  const inUse = tokens?.filter((token) => !hasEnded(token)) ?? []
  const ended = tokens?.filter(hasEnded) ?? []
  return (
    <Section
      line={access.tokensLine}
      heading={tokens !== undefined && inUse.length === 0 ? access.noTokens : access.tokens(inUse.length)}
      controls={<Button onClick={() => setMaking(true)}>{access.makeToken}</Button>}
    >
      <StaleNotice query={query} />
      {tokens === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={96} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : (
        <>
          {inUse.length === 0 ? <p className="second">{access.noTokensWords}</p> : null}
          {inUse.length === 0 ? null : <TokenTable tokens={inUse} onRevoke={setRevoking} />}
          {ended.length === 0 ? null : (
            <details className="tokens-ended">
              <summary>{access.ended(ended.length)}</summary>
              <TokenTable tokens={ended} />
            </details>
          )}
        </>
      )}
      {making ? <MakeTokenDialog onClose={() => setMaking(false)} /> : null}
      {revoking === undefined ? null : <RevokeTokenDialog token={revoking} onClose={() => setRevoking(undefined)} />}
    </Section>
  )
}

function TokenTable(props: { tokens: readonly MachineToken[]; onRevoke?: (token: MachineToken) => void }) {
  const access = useAccessMessages()
  const format = useFormat()
  const { programme } = useSession()
  const { tokens, onRevoke } = props
  const at = (instant: string) => format.instant(instant, programme.zone)
  return (
    <ScrollSideways label={access.tokens(tokens.length)}>
      <table className="access-table token-table">
        <thead>
          <tr>
            <th scope="col">{access.tokenName}</th>
            <th scope="col">{access.scope}</th>
            <th scope="col">{access.teams}</th>
            <th scope="col">{access.validUntil}</th>
            <th scope="col">{access.lastUse}</th>
            {onRevoke === undefined ? null : (
              <th>
                <span className="unseen">{access.revoke}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <th scope="row">{token.name}</th>
              <td data-label={access.scope}>{access.scopes[token.scope]}</td>
              <td data-label={access.teams}>
                {token.teams?.map(({ name }) => name).join(', ') ?? access.wholeProgramme}
              </td>
              <td className="whole" data-label={access.validUntil}>
                {token.revokedAt !== null
                  ? `${access.endedOn.revoked}, ${at(token.revokedAt)}`
                  : token.expiresAt === null
                    ? access.untilRevoked
                    : onRevoke === undefined
                      ? `${access.endedOn.expired}, ${at(token.expiresAt)}`
                      : at(token.expiresAt)}
              </td>
              <td className="whole" data-label={access.lastUse}>
                {token.usedAt === null ? access.never : at(token.usedAt)}
              </td>
              {onRevoke === undefined ? null : (
                <td className="revoke">
                  <Button aria-label={access.revokeNamed(token.name)} onClick={() => onRevoke(token)}>
                    {access.revoke}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollSideways>
  )
}
