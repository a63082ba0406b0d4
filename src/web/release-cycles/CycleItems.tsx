import type { ReactNode } from 'react'
import { PageLink } from '../shared/PageLink.tsx'

/** A sum of promised services: opens to the list of them, of one team alone where that is what it sums. */
export function CycleItems({ number, team, children }: { number: number; team?: string; children: ReactNode }) {
  return (
    <PageLink
      to="/cycles"
      className="figure"
      search={{
        ...{ cycle: number, show: 'services' },
        ...(team === undefined ? {} : { team, division: undefined }),
      }}
    >
      {children}
    </PageLink>
  )
}
