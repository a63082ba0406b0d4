import { lazy, Suspense } from 'react'
import { useView } from '../shared/view-search.ts'
import { useOpen } from './open.tsx'

const LogMoveDialog = lazy(async () => ({ default: (await import('../moves/LogMoveDialog.tsx')).LogMoveDialog }))
const ExplainPanel = lazy(async () => ({ default: (await import('../explanations/ExplainPanel.tsx')).ExplainPanel }))
const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))
const KeyboardHelp = lazy(async () => ({ default: (await import('./KeyboardHelp.tsx')).KeyboardHelp }))

/**
 * Everything that lies over the page: what the address says is open, then the palette and the list of keys. Closing
 * replaces the address that opening has pushed, so that Back never opens again what was closed.
 */
export function Overlays() {
  const [view, change] = useView()
  const { opened, open } = useOpen()
  return (
    <Suspense>
      {view.explain === undefined ? null : (
        <ExplainPanel figure={view.explain} onClose={() => change({ explain: undefined }, { replace: true })} />
      )}
      {view.log === undefined ? null : (
        <LogMoveDialog
          service={view.log === 'new' ? undefined : view.log}
          onClose={() => change({ log: undefined }, { replace: true })}
        />
      )}
      {opened === 'palette' ? <Palette onClose={() => open(undefined)} /> : null}
      {opened === 'help' ? <KeyboardHelp onClose={() => open(undefined)} /> : null}
    </Suspense>
  )
}
