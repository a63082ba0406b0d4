import { lazy, Suspense, useState } from 'react'
import type { Blocker } from '../../domain/blocker.ts'
import { Button } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { PageLink } from '../shared/PageLink.tsx'
import { Tag } from '../shared/Tag.tsx'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { nameOf, useReopenBlocker } from './blockers-queries.ts'

const BlockerDialog = lazy(async () => ({ default: (await import('./BlockerDialog.tsx')).BlockerDialog }))
const ResolveDialog = lazy(async () => ({ default: (await import('./ResolveDialog.tsx')).ResolveDialog }))

/** Blockers, each with what it stops, who sees to it, how long it stands, and the way on. */
export function BlockerLines({ blockers }: { blockers: readonly Blocker[] }) {
  const { blockers: words } = useMessages()
  const [doing, setDoing] = useState<{ readonly what: 'change' | 'resolve'; readonly blocker: Blocker } | undefined>()
  const done = () => setDoing(undefined)
  return (
    <>
      <ul className="blocker-lines" aria-label={words.list}>
        {blockers.map((blocker) => (
          <BlockerLine key={blocker.id} blocker={blocker} onDo={(what) => setDoing({ what, blocker })} />
        ))}
      </ul>
      <Suspense>
        {doing?.what === 'change' ? <BlockerDialog of={doing.blocker} onClose={done} /> : null}
        {doing?.what === 'resolve' ? <ResolveDialog blocker={doing.blocker} onClose={done} /> : null}
      </Suspense>
    </>
  )
}

function BlockerLine({ blocker, onDo }: { blocker: Blocker; onDo: (what: 'change' | 'resolve') => void }) {
  const { blockers: words } = useMessages()
  const format = useFormat()
  const may = useMay()
  const { service, team, resolved } = blocker
  return (
    <li>
      <h3>
        {service === null ? (
          <PageLink to="/services" search={{ team: String(team.id), division: undefined }}>
            {team.name}
          </PageLink>
        ) : (
          <PageLink to="/services" search={{ service: service.id }}>
            {service.name}
          </PageLink>
        )}{' '}
        <span className="quiet">{service === null ? words.wholeTeam : team.name}</span>
      </h3>
      <p className="age">
        {blocker.isEscalated ? <Tag tone="bad">{words.escalated}</Tag> : null}
        <b title={format.day(blocker.since)}>
          {resolved !== null ? words.took(blocker.days) : blocker.days === 0 ? words.today : words.days(blocker.days)}
        </b>
      </p>
      <p className="lines-kept what">{blocker.what}</p>
      <p className="second">{[words.kinds[blocker.kind], blocker.owner?.name ?? words.noOwner].join(' · ')}</p>
      {resolved === null ? null : (
        <p className="second lines-kept what">
          {words.resolvedOn(format.day(resolved.on), resolved.by)}
          {resolved.note === '' ? '' : `: ${resolved.note}`}
        </p>
      )}
      {may('raise-blocker', team.id) ? <Acts blocker={blocker} onDo={onDo} /> : null}
    </li>
  )
}

function Acts({ blocker, onDo }: { blocker: Blocker; onDo: (what: 'change' | 'resolve') => void }) {
  const { blockers: words } = useMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const reopen = useReopenBlocker()
  const writeKey = useWriteKey()
  const name = nameOf(blocker)
  if (blocker.resolved !== null)
    return (
      <div className="acts screen-only">
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
      </div>
    )
  return (
    <div className="acts screen-only">
      <Button look="plain" aria-label={words.resolveOf(name)} onClick={() => onDo('resolve')}>
        {words.resolve}
      </Button>
      <Button look="plain" aria-label={words.changeOf(name)} onClick={() => onDo('change')}>
        {words.change}
      </Button>
    </div>
  )
}
