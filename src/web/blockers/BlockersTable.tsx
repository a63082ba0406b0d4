import { lazy, Suspense, useState } from 'react'
import type { Blocker } from '../../domain/blocker.ts'
import { Button } from '../shared/Button.tsx'
import { useBlockersMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { PageLink } from '../shared/PageLink.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Tag } from '../shared/Tag.tsx'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { nameOf, useReopenBlocker } from './blockers-queries.ts'

const BlockerDialog = lazy(async () => ({ default: (await import('./BlockerDialog.tsx')).BlockerDialog }))
const ResolveDialog = lazy(async () => ({ default: (await import('./ResolveDialog.tsx')).ResolveDialog }))

export function BlockersTable({
  blockers,
  state,
}: {
  blockers: readonly Blocker[]
  state: 'open' | 'resolved' | 'all'
}) {
  const words = useBlockersMessages()
  const [doing, setDoing] = useState<{ readonly what: 'change' | 'resolve'; readonly blocker: Blocker } | undefined>()
  const done = () => setDoing(undefined)
  return (
    <>
      <ScrollSideways label={words.table}>
        <table className="plain-table blockers-table">
          <caption className="unseen">{words.table}</caption>
          <thead>
            <tr>
              <th scope="col">{words.column.stops}</th>
              <th scope="col">{words.column.what}</th>
              <th scope="col" className="wide-only">
                {words.column.kind}
              </th>
              <th scope="col">{words.column.owner}</th>
              <th scope="col" className="figures">
                {state === 'resolved' ? words.column.took : words.column.age}
              </th>
              <th scope="col" className="screen-only">
                <span className="unseen">{words.column.act}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {blockers.map((blocker) => (
              <BlockerLine key={blocker.id} blocker={blocker} onDo={(what) => setDoing({ what, blocker })} />
            ))}
          </tbody>
        </table>
      </ScrollSideways>
      <Suspense>
        {doing?.what === 'change' ? <BlockerDialog of={doing.blocker} onClose={done} /> : null}
        {doing?.what === 'resolve' ? <ResolveDialog blocker={doing.blocker} onClose={done} /> : null}
      </Suspense>
    </>
  )
}

function BlockerLine({ blocker, onDo }: { blocker: Blocker; onDo: (what: 'change' | 'resolve') => void }) {
  const words = useBlockersMessages()
  const format = useFormat()
  const may = useMay()
  const { service, team, resolved } = blocker
  return (
    <tr>
      <th scope="row" className="stops">
        {service === null ? (
          <PageLink to="/services" search={{ team: String(team.id), division: undefined }}>
            {team.name}
          </PageLink>
        ) : (
          <PageLink to="/services" search={{ service: service.id }}>
            {service.name}
          </PageLink>
        )}
        <span className="quiet second-line">{service === null ? words.wholeTeam : team.name}</span>
      </th>
      <td className="what">
        <p className="lines-kept">{blocker.what}</p>
        {resolved === null ? null : (
          <p className="second lines-kept">
            {words.resolvedOn(format.day(resolved.on), resolved.by)}
            {resolved.note === '' ? '' : `: ${resolved.note}`}
          </p>
        )}
      </td>
      <td className="wide-only">{words.kinds[blocker.kind]}</td>
      <td>{blocker.owner === null ? <span className="quiet">{words.noOwner}</span> : blocker.owner.name}</td>
      <td className="figures age" title={format.day(blocker.since)}>
        {blocker.days === 0 && resolved === null ? words.today : words.days(blocker.days)}
        {blocker.isEscalated ? <Tag tone="bad">{words.escalated}</Tag> : null}
      </td>
      <td className="acts screen-only">
        {may('raise-blocker', team.id) ? <Acts blocker={blocker} onDo={onDo} /> : null}
      </td>
    </tr>
  )
}

function Acts({ blocker, onDo }: { blocker: Blocker; onDo: (what: 'change' | 'resolve') => void }) {
  const words = useBlockersMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const reopen = useReopenBlocker()
  const writeKey = useWriteKey()
  const name = nameOf(blocker)
  if (blocker.resolved !== null)
    return (
      <>
        <Button
          look="plain"
          busy={reopen.isPending}
          aria-label={`${words.reopen}: ${name}`}
          onClick={() =>
            reopen.mutate(
              { id: blocker.id, key: writeKey.keyFor({ id: blocker.id }) },
              { onSuccess: () => say(words.reopened(name)) },
            )
          }
        >
          {words.reopen}
        </Button>
        {reopen.error === null ? null : (
          <p className="field-error" role="alert">
            {problemWords(reopen.error)}
          </p>
        )}
      </>
    )
  return (
    <span className="button-row">
      <Button look="plain" aria-label={words.resolveOf(name)} onClick={() => onDo('resolve')}>
        {words.resolve}
      </Button>
      <Button look="plain" aria-label={words.changeOf(name)} onClick={() => onDo('change')}>
        {words.change}
      </Button>
    </span>
  )
}
