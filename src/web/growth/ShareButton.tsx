import { lazy, Suspense, useState } from 'react'
import type { Growth } from '../../contract/growth.ts'
import { opensSharedPages } from '../shared/address.ts'
import { Button } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useSessionIfRead } from '../shared/session-query.ts'
import type { View } from '../shared/view-search.ts'

const ShareDialog = lazy(async () => ({ default: (await import('../shared/ShareDialog.tsx')).ShareDialog }))

/** Makes a link to what is in view: offered to whoever may share that, a lead their own team's figures. */
export function ShareButton({ view, growth }: { view: View; growth: Growth }) {
  const { growth: words } = useMessages()
  const session = useSessionIfRead()
  const [open, setOpen] = useState(false)
  const { scope } = growth
  const isAllowed =
    session?.may.includes('share') === true ||
    (scope?.kind === 'team' && session?.teams.some(({ id, may }) => id === scope.id && may.includes('share')) === true)
  if (!isAllowed || !opensSharedPages) return null
  return (
    <>
      <Button title={words.brief.shareWords} onClick={() => setOpen(true)}>
        {words.brief.share}
      </Button>
      {open ? (
        <Suspense>
          <ShareDialog
            of={{
              measure: view.measure,
              division: scope?.kind === 'division' ? scope.name : null,
              team: scope?.kind === 'team' ? scope.name : null,
              asOf: view.asOf ?? null,
              knownAt: view.knownAt ?? null,
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </>
  )
}
