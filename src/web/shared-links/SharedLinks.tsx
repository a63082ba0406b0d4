import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { SharedLink } from '../../domain/shared-link.ts'
import { opensSharedPages } from '../shared/address.ts'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import '../shared/share-dialog.css'
import { RevokeLinkDialog } from './RevokeLinkDialog.tsx'
import { sharedLinksQuery } from './shared-links-queries.ts'

const ShareDialog = lazy(async () => ({ default: (await import('../shared/ShareDialog.tsx')).ShareDialog }))
const everything = { measure: 'services', division: null, team: null, asOf: null, knownAt: null } as const

/** Links that open something without an account: what each shows, until when, and how often it was used. */
export function SharedLinks() {
  const { links: words } = useAccessMessages()
  const { may } = useSession()
  const query = useQuery(sharedLinksQuery)
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<SharedLink | undefined>(undefined)
  const links = query.data?.links
  const open = links?.filter(({ opens }) => opens) ?? []
  const ended = links?.filter(({ opens }) => !opens) ?? []
  return (
    <Section
      line={words.line}
      heading={links !== undefined && open.length === 0 ? words.none : words.heading(open.length)}
      controls={
        may.includes('share') && opensSharedPages ? (
          <Button onClick={() => setMaking(true)}>{words.make}</Button>
        ) : undefined
      }
    >
      <StaleNotice query={query} />
      {links === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={96} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : (
        <>
          <p className="second">{words.words}</p>
          {open.length === 0 ? null : <LinkTable links={open} onRevoke={setRevoking} />}
          {ended.length === 0 ? null : (
            <details className="tokens-ended">
              <summary>{words.ended(ended.length)}</summary>
              <LinkTable links={ended} onRevoke={setRevoking} />
            </details>
          )}
        </>
      )}
      {making ? (
        <Suspense>
          <ShareDialog of={everything} onClose={() => setMaking(false)} />
        </Suspense>
      ) : null}
      {revoking === undefined ? null : <RevokeLinkDialog link={revoking} onClose={() => setRevoking(undefined)} />}
    </Section>
  )
}

function LinkTable(props: { links: readonly SharedLink[]; onRevoke: (link: SharedLink) => void }) {
  const { links: words } = useAccessMessages()
  const format = useFormat()
  const { programme, now } = useSession()
  const { links, onRevoke } = props
  const at = (instant: string) => format.instant(instant, programme.zone)
  const stateOf = ({ revokedAt, expiresAt, opens }: SharedLink) =>
    revokedAt !== null
      ? words.revokedOn(at(revokedAt))
      : expiresAt <= now
        ? words.expiredOn(at(expiresAt))
        : opens
          ? at(expiresAt)
          : words.makerMayNot
  return (
    <ScrollSideways label={words.heading(links.length)}>
      <table className="access-table token-table">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.shows}</th>
            <th scope="col">{words.until}</th>
            <th scope="col">{words.uses}</th>
            <th>
              <span className="unseen">{words.revoke}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {links.map((link) => (
            <tr key={link.id}>
              <th scope="row">
                {link.name} <span className="quiet link-maker">{words.by(link.madeBy)}</span>
              </th>
              <td data-label={words.shows}>
                {words.things[link.shows]}, {link.team?.name ?? link.division?.name ?? words.everything},{' '}
                {link.asOf === null ? words.newest : words.frozen(format.day(link.asOf))}
                {link.shows === 'brief' ? null : (
                  <span className="quiet">
                    {' '}
                    {link.anywhere ? words.anyPage : link.frames.join(', ') || words.noPage}
                  </span>
                )}
              </td>
              <td className="whole" data-label={words.until}>
                {stateOf(link)}
              </td>
              <td className="whole" data-label={words.uses}>
                {words.used(link.uses, link.usedAt === null ? null : at(link.usedAt))}
              </td>
              <td className="revoke">
                {link.revokedAt !== null ? null : (
                  <Button aria-label={words.revokeNamed(link.name)} onClick={() => onRevoke(link)}>
                    {words.revoke}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollSideways>
  )
}
