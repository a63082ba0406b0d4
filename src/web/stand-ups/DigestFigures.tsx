import type { ReactNode } from 'react'
import { Figure } from '../shared/Figure.tsx'
import { useStandUpMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { DigestList } from './digest-lists.ts'
import type { DigestRead } from './stand-ups-queries.ts'

/** Each figure opens to what it is made of: promises, entries of the ledger, blockers, teams. */
export function DigestFigures({ digest }: { digest: DigestRead }) {
  const { digest: words } = useStandUpMessages()
  const format = useFormat()
  const { day, promises, moves, blockers, teams } = digest
  const opens = (list: DigestList, children: ReactNode) => (
    <PageLink to="/stand-ups" className="figure" search={{ show: 'digest', list, asOf: day }}>
      {children}
    </PageLink>
  )
  const within = { from: day, to: day }
  return (
    <div className="digest-figures">
      <Item label={words.kept} figure={opens('promised', words.keptOf(promises.kept, promises.promised))}>
        {words.keptDetail(promises)}
      </Item>
      <Item
        label={words.moved}
        figure={
          <Figure of="migrated" label={words.moved} moves={{ class: 'migrated', ...within }}>
            {format.count(moves.toCloud)}
          </Figure>
        }
      >
        {words.movedDetail(format.amount(moves.units), moves.services)}
      </Item>
      <Item
        label={words.movedBack}
        figure={
          <Figure of="rolled-back" label={words.movedBack} moves={{ class: 'rolled_back', ...within }}>
            {format.count(moves.back)}
          </Figure>
        }
      >
        {words.movedBackDetail(format.amount(moves.unitsBack), moves.servicesBack)}
      </Item>
      <Item label={words.opened} figure={opens('opened', format.count(blockers.opened))}>
        {words.openedDetail(blockers.open, blockers.resolved)}
      </Item>
      <Item label={words.escalated} figure={opens('escalated', format.count(blockers.escalated))}>
        {words.escalatedDetail(digest.escalationDays)}
      </Item>
      <Item label={words.silent} figure={opens('silent', format.count(teams.silent))}>
        {words.silentDetail(teams.heard, teams.away)}
      </Item>
    </div>
  )
}

function Item({ label, figure, children }: { label: string; figure: ReactNode; children: ReactNode }) {
  return (
    <div className="digest-figure">
      <p className="caption">{label}</p>
      <p className="figure-text">{figure}</p>
      <p className="second">{children}</p>
    </div>
  )
}
