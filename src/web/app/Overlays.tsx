import { Suspense, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react'
import { keepTyping, stopTyping } from '../shared/type-ahead.ts'
import { useMay } from '../shared/use-may.ts'
import { useView } from '../shared/view-search.ts'
import { useOpen } from './open.tsx'
import { explainPanel, Fetched, keyboardHelp, logMoveDialog, palette } from './overlay-code.tsx'

/**
 * Everything that lies over the page: what the address says is open, then the palette and the list of keys. Closing
 * replaces the address that opening has pushed, so that Back never opens again what was closed.
 */
export function Overlays() {
  const [view, change] = useView()
  const { opened, open } = useOpen()
  const { trail, cameBackFrom } = useTrail(view.explain)
  const may = useMay()
  return (
    <>
      <Suspense>
        {view.explain === undefined ? null : (
          <Fetched
            code={explainPanel}
            figure={view.explain}
            cameBackFrom={cameBackFrom}
            onClose={() => change({ explain: trail.at(-2) }, { replace: true })}
          />
        )}
      </Suspense>
      {view.log === undefined || !may('log-move') ? null : (
        <TypedAhead onEscape={() => change({ log: undefined }, { replace: true })}>
          <Fetched
            code={logMoveDialog}
            service={view.log === 'new' ? undefined : view.log}
            onClose={() => change({ log: undefined }, { replace: true })}
          />
        </TypedAhead>
      )}
      {opened === 'palette' ? (
        <TypedAhead onEscape={() => open(undefined)}>
          <Fetched code={palette} onClose={() => open(undefined)} />
        </TypedAhead>
      ) : null}
      <Suspense>{opened === 'help' ? <Fetched code={keyboardHelp} onClose={() => open(undefined)} /> : null}</Suspense>
    </>
  )
}

/** The figures that led from one to the next. Closing one goes back to the one it was opened from. */
function useTrail(shown: string | undefined) {
  const [walked, setWalked] = useState<{ trail: readonly string[]; cameBackFrom: string | undefined }>({
    trail: [],
    cameBackFrom: undefined,
  })
  const { trail } = walked
  if (trail.at(-1) !== shown) {
    const back = shown !== undefined && trail.at(-2) === shown
    setWalked({
      trail: shown === undefined ? [] : back ? trail.slice(0, -1) : [...trail, shown],
      cameBackFrom: back ? trail.at(-1) : undefined,
    })
  }
  return walked
}

/** Shows nothing while its code is fetched, and keeps what is typed meanwhile for its first field. */
function TypedAhead({ onEscape, children }: { onEscape: () => void; children: React.ReactNode }) {
  useEffect(() => stopTyping, [])
  return <Suspense fallback={<KeepTyping onEscape={onEscape} />}>{children}</Suspense>
}

function KeepTyping({ onEscape }: { onEscape: () => void }) {
  const close = useEffectEvent(onEscape)
  useLayoutEffect(() => keepTyping(() => close()), [])
  return null
}
