import { lazy, Suspense, useState } from 'react'
import type { Growth } from '../../contract/growth.ts'
import { opensSharedPages } from '../shared/address.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { PopoverButton } from '../shared/PopoverButton.tsx'
import { useSessionIfRead } from '../shared/session-query.ts'
import type { View } from '../shared/view-search.ts'

const TakeChoices = lazy(async () => ({ default: (await import('./TakeChoices.tsx')).TakeChoices }))
const ShareDialog = lazy(async () => ({ default: (await import('../shared/ShareDialog.tsx')).ShareDialog }))

/** What goes from here to a meeting: a file to print, slides, a link for people without an account, the wall screen. */
export function TakeAlong({ view, growth }: { view: View; growth: Growth }) {
  const { growth: words } = useMessages()
  const session = useSessionIfRead()
  const [shares, setShares] = useState(false)
  const { scope } = growth
  // A lead may show their own team's figures.
  const mayShare =
    opensSharedPages &&
    (session?.may.includes('share') === true ||
      (scope?.kind === 'team' &&
        session?.teams.some(({ id, may }) => id === scope.id && may.includes('share')) === true))
  return (
    <>
      <PopoverButton
        className="button"
        label={words.take.label}
        panel={(close) => (
          <Suspense>
            <TakeChoices
              view={view}
              growth={growth}
              close={close}
              {...(mayShare
                ? {
                    onShare: () => {
                      close()
                      setShares(true)
                    },
                  }
                : {})}
            />
          </Suspense>
        )}
      >
        {words.take.open}
      </PopoverButton>
      {shares ? (
        <Suspense>
          <ShareDialog
            of={{
              measure: view.measure,
              division: scope?.kind === 'division' ? scope.name : null,
              team: scope?.kind === 'team' ? scope.name : null,
              asOf: view.asOf ?? null,
              knownAt: view.knownAt ?? null,
            }}
            onClose={() => setShares(false)}
          />
        </Suspense>
      ) : null}
    </>
  )
}
